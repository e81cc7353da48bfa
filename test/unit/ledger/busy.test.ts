import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type DatabaseSyncOptions } from 'node:sqlite';
import { expect, it, vi } from 'vitest';
import { openForReading, openForWriting } from '../../../src/ledger/open.ts';

/** As in Node 22.13 to 22.15, which pass over the option `timeout`. */
class OldDatabase extends DatabaseSync {
  constructor(path: string, { timeout: _, ...known }: DatabaseSyncOptions = {}) {
    super(path, known);
  }
}

vi.mock('../../../src/ledger/sqlite.ts', () => ({ loadSqlite: async () => ({ DatabaseSync: OldDatabase }) }));

it('waits for other processes, whatever Node it runs on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'momento-eb-busy-'));
  const path = join(folder, 'ledger.db');
  for (const open of [openForWriting, openForReading]) {
    const database = await open(path);
    expect(database?.prepare('PRAGMA busy_timeout').get()).toEqual({ timeout: 5_000 });
    database?.close();
  }
  rmSync(folder, { recursive: true });
});
