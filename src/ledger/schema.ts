import type { Database } from './sqlite.ts';

/** Says in the file's header that it is a ledger of momento-eb: the bytes `MEBL`. */
export const APPLICATION_ID = 0x4d45424c;
/** Raised whenever a table changes. A file with a higher number was written by a newer momento-eb. */
export const SCHEMA_VERSION = 2;

/** Version 1 has no column `mode`; there only the flags and the plan show it. */
const MODE_IN_VERSION_1 = `CASE WHEN plan IS NULL AND (' ' || flags || ' ' LIKE '% --dry-run %'
    OR NOT (' ' || flags || ' ' LIKE '% --yes %' OR ' ' || flags || ' ' LIKE '% -y %'))
  THEN 'plan' ELSE 'redrive' END`;
const MODE_COLUMN = `mode TEXT NOT NULL DEFAULT 'redrive' CHECK (mode IN ('redrive', 'plan'))`;

const INDEXES_OF_VERSION_2 = `
  CREATE INDEX IF NOT EXISTS attempt_open ON attempt(fingerprint) WHERE state = 'intended';
  CREATE INDEX IF NOT EXISTS attempt_nameless ON attempt(fingerprint) WHERE event_id IS NULL;
`;

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
    ending TEXT,
    ${MODE_COLUMN}
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
  ${INDEXES_OF_VERSION_2}
`;

const FROM_VERSION_1 = `ALTER TABLE run ADD COLUMN ${MODE_COLUMN}; UPDATE run SET mode = ${MODE_IN_VERSION_1}; ${INDEXES_OF_VERSION_2}`;

/** The version in the database itself; 0 for an empty one. */
export function versionOf(database: Database): number {
  return Number(Object.values(database.prepare('PRAGMA user_version').get() ?? {})[0]);
}

/**
 * Makes an empty database a ledger, or a ledger of an older version one of this version. Must run outside WAL mode: then the
 * header of the file itself always identifies its program, and `inspect` needs no SQLite. Another process may do the same
 * at the same time; the second one finds it done. After an error close the database, which rolls back.
 */
export function upgradeSchema(database: Database): void {
  database.exec('BEGIN IMMEDIATE');
  const version = versionOf(database);
  if (version === 0) database.exec(`${SCHEMA}; PRAGMA application_id = ${APPLICATION_ID}`);
  if (version === 1) database.exec(FROM_VERSION_1);
  database.exec(`PRAGMA user_version = ${Math.max(version, SCHEMA_VERSION)}; COMMIT`);
}

/** The columns to select from `run` in a database of that version. */
export function runColumns(version: number): string {
  return version === 1 ? `*, ${MODE_IN_VERSION_1} AS mode` : '*';
}
