import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AttemptRecord } from '../../../src/domain/history/attempt.ts';
import { openArchive } from '../../../src/ledger/archive.ts';
import { openLedgerInThread } from '../../../src/ledger/in-thread.ts';
import { thisMachine } from '../../../src/ledger/machine.ts';
import { asked, attempt, END, QUEUE } from '../../contract/ledger/bench.ts';

const SCRIPT = new URL('../../../src/ledger/thread.ts', import.meta.url);
const HEAD = { queueArn: QUEUE, who: undefined, endpoint: 'aws', flags: '', plan: undefined, mode: 'redrive' } as const;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'momento-eb-thread-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const opened = (path: string) => openLedgerInThread(SCRIPT, { path, version: '1.2.3', payloads: false });
const attempts = async (path: string) => {
  const archive = await openArchive(path, { machine: thisMachine(), now: Date.now });
  const found: AttemptRecord[] = [];
  for await (const one of archive?.attempts(undefined) ?? []) found.push(one);
  return found;
};

it('writes down what it is told, for its owner only, and remembers it', async () => {
  const path = join(folder, 'ledger.db');
  const ledger = await opened(path);
  const run = await ledger.begin({ ...HEAD, startedAt: Date.now() });
  const [mayGo] = await Promise.all([ledger.intend([attempt('a'), attempt('b')]), ledger.intend([attempt('c')])]);
  expect(mayGo).toEqual(new Set(['a', 'b']));
  await ledger.settle([{ state: 'accepted', messageId: 'a', newEventId: 'new' }]);
  await ledger.removed(['a']);
  await ledger.end(END);
  expect((await attempts(path)).map(({ messageId, state }) => [messageId, state])).toEqual([
    ['a', 'removed'],
    ['b', 'unknown'],
    ['c', 'unknown'],
  ]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const later = await opened(path);
  const [facts] = await later.priorAttempts(QUEUE, [asked('a')]);
  expect(facts?.attempts).toMatchObject([{ run, state: 'removed', newEventId: 'new' }]);
  await later.begin({ ...HEAD, startedAt: Date.now() });
  await later.end(END);
});

it('fails as an operator can read it when the file is something else, and leaves it alone', async () => {
  const path = join(folder, 'notes.txt');
  writeFileSync(path, 'not a ledger');
  await expect(opened(path)).rejects.toMatchObject({ name: 'Failure', code: 'LedgerForeign', exit: 2 });
});

it('fails like the ledger itself in the middle of a run', async () => {
  const path = join(folder, 'ledger.db');
  const ledger = await opened(path);
  await ledger.begin({ ...HEAD, startedAt: Date.now() });
  rmSync(path);
  await expect(ledger.intend([attempt('a')])).rejects.toMatchObject({ name: 'Failure', code: 'LedgerGone', exit: 3 });
  await ledger.end(END);
});

it('fails for all that is asked when its thread ends', async () => {
  const path = join(folder, 'ledger.db');
  const ledger = await opened(path);
  // Before a run is begun that is a defect, and no answer comes.
  await expect(ledger.intend([attempt('a')])).rejects.toThrow();
  await ledger.begin({ ...HEAD, startedAt: Date.now() });
  await ledger.end(END);
  await expect(ledger.intend([attempt('a')])).rejects.toMatchObject({ code: 'LedgerFailed' });
});

it('fails for what was asked and not answered when its thread dies', async () => {
  const path = join(folder, 'ledger.db');
  const script = join(folder, 'dying.mjs');
  const isOpening = "calls.every(({ method }) => method === 'open')";
  const answers = "parentPort.postMessage(calls.map(({ id }) => ({ id, kind: 'value' })))";
  writeFileSync(
    script,
    `import { parentPort } from 'node:worker_threads';
    parentPort.on('message', (calls) => (${isOpening} ? ${answers} : process.exit()));`,
  );
  const ledger = await openLedgerInThread(pathToFileURL(script), { path, version: '1.2.3', payloads: false });
  const calls = [ledger.intend([attempt('a')]), ledger.removed(['b'])];
  for (const one of calls) await expect(one).rejects.toMatchObject({ code: 'LedgerFailed' });
}, 5_000);
