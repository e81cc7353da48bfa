import { describe, expect, it } from 'vitest';
import { decide } from '../../../../src/domain/redrive/decide.ts';
import type { Hold } from '../../../../src/domain/redrive/decision.ts';
import { SAFE_ONLY } from '../../../../src/domain/repair/repair.ts';
import { csvOf } from '../../../../src/present/formats/csv.ts';
import type { RowFormat } from '../../../../src/present/formats/rows-presenter.ts';
import { deadLetterCsv } from '../../../../src/present/list/dead-letter-csv.ts';
import { redriveCsv } from '../../../../src/present/redrive/redrive-csv.ts';
import { CREDENTIALS, givesAway } from '../../../support/builders/credentials.ts';
import { examined } from '../../../support/builders/examined.ts';
import { momentoSaid, type Sample } from '../../../support/builders/messages.ts';
import { NO_PRIOR_OUTCOME } from '../../../support/fakes/no-prior-outcome.ts';
import { readCsvLine } from '../../../support/terminal/csv-line.ts';

/** A row by the names of its columns, without the empty cells. */
function cellsOf<Row>({ head, line }: RowFormat<Row>, row: Row): Readonly<Record<string, string | undefined>> {
  const cells = readCsvLine(line(row));
  const named = readCsvLine(head).map((name, at) => [name, cells[at]] as const);
  return Object.fromEntries(named.filter(([, cell]) => cell !== ''));
}

const BOTH_KEYS: Sample = {
  messageId: '5cecccc5-9882-4885-bf13-0a7b7ef30721',
  detail: { cacheName: 'sessions', key: 'user:1', key_base64: 'dXNlcjox', message: 'a, b', ttl: 60 },
  code: 'SDK_CLIENT_ERROR',
  error: momentoSaid(400, 'Multiple Keys Specified', 'not both'),
  exhausted: 'MaximumRetryAttempts',
  attributes: { RETRY_ATTEMPTS: { dataType: 'String', text: '185' } },
};

describe('a row of CSV', () => {
  it('of a dead letter says what it is, why it failed and where it was going', () => {
    expect(cellsOf(deadLetterCsv, examined(BOTH_KEYS))).toEqual({
      messageId: '5cecccc5-9882-4885-bf13-0a7b7ef30721',
      sentAt: '2026-01-31T13:00:00.000Z',
      receiveCount: '1',
      bodyKind: 'envelope',
      cause: 'key-conflict',
      confidence: 'certain',
      resend: 'after-repair',
      detailType: 'cacheSet',
      source: 'shop.web',
      eventId: '7bf73129-1428-4cd3-a780-95db273d1602',
      eventTime: '2026-01-31T12:00:00Z',
      cache: 'sessions',
      key: 'user:1',
      bus: 'default',
      rule: 'momento-cache-set',
      target: 'momento-put',
      errorCode: 'SDK_CLIENT_ERROR',
      httpStatus: '400',
      exhausted: 'MaximumRetryAttempts',
      attempts: '185',
      errorMessage: BOTH_KEYS.error,
      advice: expect.stringContaining('--fix'),
      message: 'a, b',
      ttl: '60',
      detail: '{"cacheName":"sessions","key":"user:1","key_base64":"dXNlcjox","message":"a, b","ttl":60}',
    });
  });

  it('of a dead letter has message and ttl as the application sent them, and hides credentials in the detail', () => {
    const detail = { message: { a: 1 }, ttl: 60, token: CREDENTIALS.v1 };
    const odd = examined({ ruleArn: 'no rule', detailType: 'nobody', detail });
    const cells = cellsOf(deadLetterCsv, odd);
    expect(cells).toMatchObject({ message: '{"a":1}', ttl: '60' });
    expect(cells.detail).toMatch(/^\{"message":\{"a":1\},"ttl":60/);
    expect(givesAway(cells.detail ?? '', CREDENTIALS.v1)).toBe(false);
  });

  it('begins with a byte order mark where a spreadsheet asks for it, and only the head does', () => {
    const { head, line } = csvOf<string>([['a', (row) => row]], true);
    expect([head, line('x')]).toEqual(['\ufeffa\n', 'x\n']);
    expect(csvOf<string>([['a', (row) => row]]).head).toBe('a\n');
  });

  it('of a topic and of what names no rule says these as far as they are known', () => {
    const publish = { detailType: 'topicPublish', detail: { cacheName: 'c', topicName: 't', message: 'm' } };
    expect(cellsOf(deadLetterCsv, examined(publish))).toMatchObject({ cache: 'c', topic: 't' });
    const odd = examined({ body: 'a note', ruleArn: 'no rule', targetArn: 'arn:aws:sqs:us-east-1:1:q' });
    expect(cellsOf(deadLetterCsv, odd)).toMatchObject({ rule: 'no rule', target: 'arn:aws:sqs:us-east-1:1:q' });
    expect(cellsOf(deadLetterCsv, odd)).not.toHaveProperty('bus');
  });

  const entry = (fix: boolean) => {
    const one = examined(BOTH_KEYS);
    const decision = decide(one, { fix, repair: SAFE_ONLY, resolved: new Set() });
    const nothing = { newEventId: undefined, errorCode: undefined, errorMessage: undefined };
    return { examined: one, decision, prior: NO_PRIOR_OUTCOME, ...nothing };
  };

  it('of a redrive says what was decided and what came of it', () => {
    const known = {
      messageId: '5cecccc5-9882-4885-bf13-0a7b7ef30721',
      cause: 'key-conflict',
      eventId: '7bf73129-1428-4cd3-a780-95db273d1602',
      edits: 'detail.key_base64',
      returns: '0',
    };
    expect(cellsOf(redriveCsv, { ...entry(true), outcome: 'removed', newEventId: 'new' })).toEqual({
      ...known,
      verdict: 'send-repaired',
      outcome: 'removed',
      newEventId: 'new',
    });
    expect(
      cellsOf(redriveCsv, { ...entry(true), outcome: 'failed', errorCode: 'InvalidArgument', errorMessage: 'no' }),
    ).toMatchObject({ outcome: 'failed', errorCode: 'InvalidArgument', errorMessage: 'no' });
    expect(cellsOf(redriveCsv, { ...entry(false), outcome: 'held' })).toEqual({
      ...known,
      verdict: 'hold',
      outcome: 'held',
      reason: 'needs-fix',
      because: 'key-conflict',
    });
  });

  it('of a redrive names the members that an incomplete event lacks', () => {
    const members = ['source', 'detail.key'];
    const decision: Hold = {
      verdict: 'hold',
      cause: 'event-incomplete',
      reason: 'needs-completion',
      because: ['event-incomplete'],
      members,
      edits: [],
    };
    expect(cellsOf(redriveCsv, { ...entry(true), decision, outcome: 'held' })).toMatchObject({
      reason: 'needs-completion',
      members: 'source detail.key',
    });
  });
});
