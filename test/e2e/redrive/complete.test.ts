import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { entry, GOOD_SET, integrations, type StartedIntegration } from '../../sandbox/integrations.ts';
import { momentoEb } from '../cli.ts';
import type { ToldRun } from './witnesses.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'momento-eb-edits-'));
const start = integrations();

function file(name: string, content: string | Buffer): string {
  const path = join(FOLDER, name);
  writeFileSync(path, content);
  return path;
}

/** Puts events whose cache does not exist while the queue gets the input of their target; then creates the cache. */
async function withMessagesAlone(...texts: readonly string[]) {
  const started = await start({ deadLetterBody: 'as-delivered', caches: [] });
  for (const message of texts) await started.put(entry('cacheSet', { ...GOOD_SET, message }));
  await started.control('momento', { create: ['orders'] });
  const cli = (...words: readonly string[]) => momentoEb(words, started.sandbox.environment);
  const { stdout } = await cli('dlq', 'list', '--json');
  const letters = (
    JSON.parse(stdout) as { deadLetters: { messageId: string; diagnosis: { evidence: { quote: string }[] } }[] }
  ).deadLetters;
  const idOf = (text: string) =>
    letters.find(({ diagnosis }) => diagnosis.evidence[0]?.quote === JSON.stringify(text))?.messageId ?? '';
  return { started, cli, idOf };
}

async function items({ control }: StartedIntegration): Promise<Readonly<Record<string, string>>> {
  await control('idle');
  const { caches } = (await control('cache')) as {
    caches: { name: string; items: { key: string; value: string }[] }[];
  };
  return Object.fromEntries(
    caches.flatMap((cache) => cache.items.map((item) => [`${cache.name}/${item.key}`, item.value])),
  );
}

const REDRIVE = ['dlq', 'redrive', '--fix', '--resolved', 'cache-not-found', '--yes'];
const ALL = ['source=shop', 'detail.cacheName=orders', 'detail.key=order:7', 'detail.ttl=60'];
const sets = (texts: readonly string[]) => texts.flatMap((text) => ['--set', text]);

describe('what is left of an event', () => {
  it('is held with what it lacks, shown with the command that gives it, and arrives once that is given', async () => {
    const { started, cli, idOf } = await withMessagesAlone('paid');
    const held = await cli(...REDRIVE);
    expect(held.stdout).toMatch(/it lacks\s+source,\s+detail\.key,\s+detail\.ttl\s+and\s+detail\.cacheName/);
    expect(held.status).toBe(3);

    const { stdout: shown } = await cli('dlq', 'show', idOf('paid'));
    expect(shown).toContain('+ detail.message: "paid"');
    expect(shown).toMatch(/dlq redrive --id \w{8} --fix \\\n +--set source=VALUE \\\n +--set detail\.key=VALUE/);

    const sent = await cli(...REDRIVE, ...sets(ALL));
    expect(sent.stdout).toContain('+ source: "shop"');
    expect(sent.status).toBe(0);
    expect(await items(started)).toEqual({ 'orders/order:7': '"paid"' });
    expect(await started.deadLetters()).toEqual([]);
  });

  it('gets its own values from a file, which wins over --set', async () => {
    const { started, cli, idOf } = await withMessagesAlone('one', 'two', 'three');
    const line = (text: string, key: string) => JSON.stringify({ messageId: idOf(text), set: { 'detail.key': key } });
    const edits = file(
      'edits.ndjson',
      `${line('one', 'order:1')}\n${line('two', 'order:2')}\n{"messageId":"nobody","set":{"source":"x"}}\n`,
    );
    const { stdout, status } = await cli(...REDRIVE, '--json', '--edits', edits, ...sets(ALL));
    const told = JSON.parse(stdout) as ToldRun & { warnings: readonly string[] };
    expect(told).toMatchObject({ selected: 3, sent: 3, repaired: 3, removed: 3 });
    expect(told.warnings).toContain('--edits: this message id matched none of the selected messages: nobody.');
    expect(status).toBe(3);
    expect(await items(started)).toEqual({
      'orders/order:1': '"one"',
      'orders/order:2': '"two"',
      'orders/order:7': '"three"',
    });
  });

  it('tells programs which members it lacks', async () => {
    const { cli } = await withMessagesAlone('paid');
    const { stdout } = await cli('dlq', 'redrive', '--fix', '--dry-run', '--json', '--set', 'source=shop');
    expect(JSON.parse(stdout).entries).toMatchObject([
      { verdict: 'hold', reason: 'needs-completion', members: ['detail.key', 'detail.ttl', 'detail.cacheName'] },
    ]);
  });
});

describe('--set on whole events', () => {
  it('sends them with the values, and leaves every other byte', async () => {
    const started = await start();
    const Detail = '{"cacheName":"orders", "message":"paid","n":9007199254740993,"ttl":60}';
    await started.put({ ...entry('cacheSet', {}), Detail });
    const words = [...REDRIVE, '--set', 'detail.key=order:1', '--set', 'detail["a.b"]={"c":1}'];
    const { status } = await momentoEb(words, started.sandbox.environment);
    await started.control('idle');
    const events = (await started.control('events')) as { event: { detail: unknown } }[];
    expect(status).toBe(0);
    expect(await items(started)).toEqual({ 'orders/order:1': '"paid"' });
    expect(JSON.stringify(events.at(-1))).toContain('order:1');
  });
});

const GOOD = '{"messageId":"a","set":{"detail.a":1}}';
const NOT_UTF8 = Buffer.concat([
  Buffer.from('{"messageId":"a","set":{"detail.a":"'),
  Buffer.from([0xff]),
  Buffer.from('"}}'),
]);

describe('words that do not fit', () => {
  it.each<[string, readonly string[], RegExp]>([
    ['no such file', ['--edits', join(FOLDER, 'nowhere')], /cannot be read \(ENOENT\)/],
    ['a folder', ['--edits', FOLDER], /cannot be read \(EISDIR\)/],
    ['no name', ['--edits', ''], /--edits is empty/],
    ['an empty file', ['--edits', file('empty', '')], /empty: it holds no edits/],
    ['no JSON', ['--edits', file('text', `${GOOD}\nkey=a`)], /text, line 2: it is not a JSON object/],
    [
      'an unknown member',
      ['--edits', file('note', '{"messageId":"a","set":{"detail.a":1},"why":""}')],
      /note, line 1: .*why is one too many/,
    ],
    [
      'an unknown path',
      ['--edits', file('path', '{"messageId":"a","set":{"time":"now"}}')],
      /path, line 1: invalid path time/,
    ],
    [
      'a message twice',
      ['--edits', file('twice', `${GOOD}\n${GOOD}`)],
      /twice, line 2: the message a has a line already/,
    ],
    [
      'too large a line',
      ['--edits', file('large', `{"messageId":"${'a'.repeat(4_200_000)}"}`)],
      /large, line 1: it has more than/,
    ],
    ['no UTF-8', ['--edits', file('bytes', NOT_UTF8)], /not valid UTF-8/],
    ['a value twice', ['--set', 'detail.a=1', '--set', 'detail.a=2'], /detail\.a is given two values/],
    ['a path without a value', ['--set', 'detail.a'], /no = and no value/],
    ['an unknown root', ['--set', 'region=x'], /must begin with detail\., detail-type or source/],
    ['a source of AWS', ['--set', 'source=aws.s3'], /refuses a source that begins with aws/],
    ['a ttl above the longest', ['--ttl', '60', '--max-ttl', '30'], /longer than --max-ttl 30 allows/],
  ])('are refused before anything is touched: %s', async (_, words, said) => {
    const nowhere = { MOMENTO_EB_SANDBOX_URL: 'http://127.0.0.1:1' };
    const { status, stdout, stderr } = await momentoEb([...REDRIVE, '--sandbox', ...words], nowhere);
    expect(stderr).toMatch(said);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  it.each([
    ['--set', 'detail.a=1'],
    ['--edits', 'nowhere'],
    ['--max-ttl', '60'],
    ['--base64-as-text'],
    ['--escape-message'],
  ])('need --fix: %s', async (...words) => {
    const { status, stderr } = await momentoEb(['dlq', 'redrive', '--yes', '--sandbox', ...words]);
    expect(stderr).toContain(`${words[0]} says how to repair, but repairs need --fix.`);
    expect(status).toBe(2);
  });
});
