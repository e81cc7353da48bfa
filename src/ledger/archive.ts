import type { LedgerArchivePort } from '../app/ports.ts';
import {
  ATTEMPT_STATES,
  type AttemptRecord,
  type AttemptState,
  type StateCounts,
  stateAsRead,
} from '../domain/history/attempt.ts';
import { ENDPOINT_KINDS, RUN_MODES, type RunRecord } from '../domain/history/run.ts';
import { storedEdits, storedEnd, storedPayload, storedPlan } from '../domain/history/stored.ts';
import { atFirst, unreadable } from './failures.ts';
import { type Machine, underWay } from './machine.ts';
import { openForReading } from './open.ts';
import { type TableRow, tableRow } from './rows.ts';
import { runColumns } from './schema.ts';
import type { Database } from './sqlite.ts';

/**
 * The ledger at that path, to be read; undefined where it does not exist. Each method rejects with a Failure that names the row
 * when a row is not as momento-eb writes it.
 */
export async function openArchive(
  path: string,
  { machine, now }: { readonly machine: Machine; now(): number },
): Promise<LedgerArchivePort | undefined> {
  const readable = await openForReading(path);
  if (readable === undefined) return undefined;
  const { database, version } = readable;
  const alive = atFirst(path, database, () => underWay(database, machine));
  const reading = <T>(read: () => T): T => {
    try {
      return read();
    } catch (error) {
      throw unreadable(path, error);
    }
  };
  const recordsOf = (rows: readonly Readonly<Record<string, unknown>>[], runs = alive(now())) =>
    rows.map((values) => attemptRecord(tableRow('attempt', 'id', values), runs));
  async function* attempts(condition: string, ...values: string[]): AsyncGenerator<AttemptRecord> {
    const statement = reading(() => reader(database, `${ATTEMPTS} WHERE attempt.id > ? AND ${condition} ${PAGE}`));
    let last = Number.MIN_SAFE_INTEGER;
    for (;;) {
      const page = reading(() => statement.all(last, ...values));
      if (page.length === 0) return;
      yield* reading(() => recordsOf(page));
      last = reading(() => tableRow('attempt', 'id', page.at(-1) ?? {}).integer('id'));
    }
  }
  return {
    runs: async () => reading(() => runRecords(database, version, alive(now()))),
    attempts: (run) => (run === undefined ? attempts('TRUE') : attempts('run.id = ?', run)),
    // Not in pages, for each would sort all attempts anew; its reader only counts.
    async *openEnds() {
      const runs = reading(() => alive(now()));
      const rows = reading(() => reader(database, OPEN_ENDS).iterate());
      try {
        for (let next = reading(() => rows.next()); !next.done; next = reading(() => rows.next())) {
          const { value } = next;
          yield* reading(() => recordsOf([value], runs));
        }
      } finally {
        rows.return?.();
      }
    },
    damage: async () => {
      const [first] = reading(() => database.prepare('PRAGMA quick_check(1)').all());
      const said = String(Object.values(first ?? {})[0]);
      return said === 'ok' ? undefined : said;
    },
  };
}

// An open query keeps other processes from writing, and the consumer may be slow: attempts are read in pages.
const PAGE = 'ORDER BY attempt.id LIMIT 1000';

const ATTEMPTS = `SELECT attempt.*, run.id AS run_id, run.queue_arn FROM attempt JOIN run ON run.seq = attempt.run`;

// The most significant attempt at each message, unless it shows that the message was deleted. A doubt counts as much as
// the attempt that it doubts.
const OPEN_ENDS = `SELECT * FROM (
    SELECT attempt.*, run.id AS run_id, run.queue_arn, row_number() OVER (
      PARTITION BY run.queue_arn, attempt.message_id, attempt.sent_at
      ORDER BY CASE attempt.state WHEN 'removed' THEN 0 WHEN 'accepted' THEN 1 WHEN 'intended' THEN 2
        WHEN 'unknown' THEN iif(attempt.verdict = 'remove-only', 1, 2) ELSE 3 END, attempt.id DESC
    ) AS rank FROM attempt JOIN run ON run.seq = attempt.run
  ) WHERE rank = 1 AND state <> 'removed' ORDER BY id`;

/** A statement that gives whole numbers as bigints, because Node throws for one that is too large as a number. */
function reader(database: Database, sql: string) {
  const statement = database.prepare(sql);
  statement.setReadBigInts(true);
  return statement;
}

/** All runs, newest first. */
function runRecords(database: Database, version: number, alive: ReadonlySet<number>): readonly RunRecord[] {
  const counted = reader(
    database,
    "SELECT run, verdict IS 'remove-only' AS removal, state, count(*) AS count FROM attempt GROUP BY 1, 2, 3",
  );
  const counts = Map.groupBy(
    counted.all().map((values) => countOf(tableRow('attempt', 'run', values))),
    ({ run }) => run,
  );
  return reader(database, `SELECT ${runColumns(version)} FROM run ORDER BY seq DESC`)
    .all()
    .map((values) => {
      const row = tableRow('run', 'seq', values);
      const seq = row.integer('seq');
      return runRecord(row, alive.has(seq), counts.get(seq) ?? []);
    });
}

interface Count {
  readonly run: number;
  readonly isRemoval: boolean;
  readonly state: AttemptState;
  readonly count: number;
}

function countOf(row: TableRow): Count {
  return {
    run: row.integer('run'),
    isRemoval: row.integer('removal') === 1,
    state: row.word('state', ATTEMPT_STATES),
    count: row.integer('count'),
  };
}

function runRecord(row: TableRow, isUnderWay: boolean, counts: readonly Count[]): RunRecord {
  return {
    id: row.text('id'),
    version: row.text('version'),
    who: row.textOrNone('who'),
    endpoint: row.word('endpoint', ENDPOINT_KINDS),
    queueArn: row.text('queue_arn'),
    flags: row.text('flags'),
    plan: row.jsonOrNone('plan', storedPlan),
    mode: row.word('mode', RUN_MODES),
    startedAt: row.integer('started_at'),
    underWay: isUnderWay,
    endedAt: row.integerOrNone('ended_at'),
    aliveUntil: row.integer('alive_until'),
    end: row.jsonOrNone('ending', storedEnd),
    sends: stateCounts(counts, false, isUnderWay),
    removals: stateCounts(counts, true, isUnderWay),
  };
}

/** An attempt, read while these runs are under way. */
function attemptRecord(row: TableRow, alive: ReadonlySet<number>): AttemptRecord {
  return {
    run: row.text('run_id'),
    queueArn: row.text('queue_arn'),
    messageId: row.text('message_id'),
    sentAt: row.integerOrNone('sent_at'),
    state: stateAsRead(row.word('state', ATTEMPT_STATES), alive.has(row.integer('run'))),
    verdict: row.text('verdict'),
    eventId: row.textOrNone('event_id'),
    newEventId: row.textOrNone('new_event_id'),
    code: row.textOrNone('code'),
    busArn: row.text('bus_arn'),
    detailType: row.text('detail_type'),
    cause: row.text('cause'),
    fingerprint: row.text('fingerprint'),
    edits: row.json('edits', storedEdits),
    payload: row.jsonOrNone('payload', storedPayload),
    returns: row.integer('returns'),
    requests: row.integer('requests'),
    beganAt: row.integer('began_at'),
    settledAt: row.integerOrNone('settled_at'),
    removedAt: row.integerOrNone('removed_at'),
  };
}

function stateCounts(rows: readonly Count[], isRemoval: boolean, isUnderWay: boolean): StateCounts {
  const counts = { intended: 0, accepted: 0, refused: 0, unknown: 0, removed: 0, left: 0 };
  for (const row of rows) if (row.isRemoval === isRemoval) counts[stateAsRead(row.state, isUnderWay)] += row.count;
  return counts;
}
