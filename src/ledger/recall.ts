import type { AttemptState } from '../domain/history/attempt.ts';
import type { EarlierAttempt, Facts, Recall } from '../domain/history/memory.ts';
import { fingerprint } from './fingerprint.ts';
import type { Database } from './sqlite.ts';

interface Row {
  readonly seq: number;
  readonly run: string;
  readonly state: AttemptState;
  readonly verdict: string;
  readonly new_event_id: string | null;
  readonly at: number;
  readonly returns: number;
}

const ROW = `SELECT run.seq, run.id AS run, attempt.state, attempt.verdict, attempt.new_event_id, attempt.returns,
    coalesce(attempt.settled_at, attempt.began_at) AS at
  FROM attempt JOIN run ON run.seq = attempt.run`;

/** Answers what the ledger holds about a message. The run `own` is no earlier one. */
export function recalling(database: Database) {
  const attempts = database.prepare(
    `${ROW} WHERE attempt.message_id = ? AND attempt.sent_at IS ? AND run.queue_arn = ? ORDER BY attempt.id DESC`,
  );
  // The siblings lie in whichever queue the other target has.
  const siblings = database.prepare(
    `${ROW} WHERE attempt.event_id = ? AND NOT (attempt.message_id = ? AND attempt.sent_at IS ?)`,
  );
  const origins = database.prepare(`${ROW} WHERE attempt.new_event_id = ? AND attempt.verdict <> 'remove-only'`);
  // A time that is not known may be a later one, and so may an equal one: events have whole seconds.
  const newer = database.prepare(
    `SELECT 1 FROM attempt WHERE place = ? AND state IN ('intended', 'accepted', 'unknown', 'removed')
       AND NOT (message_id = ? AND sent_at IS ?) AND event_id IS NOT ?
       AND (event_time IS NULL OR ? IS NULL OR event_time >= ?) LIMIT 1`,
  );
  return (queueArn: string, message: Recall, alive: ReadonlySet<number>, own: number | undefined): Facts => {
    const { messageId, eventId, place } = message;
    const sentAt = message.sentAt ?? null;
    const eventTime = message.eventTime ?? null;
    const earlier = (row: Row): EarlierAttempt => ({
      run: row.run,
      state: row.state,
      isRemoval: row.verdict === 'remove-only',
      underWay: alive.has(row.seq),
      newEventId: row.new_event_id ?? undefined,
      at: row.at,
    });
    const rows = (statement: typeof attempts, ...values: (string | number | null)[]) =>
      (statement.all(...values) as unknown as readonly Row[]).filter(({ seq }) => seq !== own).map(earlier);
    const [origin] = eventId === undefined ? [] : (origins.all(eventId) as unknown as readonly Row[]);
    const placed = place === undefined ? undefined : fingerprint([place]);
    return {
      attempts: rows(attempts, messageId, sentAt, queueArn),
      siblings: eventId === undefined ? [] : rows(siblings, eventId, messageId, sentAt),
      origin: origin && { at: origin.at, returns: origin.returns },
      newerMayBeSent:
        placed !== undefined &&
        newer.get(placed, messageId, sentAt, eventId ?? null, eventTime, eventTime) !== undefined,
    };
  };
}
