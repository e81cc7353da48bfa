import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type DatabaseSyncOptions } from 'node:sqlite';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openForReading, openForWriting } from '../../../src/ledger/open.ts';
import { type Database, GroupCommit } from '../../../src/ledger/sqlite.ts';

/** As in the oldest Node that is supported, which passes over the option `timeout`. */
class OldDatabase extends DatabaseSync {
  constructor(path: string, { timeout: _, ...known }: DatabaseSyncOptions = {}) {
    super(path, known);
  }
}

vi.mock('../../../src/ledger/sqlite.ts', async (original) => ({
  ...(await original<typeof import('../../../src/ledger/sqlite.ts')>()),
  loadSqlite: async () => ({ DatabaseSync: OldDatabase }),
}));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'momento-eb-old-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('waits for other processes', async () => {
  const path = join(folder, 'ledger.db');
  for (const open of [() => openForWriting(path, undefined), async () => (await openForReading(path))?.database]) {
    const database = await open();
    expect(database?.prepare('PRAGMA busy_timeout').get()).toEqual({ timeout: 5_000 });
    database?.close();
  }
});

it('writes on after something could not be written', async () => {
  const path = join(folder, 'ledger.db');
  const database = await openForWriting(path, undefined);
  // It does not tell either whether a transaction is open.
  const commits = new GroupCommit({ exec: (sql: string) => database.exec(sql) } as Database, path);
  const failing = commits.write(() => {
    throw new Error('gone');
  });
  await expect(failing).rejects.toMatchObject({ code: 'LedgerFailed' });
  expect(await commits.write(() => 'written')).toBe('written');
  database.close();
});
