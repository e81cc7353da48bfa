import { type AttemptRecord, type AttemptState, type StateCounts, stateAsRead } from '../domain/history/attempt.ts';
import type { EndpointKind, RunEnd, RunRecord } from '../domain/history/run.ts';
import { NOTHING } from '../domain/redrive/outcome.ts';
import type { Database } from './sqlite.ts';

interface RunRow {
  readonly seq: number;
  readonly id: string;
  readonly version: string;
  readonly who: string | null;
  readonly endpoint: string;
  readonly queue_arn: string;
  readonly flags: string;
  readonly plan: string | null;
  readonly started_at: number;
  readonly alive_until: number;
  readonly ended_at: number | null;
  readonly ending: string | null;
}

interface CountRow {
  readonly run: number;
  readonly removal: number;
  readonly state: AttemptState;
  readonly count: number;
}

/** A row of `attempt` with its run's id and queue. */
export interface AttemptRow {
  readonly run: number;
  readonly run_id: string;
  readonly queue_arn: string;
  readonly message_id: string;
  readonly sent_at: number | null;
  readonly event_id: string | null;
  readonly bus_arn: string;
  readonly detail_type: string;
  readonly fingerprint: string;
  readonly cause: string;
  readonly verdict: string;
  readonly edits: string;
  readonly payload: string | null;
  readonly returns: number;
  readonly state: AttemptState;
  readonly requests: number;
  readonly new_event_id: string | null;
  readonly code: string | null;
  readonly began_at: number;
  readonly settled_at: number | null;
  readonly removed_at: number | null;
}

/** All runs, newest first. */
export function runRecords(database: Database, alive: ReadonlySet<number>): readonly RunRecord[] {
  const counts = Map.groupBy(
    database
      .prepare("SELECT run, verdict = 'remove-only' AS removal, state, count(*) AS count FROM attempt GROUP BY 1, 2, 3")
      .all() as unknown as readonly CountRow[],
    ({ run }) => run,
  );
  const rows = database.prepare('SELECT * FROM run ORDER BY seq DESC').all() as unknown as readonly RunRow[];
  return rows.map((row) => {
    const isUnderWay = alive.has(row.seq);
    const ofRun = counts.get(row.seq) ?? [];
    return {
      id: row.id,
      version: row.version,
      who: row.who ?? undefined,
      endpoint: row.endpoint as EndpointKind,
      queueArn: row.queue_arn,
      flags: row.flags,
      plan: row.plan === null ? undefined : JSON.parse(row.plan),
      startedAt: row.started_at,
      underWay: isUnderWay,
      endedAt: row.ended_at ?? undefined,
      aliveUntil: row.alive_until,
      end: row.ending === null ? undefined : runEnd(row.ending),
      sends: stateCounts(ofRun, 0, isUnderWay),
      removals: stateCounts(ofRun, 1, isUnderWay),
    };
  });
}

/** An attempt, read at a time when these runs are under way. */
export function attemptRecord(row: AttemptRow, alive: ReadonlySet<number>): AttemptRecord {
  return {
    run: row.run_id,
    queueArn: row.queue_arn,
    messageId: row.message_id,
    sentAt: row.sent_at ?? undefined,
    state: stateAsRead(row.state, alive.has(row.run)),
    verdict: row.verdict,
    eventId: row.event_id ?? undefined,
    newEventId: row.new_event_id ?? undefined,
    code: row.code ?? undefined,
    busArn: row.bus_arn,
    detailType: row.detail_type,
    cause: row.cause,
    fingerprint: row.fingerprint,
    edits: JSON.parse(row.edits),
    payload: row.payload === null ? undefined : JSON.parse(row.payload),
    returns: row.returns,
    requests: row.requests,
    beganAt: row.began_at,
    settledAt: row.settled_at ?? undefined,
    removedAt: row.removed_at ?? undefined,
  };
}

/** A run of an older momento-eb did not count what this one does; it had none of it. */
function runEnd(ending: string): RunEnd {
  const end = JSON.parse(ending) as Omit<RunEnd, 'reading'> & Partial<Pick<RunEnd, 'reading'>>;
  return { ...end, tally: { ...NOTHING, ...end.tally }, reading: end.reading };
}

function stateCounts(rows: readonly CountRow[], removal: number, isUnderWay: boolean): StateCounts {
  const counts = { intended: 0, accepted: 0, refused: 0, unknown: 0, removed: 0, left: 0 };
  for (const row of rows) if (row.removal === removal) counts[stateAsRead(row.state, isUnderWay)] += row.count;
  return counts;
}
