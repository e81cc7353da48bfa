import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { User } from '../domain/host/ownership.ts';
import { cannotOpen, cannotUse, damaged, isBusy, needsWriting, newer } from './failures.ts';
import { inspect, placeOf, refuseOpenToOthers } from './inspect.ts';
import { SCHEMA_VERSION, upgradeSchema, versionOf } from './schema.ts';
import { type Database, loadSqlite, type Sqlite } from './sqlite.ts';

/** How long to wait for another process in the middle of a run; its commit takes well under a millisecond. */
const BUSY_TIMEOUT_MS = 5_000;
/** How often to try to open a locked ledger. SQLite waits without the event loop, so each try is short: a stop must be heard. */
const TRIES = 45;
const TRY_MS = 100;
const BETWEEN_TRIES_MS = 10;

/**
 * Opens the ledger for writing; creates it, with its directory and for its owner only, where it does not exist. Rejects with
 * a Failure for a file that is something else, newer, damaged, locked for five seconds, not writable, or open to other
 * users; such a file is not changed.
 */
export async function openForWriting(path: string, user: User): Promise<Database> {
  const { DatabaseSync } = await loadSqlite();
  for (let tries = 1; ; tries += 1) {
    let database: Database | undefined;
    try {
      // SQLite would merge what lies beside the file into it, before the file can be refused.
      (await readableAt(path, TRY_MS))?.database.close();
      refuseOpenToOthers(path, user);
      makeFile(path);
      refuseOpenToOthers(path, user);
      database = new DatabaseSync(placeOf(path));
      prepare(path, database);
      return database;
    } catch (error) {
      database?.close();
      if (!isBusy(error) || tries >= TRIES) throw cannotUse(path, error);
    }
    await setTimeout(BETWEEN_TRIES_MS);
  }
}

/** Leaves the ledger as one file that can be read without writing anything, unless another process still uses it. */
export function closeTidily(database: Database): void {
  try {
    database.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE');
  } catch {
    // The last process that closes it does so.
  } finally {
    database.close();
  }
}

/** A ledger opened for reading, with the version of its tables. */
export interface Readable {
  readonly database: Database;
  readonly version: number;
}

/**
 * Opens a ledger for reading; undefined where it does not exist. Writes neither to the file nor beside it, so that a read-only
 * directory suffices: a ledger that SQLite cannot read without writing is copied to a private temporary directory. Rejects
 * with a Failure like `openForWriting`, but reads files of other users too.
 */
export async function openForReading(path: string): Promise<Readable | undefined> {
  try {
    return await readableAt(path, BUSY_TIMEOUT_MS);
  } catch (error) {
    throw cannotUse(path, error);
  }
}

async function readableAt(path: string, busyMs: number): Promise<Readable | undefined> {
  const found = inspect(path);
  if (found.kind !== 'ledger') return undefined;
  const sqlite = await loadSqlite();
  const place = placeOf(path);
  const [hasWal, hasShm, hasJournal] = ['-wal', '-shm', '-journal'].map((suffix) => existsSync(`${place}${suffix}`));
  // With WAL, SQLite makes the files that are missing; it may use those that are there.
  const isReadInPlace = found.isWal ? hasWal && hasShm : !hasJournal;
  if (isReadInPlace) {
    try {
      return readable(path, new sqlite.DatabaseSync(place, { readOnly: true }), busyMs);
    } catch (error) {
      if (!needsWriting(error)) throw error;
    }
  }
  return copied(path, place, sqlite, busyMs);
}

function readable(path: string, database: Database, busyMs: number): Readable {
  try {
    // Not by the option `timeout`, which Node has only since 22.16 and passes over before.
    database.exec(`PRAGMA busy_timeout = ${busyMs}; PRAGMA trusted_schema = OFF`);
    const version = versionOf(database);
    if (version > SCHEMA_VERSION) throw newer(path);
    refuseOtherSchema(path, database);
    return { database, version };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Reads from a copy with what SQLite keeps beside it, all from one moment. The copy is deleted at once and lives on while open. */
function copied(path: string, place: string, sqlite: Sqlite, busyMs: number): Readable {
  let folder: string | undefined;
  try {
    folder = mkdtempSync(join(tmpdir(), 'momento-eb-ledger-'));
    const copy = join(folder, 'ledger.db');
    const files = ['', '-wal', '-journal'].map((suffix) => [`${place}${suffix}`, `${copy}${suffix}`] as const);
    const state = () => files.map(([from]) => stateOf(from)).join();
    for (let before = ''; before !== state(); ) {
      before = state();
      for (const [from, to] of files) {
        rmSync(to, { force: true });
        if (!existsSync(from)) continue;
        copyFileSync(from, to, constants.COPYFILE_FICLONE);
        chmodSync(to, 0o600);
      }
    }
    const database = new sqlite.DatabaseSync(copy);
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY');
    return readable(path, database, busyMs);
  } catch (error) {
    throw cannotOpen(path, error);
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function stateOf(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stats === undefined ? 'none' : `${stats.ino} ${stats.size} ${stats.mtimeNs}`;
}

function prepare(path: string, database: Database): void {
  database.exec(`PRAGMA busy_timeout = ${TRY_MS}; PRAGMA trusted_schema = OFF`);
  const version = versionOf(database);
  if (version > SCHEMA_VERSION) throw newer(path);
  if (version < SCHEMA_VERSION) {
    database.exec('PRAGMA journal_mode = DELETE');
    upgradeSchema(database);
  }
  refuseOtherSchema(path, database);
  // Writes that were reported as durable must survive a power cut: WAL needs FULL for that.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  // A file that can only be read is found now and not at the first event.
  database.exec('BEGIN IMMEDIATE; COMMIT');
  database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
}

/** A ledger has neither views nor triggers, which could run SQL of another user. */
function refuseOtherSchema(path: string, database: Database): void {
  const strange = database.prepare("SELECT type, name FROM sqlite_schema WHERE type IN ('view', 'trigger') LIMIT 1");
  const found = strange.get();
  if (found !== undefined) throw damaged(path, `it has a ${found.type} "${found.name}"`);
}

/** Makes the file and its directory where they are missing; SQLite gives its own files, -wal and -shm, the mode of this one. */
function makeFile(path: string): void {
  const place = placeOf(path);
  try {
    makeDirectory(dirname(place));
    closeSync(openSync(place, 'a', 0o600));
    if ((statSync(place).mode & 0o077) !== 0) chmodSync(place, 0o600);
  } catch (error) {
    throw cannotOpen(path, error);
  }
}

/** Step by step, because a recursive mkdir in a directory such as /proc never returns. */
function makeDirectory(directory: string): void {
  if (existsSync(directory)) return;
  makeDirectory(dirname(directory));
  try {
    mkdirSync(directory, { mode: 0o700 });
  } catch (error) {
    // Another process was faster.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
