import type { DatabaseSync } from 'node:sqlite';
import { EXIT, Failure } from '../app/failures.ts';
import type { InFlight, ScratchIds, ScratchInFlight, ScratchPort } from '../app/ports.ts';

/** Pages that SQLite keeps in memory, in KiB; the rest lies in the file. */
const CACHE_KIB = 4_096;

/**
 * Tables in a private temporary database that no other process can open: for an empty name SQLite makes a file with mode 0600
 * in the temporary directory and unlinks it at once (sqlite.org, "In-Memory Databases", temporary databases). SQLite is
 * loaded and the file made with the first table, because most runs need none. Durability is not wanted: the file dies with
 * the process. Throws a Failure where no file can be made or written.
 */
export function scratchTables(): ScratchPort {
  let opened: DatabaseSync | undefined;
  let tables = 0;
  const database = () => {
    opened ??= openScratch();
    return opened;
  };
  const named = (kind: string) => {
    tables += 1;
    return `${kind}_${tables}`;
  };
  return {
    ids: () => inWords(() => idsIn(database(), named('ids'))),
    inFlight: () => inWords(() => inFlightIn(database(), named('in_flight'))),
  };
}

function openScratch(): DatabaseSync {
  // Not a dynamic import, because tables are asked for in the middle of synchronous work.
  const sqlite = process.getBuiltinModule('node:sqlite');
  const database = new sqlite.DatabaseSync('');
  database.exec(`PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -${CACHE_KIB}`);
  return database;
}

function idsIn(database: DatabaseSync, table: string): ScratchIds {
  database.exec(`CREATE TABLE ${table} (id TEXT PRIMARY KEY) WITHOUT ROWID`);
  const insert = database.prepare(`INSERT OR IGNORE INTO ${table} VALUES (?)`);
  const select = database.prepare(`SELECT 1 FROM ${table} WHERE id = ?`);
  const remove = database.prepare(`DELETE FROM ${table} WHERE id = ?`);
  return {
    addAll: (ids) =>
      whole(database, () => {
        for (const id of ids) insert.run(id);
      }),
    has: (id) => select.get(id) !== undefined,
    delete: (id) => remove.run(id).changes > 0,
  };
}

function inFlightIn(database: DatabaseSync, table: string): ScratchInFlight {
  database.exec(
    `CREATE TABLE ${table} (id TEXT PRIMARY KEY, handle TEXT NOT NULL, since REAL NOT NULL, ends REAL NOT NULL) WITHOUT ROWID;
     CREATE INDEX ${table}_by_end ON ${table} (ends)`,
  );
  const insert = database.prepare(`INSERT OR REPLACE INTO ${table} VALUES (?, ?, ?, ?)`);
  const select = database.prepare(`SELECT * FROM ${table} WHERE id = ?`);
  const remove = database.prepare(`DELETE FROM ${table} WHERE id = ?`);
  const count = database.prepare(`SELECT count(*) AS ended FROM ${table} WHERE ends <= ?`);
  const earliest = database.prepare(`SELECT * FROM ${table} WHERE ends <= ? ORDER BY ends LIMIT ?`);
  return {
    putAll: (inFlight) =>
      whole(database, () => {
        for (const [id, { receiptHandle, since, end }] of inFlight) insert.run(id, receiptHandle, since, end);
      }),
    get: (id) => {
      const row = select.get(id);
      return row && inFlightOf(row);
    },
    delete: (id) => remove.run(id).changes > 0,
    countEndingBy: (time) => Number(count.get(time)?.ended),
    endingBy: (time, most) => earliest.all(time, most).map((row) => [String(row.id), inFlightOf(row)] as const),
  };
}

function inFlightOf({ handle, since, ends }: Readonly<Record<string, unknown>>): InFlight {
  return { receiptHandle: String(handle), since: Number(since), end: Number(ends) };
}

/** All of it or nothing, and without a commit for each row. */
function whole(database: DatabaseSync, work: () => void): void {
  inWords(() => {
    database.exec('BEGIN');
    try {
      work();
      database.exec('COMMIT');
    } catch (error) {
      // SQLite rolls back by itself after a full disk.
      if (!isFull(error)) database.exec('ROLLBACK');
      throw error;
    }
  });
}

function inWords<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Failure(
      EXIT.partly,
      'ScratchFailed',
      `The temporary file of this run could not be made or written (${(error as Error).message}), so nothing more was received.`,
      'Free space in the temporary directory, or set TMPDIR to another one; then run it again.',
    );
  }
}

const FULL = 13;

function isFull(error: unknown): boolean {
  return (error as { errcode?: unknown }).errcode === FULL;
}
