import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { cannotUse, foreign, newer, notWritable } from './failures.ts';
import { completeSchema, createSchema, originOf } from './schema.ts';
import { type Database, loadSqlite } from './sqlite.ts';

/** How long a commit of another process is waited for; one takes well under a millisecond. */
const BUSY_TIMEOUT_MS = 5_000;
const MAGIC = 'SQLite format 3\0';

/**
 * Opens the ledger for writing and makes it, readable for its owner only, where there is none. Rejects with a Failure
 * for a file that is something else, newer, damaged, locked or not writable; such a file is not changed.
 */
export async function openForWriting(path: string): Promise<Database> {
  const { DatabaseSync } = await loadSqlite();
  refuseForeignFile(path);
  let database: Database | undefined;
  try {
    prepareFile(path);
    database = new DatabaseSync(path);
    waitForOthers(database);
    switch (originOf(database)) {
      case 'empty':
        createSchema(database);
        break;
      case 'ours':
        break;
      case 'foreign':
        throw foreign(path);
      case 'newer':
        throw newer(path);
    }
    // A power cut must not take back what was told as durable: with WAL that needs FULL.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    // A file that can only be read is found out now and not at the first event.
    database.exec('BEGIN IMMEDIATE; COMMIT');
    completeSchema(database);
    return database;
  } catch (error) {
    database?.close();
    throw cannotUse(path, error);
  }
}

/** Opens a ledger for reading; undefined where there is none. Rejects like `openForWriting`. */
export async function openForReading(path: string): Promise<Database | undefined> {
  if (!existsSync(path) || statSync(path).size === 0) return undefined;
  const { DatabaseSync } = await loadSqlite();
  refuseForeignFile(path);
  let database: Database | undefined;
  try {
    database = new DatabaseSync(path, { readOnly: true });
    waitForOthers(database);
    const origin = originOf(database);
    if (origin === 'foreign') throw foreign(path);
    if (origin === 'newer') throw newer(path);
    return database;
  } catch (error) {
    database?.close();
    throw cannotUse(path, error);
  }
}

/** Not by the option `timeout`, which Node has only since 22.16 and passes over before. */
function waitForOthers(database: Database): void {
  database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
}

/** Before SQLite sees the file: it would take over an empty one and lock or recover others. */
function refuseForeignFile(path: string): void {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return;
  if (!stat.isFile()) throw foreign(path);
  if (stat.size === 0) return;
  const head = Buffer.alloc(MAGIC.length);
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    throw notWritable(path, (error as Error).message);
  }
  try {
    readSync(file, head, 0, head.length, 0);
  } finally {
    closeSync(file);
  }
  if (head.toString('latin1') !== MAGIC) throw foreign(path);
}

/** Step by step, because a recursive mkdir in a folder such as /proc never returns. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process was faster.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** SQLite gives its own files beside it, -wal and -shm, the mode of this one. */
function prepareFile(path: string): void {
  makeFolder(dirname(path));
  closeSync(openSync(path, 'a', 0o600));
  if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
}
