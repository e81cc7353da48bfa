import { copyFileSync, existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { RunHead } from '../../src/domain/history/run.ts';
import { type LedgerSettings, openLedger } from '../../src/ledger/ledger.ts';
import { attempt, END, QUEUE } from '../contract/ledger/bench.ts';

export const NOW = Date.UTC(2026, 0, 31, 12);

export const SETTINGS: LedgerSettings = {
  version: '1.2.3',
  payloads: true,
  machine: { name: 'here', pid: 1, isRunning: () => true },
  user: undefined,
  now: () => NOW,
  random: () => 0,
};

export const HEAD: RunHead = {
  startedAt: NOW,
  queueArn: QUEUE,
  who: 'arn:aws:iam::123456789012:user/alice',
  endpoint: 'aws',
  flags: '--yes',
  plan: { selected: 1, toSend: 1, toRemoveOnly: 0, held: 0 },
  mode: 'redrive',
};

const EDIT = {
  path: 'detail.ttl',
  before: null,
  after: '60',
  reason: '--ttl',
  kind: 'assumed',
  mends: undefined,
} as const;

/** Makes a ledger with one run of one removed attempt, closed as a run closes it. */
export async function writtenLedger(path: string): Promise<string> {
  const ledger = await openLedger(path, SETTINGS);
  await ledger.begin(HEAD);
  await ledger.intend([attempt('a', { edits: [EDIT], verdict: 'send-repaired' })]);
  await ledger.settle([{ state: 'accepted', messageId: 'a', newEventId: 'new' }]);
  await ledger.removed(['a']);
  await ledger.end(END);
  return path;
}

/** Changes a database as somebody with a shell could, with checks off; the ledger stays one file. */
export function inSql(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA ignore_check_constraints = ON; ${sql}`);
  database.close();
}

/**
 * Copies a database as a process that is killed leaves it: what `sql` wrote lies in the -wal, and -shm is there where asked
 * for. With `mode` DELETE a journal waits to be rolled back instead.
 */
export function leftByKill(from: string, to: string, sql: string, mode: 'WAL' | 'DELETE', withShm = true): void {
  const database = new DatabaseSync(from);
  database.exec(`PRAGMA journal_mode = ${mode}; PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN; ${sql}`);
  if (mode === 'WAL') database.exec('COMMIT');
  const suffixes = ['', '-wal', '-journal', ...(withShm ? ['-shm'] : [])];
  for (const suffix of suffixes) if (existsSync(from + suffix)) copyFileSync(from + suffix, to + suffix);
  if (mode === 'DELETE') database.exec('ROLLBACK');
  database.close();
}

/** Takes the types and checks from the tables of a ledger, so that any value fits into any column. */
export function withoutTypes(path: string): void {
  const keys = { run: 'UNIQUE (id)', attempt: 'UNIQUE (run, message_id)' };
  const database = new DatabaseSync(path);
  for (const [table, key] of Object.entries(keys)) {
    const columns = database.prepare(`SELECT name FROM pragma_table_info('${table}')`).all();
    const names = columns.map(({ name }) => name).join(', ');
    database.exec(`PRAGMA foreign_keys = OFF; CREATE TABLE copy (${names}, ${key});
      INSERT INTO copy SELECT * FROM ${table}; DROP TABLE ${table}; ALTER TABLE copy RENAME TO ${table}`);
  }
  database.close();
}

/** Makes of a ledger what momento-eb wrote before it had the column `mode`. */
export function asVersion1(path: string): void {
  inSql(path, 'ALTER TABLE run DROP COLUMN mode; DROP INDEX attempt_open; PRAGMA user_version = 1');
}
