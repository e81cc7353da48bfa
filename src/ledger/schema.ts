import type { Database } from './sqlite.ts';

/** Says in the file's header that it is a ledger of momento-eb: the bytes `MEBL`. */
const APPLICATION_ID = 0x4d45424c;
/** Raised whenever a table changes; a file with a higher number was written by a newer momento-eb. */
const SCHEMA_VERSION = 1;

const SCHEMA = `
  CREATE TABLE run (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    version TEXT NOT NULL,
    machine TEXT NOT NULL,
    pid INTEGER NOT NULL,
    who TEXT,
    endpoint TEXT NOT NULL,
    queue_arn TEXT NOT NULL,
    flags TEXT NOT NULL,
    plan TEXT,
    started_at INTEGER NOT NULL,
    alive_until INTEGER NOT NULL,
    ended_at INTEGER,
    ending TEXT
  ) STRICT;
  CREATE INDEX run_under_way ON run(alive_until) WHERE ended_at IS NULL;

  CREATE TABLE attempt (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES run(seq),
    message_id TEXT NOT NULL,
    sent_at INTEGER,
    event_id TEXT,
    bus_arn TEXT NOT NULL,
    detail_type TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    place TEXT,
    event_time INTEGER,
    cause TEXT NOT NULL,
    verdict TEXT NOT NULL,
    edits TEXT NOT NULL,
    payload TEXT,
    returns INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('intended', 'accepted', 'refused', 'unknown', 'removed', 'left')),
    requests INTEGER NOT NULL,
    new_event_id TEXT,
    code TEXT,
    began_at INTEGER NOT NULL,
    settled_at INTEGER,
    removed_at INTEGER,
    UNIQUE (run, message_id)
  ) STRICT;
  CREATE INDEX attempt_message ON attempt(message_id);
  CREATE INDEX attempt_event ON attempt(event_id) WHERE event_id IS NOT NULL;
  CREATE INDEX attempt_new_event ON attempt(new_event_id) WHERE new_event_id IS NOT NULL;
  CREATE INDEX attempt_place ON attempt(place) WHERE place IS NOT NULL;
`;

/** A file that was made without them is none the older for that: whoever opens it adds them. */
const INDEXES_ADDED = `
  CREATE INDEX IF NOT EXISTS attempt_open ON attempt(fingerprint) WHERE state = 'intended';
  CREATE INDEX IF NOT EXISTS attempt_nameless ON attempt(fingerprint) WHERE event_id IS NULL;
`;

/** Adds what an older file of the same version may lack; answers nothing and changes nothing else. */
export function completeSchema(database: Database): void {
  database.exec(INDEXES_ADDED);
}

/** What a database says of itself. */
export type Origin = 'empty' | 'ours' | 'foreign' | 'newer';

/** Whose database it is; reads only. */
export function originOf(database: Database): Origin {
  const application = pragma(database, 'application_id');
  const version = pragma(database, 'user_version');
  if (application === APPLICATION_ID) return version > SCHEMA_VERSION ? 'newer' : 'ours';
  const { tables } = database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() as { tables: number };
  return application === 0 && version === 0 && tables === 0 ? 'empty' : 'foreign';
}

/**
 * Makes an empty database a ledger. Another process may be doing the same: whoever comes second finds it done. When it fails
 * the database is to be closed, which rolls back.
 */
export function createSchema(database: Database): void {
  database.exec('BEGIN IMMEDIATE');
  if (originOf(database) === 'empty') {
    database.exec(SCHEMA);
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}`);
  }
  database.exec('COMMIT');
}

function pragma(database: Database, name: 'application_id' | 'user_version'): number {
  return Number(Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0]);
}
