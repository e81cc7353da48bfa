import { readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bench, REDRIVE, SEED } from '../bench.ts';
import { inShell, momentoEb } from '../cli.ts';

const DOUBT = /^Note: Whole events are in the queue [^\n]*\n/;
const LIST = ['dlq', 'list', '--output'] as const;

/** The rows of a text that has nothing but rows. */
function rowsOf(text: string): readonly { readonly messageId: string; readonly receiveCount?: number }[] {
  expect(text === '' || text.endsWith('\n')).toBe(true);
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

const byId = (a: { messageId: string }, b: { messageId: string }) => a.messageId.localeCompare(b.messageId);

describe.concurrent('rows of a list', () => {
  it('in ndjson are what the elements of --json are, and the totals are told beside them', async ({
    onTestFinished,
  }) => {
    const { cli, states } = await bench(onTestFinished);
    const document = JSON.parse((await cli('dlq', 'list', '--json')).stdout);
    const { status, stdout, stderr } = await cli(...LIST, 'ndjson');
    const again = document.deadLetters.map((one: object) => ({ ...one, receiveCount: 2 }));
    expect(rowsOf(stdout).toSorted(byId)).toEqual(again.toSorted(byId));
    expect(status).toBe(0);
    expect(stderr.replace(DOUBT, '')).toBe(
      `Output complete: rows=${SEED} read=${SEED} unseen=0 arrivedSince=0 notHandedBack=0 interrupted=false ` +
        `oldestSentAt=${document.queue.oldestSentAt} queue=${document.queue.arn}\n`,
    );
    expect(await states()).toEqual({ visible: SEED });
  });

  it('in csv have these columns', async ({ onTestFinished }) => {
    const { cli } = await bench(onTestFinished);
    const { status, stdout, stderr } = await cli(...LIST, 'csv');
    const [header, ...rows] = stdout.split('\n');
    expect(header?.split(',').join(' ')).toBe(
      'messageId sentAt receiveCount bodyKind cause confidence resend detailType source eventId eventTime cache key topic bus rule target errorCode httpStatus exhausted attempts errorMessage advice message ttl detail',
    );
    expect(rows).toHaveLength(SEED + 1);
    expect(rows.at(-1)).toBe('');
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining(`complete: rows=${SEED} `) });
  });

  it('in csv begin with a byte order mark where --bom asks for it', async ({ onTestFinished }) => {
    const { cli } = await bench(onTestFinished);
    const { stdout } = await cli(...LIST, 'csv', '--bom', '--limit', '1');
    expect(stdout).toMatch(/^\ufeffmessageId,[^\n\ufeff]*\n[^\n\ufeff]*\n$/);
  });

  it('end at the limit, and nothing more is received for them', async ({ onTestFinished }) => {
    const { cli, states, witness } = await bench(onTestFinished);
    const { status, stdout, stderr } = await cli(...LIST, 'ndjson', '--limit', '2', '--concurrency', '1');
    expect(rowsOf(stdout)).toHaveLength(2);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: expect.stringMatching(/complete: rows=2 read=1\d unseen=0 /),
    });
    expect((await witness.requests()).ReceiveMessage).toBeLessThanOrEqual(2);
    expect(await states()).toEqual({ visible: SEED });
  });

  it('of an empty queue are none, and in csv a header', async ({ onTestFinished }) => {
    const { cli, otherQueue } = await bench(onTestFinished);
    const queue = await otherQueue();
    const [ndjson, csv] = await Promise.all(['ndjson', 'csv'].map((format) => cli(...LIST, format, '--queue', queue)));
    const said = expect.stringMatching(/^Output complete: rows=0 read=0 [^\n]*\n$/);
    expect(ndjson).toMatchObject({ status: 0, stdout: '', stderr: said });
    expect(csv).toMatchObject({ status: 0, stdout: expect.stringMatching(/^messageId,[^\n]*\n$/), stderr: said });
  });

  it('go into a file without colour even where that is forced', async ({ onTestFinished }) => {
    const { environment } = await bench(onTestFinished);
    const file = join(await mkdtemp(join(tmpdir(), 'rows-')), 'rows');
    for (const format of ['ndjson', 'csv']) {
      const { status } = await inShell(`momento-eb ${LIST.join(' ')} ${format} > ${file}`, {
        ...environment,
        FORCE_COLOR: '1',
      });
      expect(status).toBe(0);
      const text = readFileSync(file, 'utf8');
      expect(text).not.toContain('\u001b');
      expect(text.match(/\n/g)).toHaveLength(format === 'csv' ? SEED + 1 : SEED);
    }
  });
});

describe.concurrent('rows of a redrive', () => {
  it('in ndjson are what the elements of --json are', async ({ onTestFinished }) => {
    const { cli } = await bench(onTestFinished);
    const dry = [...REDRIVE.filter((word) => word !== '--yes'), '--dry-run', '--concurrency', '1'];
    const { entries, warnings, ...totals } = JSON.parse((await cli(...dry, '--json')).stdout);
    const { status, stdout, stderr } = await cli(...dry, '--output', 'ndjson');
    expect(rowsOf(stdout).toSorted(byId)).toEqual(entries.toSorted(byId));
    const told = Object.entries({ rows: SEED, ...totals }).map(
      ([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value) : value}`,
    );
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: `${warnings.map((one: string) => `Note: ${one}\n`).join('')}Output complete: ${told.join(' ')}\n`,
    });
  });

  it('in csv have these columns, one row each, and the run is told by its status', async ({ onTestFinished }) => {
    const { cli, states } = await bench(onTestFinished);
    const { status, stdout, stderr } = await cli(...REDRIVE, '--output', 'csv');
    const [header, ...rows] = stdout.split('\n').slice(0, -1);
    expect(header?.split(',').join(' ')).toBe(
      'messageId verdict outcome cause reason because edits eventId newEventId errorCode errorMessage before beforeRun returns members',
    );
    const removed = rows.filter((row) => row.split(',')[2] === 'removed').length;
    expect(rows).toHaveLength(SEED);
    expect(await states()).toEqual({ deleted: removed, visible: SEED - removed });
    expect({ status, stderr }).toEqual({ status: 3, stderr: expect.stringContaining(` removed=${removed} `) });
  });

  it('end with the failure that ended the run, every outcome before it told', async ({ onTestFinished }) => {
    const { cli, witness } = await bench(onTestFinished);
    await witness.faults(1, {
      operation: 'DeleteMessageBatch',
      kind: 'entry',
      probability: 1,
      code: 'AccessDenied',
      status: 403,
    });
    const { status, stdout, stderr } = await cli(...REDRIVE, '--output', 'ndjson', '--concurrency', '1');
    expect(status).toBe(4);
    const rows = rowsOf(stdout);
    expect(rows).toContainEqual(expect.objectContaining({ outcome: 'sent-not-removed' }));
    expect(stderr).toMatch(/\nmomento-eb: [^\n]*\n→ [^\n]*\nOutput incomplete: [^\n]*\n$/);
    expect(stderr).toContain(`rows=${rows.length} `);
  });
});

describe.concurrent('what cannot be meant is told as text, and nothing is received', () => {
  it.for<[string, RegExp]>([
    ['dlq list --output xml', /xml/],
    ['dlq list --output ndjson --limit none', /none/],
    ['dlq list --output csv --cause bad-luck', /Unknown cause/],
    ['dlq list --raw', /--output ndjson/],
    ['dlq list --raw --json', /--output ndjson/],
    ['dlq list --raw --output csv', /--output ndjson/],
    ['dlq list --json --output csv', /exclude each other/],
    ['dlq redrive --output ndjson', /cannot ask for confirmation.*--yes/s],
    ['dlq redrive --output csv --fix', /cannot ask for confirmation.*--yes/s],
  ])('%s', async ([words, said], { onTestFinished }) => {
    const { environment, states, witness } = await bench(onTestFinished);
    const ended = await momentoEb(words.split(' '), environment);
    expect(ended.status).toBe(2);
    if (words.includes('--json')) expect(JSON.parse(ended.stdout).error.message + ended.stdout).toMatch(said);
    else expect(ended).toMatchObject({ stdout: '', stderr: expect.stringMatching(said) });
    expect(await states()).toEqual({ visible: SEED });
    expect((await witness.messages()).every(({ receiveCount }) => receiveCount === 0)).toBe(true);
  });
});
