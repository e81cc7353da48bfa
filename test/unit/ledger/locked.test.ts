import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openArchive } from '../../../src/ledger/archive.ts';
import { failedDuring } from '../../../src/ledger/failures.ts';
import { openLedgerInThread } from '../../../src/ledger/in-thread.ts';
import { openLedger } from '../../../src/ledger/ledger.ts';
import { attempt, END } from '../../contract/ledger/bench.ts';
import { HEAD, SETTINGS, writtenLedger } from '../../support/ledger-files.ts';

const SCRIPT = new URL('../../../src/ledger/thread.ts', import.meta.url);

let folder: string;
let path: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'momento-eb-locked-'));
  path = await writtenLedger(join(folder, 'ledger.db'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function lock(how: 'IMMEDIATE' | 'EXCLUSIVE') {
  const other = new DatabaseSync(path);
  other.exec(`BEGIN ${how}`);
  return other;
}

it.each([
  [5, 'LedgerBusy', /Another process holds the file/],
  [6, 'LedgerBusy', /Another process holds the file/],
  [8, 'LedgerFailed', /the right to write/],
  [10, 'LedgerFailed', /Free space.*check the disk/],
  [11, 'LedgerDamaged', /recover/],
  [13, 'LedgerFailed', /Free space/],
  [14, 'LedgerFailed', /the right to write/],
])('what SQLite says as %i in the middle of a run is %s, with the remedy of that', (errcode, code, hint) => {
  const failure = failedDuring('/x', Object.assign(new Error('said'), { errcode }));
  expect(failure).toMatchObject({ code, exit: 3, hint: expect.stringMatching(hint) });
  if (errcode === 5) expect(failure.hint).not.toMatch(/space|room/i);
});

it('a ledger that is locked while it opens is opened once the lock is gone', async () => {
  const other = lock('EXCLUSIVE');
  const opening = openLedgerInThread(SCRIPT, { path, version: '1.2.3', payloads: false });
  // Until the thread has met the lock; it tries for five seconds.
  setTimeout(() => other.close(), 500);
  const ledger = await opening;
  await ledger.begin(HEAD);
  await ledger.end(END);
});

it.each(['IMMEDIATE', 'EXCLUSIVE'] as const)(
  'opening a ledger with a lock (%s) can be abandoned, and does not hold up the process',
  async (how) => {
    const other = lock(how);
    const abandoned = new AbortController();
    const began = performance.now();
    const opening = openLedgerInThread(SCRIPT, { path, version: '1.2.3', payloads: false }, abandoned.signal);
    abandoned.abort();
    await expect(opening).rejects.toMatchObject({ name: 'Failure' });
    expect(performance.now() - began).toBeLessThan(3_000);
    other.close();
  },
);

it('a reader that stands still in the middle of the attempts keeps nobody from writing', async () => {
  const archive = await openArchive(path, SETTINGS);
  const reading = archive?.attempts(undefined)[Symbol.asyncIterator]();
  expect((await reading?.next())?.done).toBe(false);
  const ledger = await openLedger(path, { ...SETTINGS, random: () => 1 });
  await ledger.begin(HEAD);
  await ledger.intend([attempt('b')]);
  await ledger.end(END);
  expect((await reading?.next())?.done).toBe(false);
  expect((await reading?.next())?.done).toBe(true);
});
