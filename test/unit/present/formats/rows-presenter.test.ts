import { describe, expect, it } from 'vitest';
import { EXIT, Failure } from '../../../../src/app/failures.ts';
import type { QueueDescription } from '../../../../src/app/ports.ts';
import { csvOf } from '../../../../src/present/formats/csv.ts';
import { ndjsonOf } from '../../../../src/present/formats/ndjson.ts';
import { asRows, type RowFormat } from '../../../../src/present/formats/rows-presenter.ts';

const QUEUE = { arn: 'arn:aws:sqs:us-east-1:1:q' } as QueueDescription;
const FAILURE = new Failure(EXIT.aws, 'AccessDenied', 'refused', 'ask for it');
const ALL_WELL = { interrupted: false, unseen: 0, failure: undefined, warnings: [] };

const NDJSON: RowFormat<number> = ndjsonOf((row) => JSON.stringify({ row }));
const CSV: RowFormat<number> = csvOf([['row', (row) => row]]);

function told(format: RowFormat<number>, rows: readonly number[], limit = 10) {
  const presenter = asRows(format, limit, (_, queue) => ({ read: 5, queue: queue?.arn }));
  const out = presenter.head(QUEUE) + rows.map((row) => presenter.row(row)).join('');
  return { out, presenter };
}

describe('rows', () => {
  it.each([
    ['ndjson', NDJSON, '{"row":1}\n{"row":2}\n'],
    ['csv', CSV, 'row\n1\n2\n'],
  ])('are lines and nothing else: %s', (_, format, expected) => {
    const { out, presenter } = told(format, [1, 2]);
    expect(out).toBe(expected);
    expect(presenter.tail(ALL_WELL, false)).toEqual({
      out: '',
      err: ['Output complete: rows=2 read=5 queue=arn:aws:sqs:us-east-1:1:q'],
    });
  });

  it('of an empty queue are none in ndjson, and a header in csv', () => {
    expect(told(NDJSON, []).out).toBe('');
    expect(told(CSV, []).out).toBe('row\n');
  });

  it('end at the limit, and then it is full', () => {
    const { out, presenter } = told(NDJSON, [1, 2, 3], 2);
    expect(out).toBe('{"row":1}\n{"row":2}\n');
    expect(presenter.isFull).toBe(true);
    expect(told(NDJSON, [1], 2).presenter.isFull).toBe(false);
    expect(presenter.tail(ALL_WELL, false).err).toEqual([expect.stringMatching(/^Output complete: rows=2 /)]);
  });

  it.each([
    ['a failure', { ...ALL_WELL, failure: FAILURE }, false, ['momento-eb: refused\n→ ask for it']],
    ['an interruption', { ...ALL_WELL, interrupted: true }, false, []],
    ['a reader that left', ALL_WELL, true, []],
    ['messages that could not be seen', { ...ALL_WELL, unseen: 1 }, false, []],
    ['a doubt, which cuts nothing,', { ...ALL_WELL, warnings: ['a\u001bb'] }, false, ['Note: a\\u001bb']],
  ])('after %s say what is to be said, and at the end whether they are complete', (_, end, readerLeft, before) => {
    const { err } = told(NDJSON, [1]).presenter.tail(end, readerLeft);
    expect(err.slice(0, -1)).toEqual(before);
    const isWhole = end.failure === undefined && !end.interrupted && end.unseen === 0 && !readerLeft;
    expect(err.at(-1)).toMatch(isWhole ? /^Output complete: rows=1 / : /^Output incomplete: rows=1 /);
    expect(err.at(-1)?.endsWith(' reader=left')).toBe(readerLeft);
  });

  it('tell a failure before the first of them, or after the last, alone', () => {
    expect(asRows(NDJSON, 1, () => ({})).failed(FAILURE)).toBeUndefined();
    const { presenter } = told(NDJSON, [1]);
    presenter.tail(ALL_WELL, false);
    expect(presenter.failed(FAILURE)).toBeUndefined();
  });
});
