import { ATTEMPT_STATES, type NewAttempt } from '../domain/history/attempt.ts';
import type { PriorAttempt, PriorAttempts, PriorQuery } from '../domain/history/prior-attempts.ts';
import { SKEW_MS } from '../domain/history/skew.ts';
import { type TableRow, tableRow } from './rows.ts';
import type { Database } from './sqlite.ts';
import { contentOf, fingerprint } from './write.ts';

type Value = string | number | null;

const ROW = `SELECT attempt.id, run.seq, run.id AS run, attempt.state, attempt.verdict, attempt.new_event_id,
    attempt.returns, coalesce(attempt.settled_at, attempt.began_at) AS at
  FROM attempt JOIN run ON run.seq = attempt.run`;

/** Answers the prior attempts at a message. Attempts of the run `own` are not among them. */
export function priorAttempts(database: Database) {
  const rows = rowsOf(database);
  const attempts = rows(
    `${ROW} WHERE attempt.message_id = ? AND attempt.sent_at IS ? AND run.queue_arn = ? ORDER BY attempt.id DESC`,
  );
  // The siblings lie in whichever queue the other target has.
  const siblings = rows(`${ROW} WHERE attempt.event_id = ? AND NOT (attempt.message_id = ? AND attempt.sent_at IS ?)`);
  const origins = rows(`${ROW} WHERE attempt.new_event_id = ? AND attempt.verdict <> 'remove-only'`);
  // An unknown time may be a later one, and so may an equal one: events have whole seconds.
  const newer = rows(
    `SELECT id FROM attempt WHERE place = ? AND state IN ('intended', 'accepted', 'unknown', 'removed')
       AND NOT (message_id = ? AND sent_at IS ?) AND event_id IS NOT ?
       AND (event_time IS NULL OR ? IS NULL OR event_time >= ?) LIMIT 1`,
  );
  return (
    queueArn: string,
    message: PriorQuery,
    alive: ReadonlySet<number>,
    own: number | undefined,
  ): PriorAttempts => {
    const { messageId, eventId = null, place } = message;
    const sentAt = message.sentAt ?? null;
    const eventTime = message.eventTime ?? null;
    const earlier = (found: readonly TableRow[]) =>
      found.filter((row) => row.integer('seq') !== own).map((row) => earlierAttempt(row, alive));
    const [origin] = eventId === null ? [] : origins(eventId);
    return {
      attempts: earlier(attempts(messageId, sentAt, queueArn)),
      siblings: eventId === null ? [] : earlier(siblings(eventId, messageId, sentAt)),
      origin: origin && { at: origin.integer('at'), returns: origin.integer('returns') },
      newerMayBeSent:
        place !== undefined && newer(fingerprint([place]), messageId, sentAt, eventId, eventTime, eventTime).length > 0,
    };
  };
}

function earlierAttempt(row: TableRow, alive: ReadonlySet<number>): PriorAttempt {
  return {
    run: row.text('run'),
    state: row.word('state', ATTEMPT_STATES),
    isRemoval: row.text('verdict') === 'remove-only',
    underWay: alive.has(row.integer('seq')),
    newEventId: row.textOrNone('new_event_id'),
    at: row.integer('at'),
  };
}

/** An attempt that a later run made only to delete the message, and left unknown: it doubts the attempt before it. */
const LATER_DOUBT = `SELECT 1 FROM attempt AS doubt JOIN run AS doubter ON doubter.seq = doubt.run
  WHERE doubt.message_id = attempt.message_id AND doubt.sent_at IS attempt.sent_at AND doubter.queue_arn = run.queue_arn
    AND doubt.id > attempt.id AND doubt.verdict = 'remove-only' AND doubt.state = 'unknown'`;

/** The conflict check: does another run forbid an attempt? Call it within the transaction that writes the attempt. */
export function conflictCheck(database: Database) {
  const rows = rowsOf(database);
  const rivals = rows(
    `SELECT attempt.id, attempt.run AS seq, attempt.state FROM attempt JOIN run ON run.seq = attempt.run
     WHERE attempt.message_id = ? AND attempt.sent_at IS ? AND run.queue_arn = ? AND attempt.run <> ?
       AND attempt.state IN ('intended', 'accepted', 'removed')
       AND NOT (attempt.state = 'accepted' AND EXISTS (${LATER_DOUBT}))`,
  );
  // Another dead letter of the event, in whichever queue; its attempt began or was settled after our run began.
  const siblings = rows(
    `SELECT id FROM attempt WHERE event_id = ? AND run <> ? AND NOT (message_id = ? AND sent_at IS ?)
       AND verdict <> 'remove-only' AND coalesce(settled_at, began_at) >= ?
       AND state IN ('intended', 'accepted', 'unknown', 'removed') LIMIT 1`,
  );
  const origin = rows(
    `SELECT id FROM attempt WHERE new_event_id = ? AND run <> ? AND verdict <> 'remove-only' AND settled_at >= ? LIMIT 1`,
  );
  // A completed event has no id of its own: its content identifies it.
  const nameless = rows(
    `SELECT id FROM attempt WHERE fingerprint = ? AND event_id IS NULL AND run <> ? AND NOT (message_id = ? AND sent_at IS ?)
       AND verdict <> 'remove-only' AND coalesce(settled_at, began_at) >= ? AND state IN ('accepted', 'unknown', 'removed') LIMIT 1`,
  );
  const open = rows(
    `SELECT id, run AS seq FROM attempt WHERE fingerprint = ? AND state = 'intended' AND run <> ? AND began_at <= ?`,
  );
  /** Has another run put the message on the bus, or is one under way that is about to? */
  const isTaken = (seq: number, queueArn: string, one: NewAttempt, alive: ReadonlySet<number>) =>
    rivals(one.messageId, one.sentAt ?? null, queueArn, seq).some(
      (rival) => rival.word('state', ATTEMPT_STATES) !== 'intended' || alive.has(rival.integer('seq')),
    );
  /**
   * Has another run put the event on the bus since `startedAt`, for another dead letter of it, or for the one from which it
   * has come back? A request that another run is waiting for is found by its content, because it has no new id yet, and only
   * if it is not newer than the message. An event without an id is found by its content alone, as within one run.
   */
  const isSentMeanwhile = (seq: number, startedAt: number, one: NewAttempt, alive: ReadonlySet<number>) => {
    const { eventId = null, messageId, sentAt = null } = one;
    const content = contentOf(one);
    return (
      siblings(eventId, seq, messageId, sentAt, startedAt).length > 0 ||
      origin(eventId, seq, startedAt).length > 0 ||
      (eventId === null && nameless(content, seq, messageId, sentAt, startedAt).length > 0) ||
      open(content, seq, (sentAt ?? Number.MAX_SAFE_INTEGER) + SKEW_MS).some((other) => alive.has(other.integer('seq')))
    );
  };
  return { isTaken, isSentMeanwhile };
}

/** Prepares a query over `attempt`, which answers its rows. */
function rowsOf(database: Database) {
  return (sql: string) => {
    const statement = database.prepare(sql);
    // Node throws for a whole number that is too large as a number.
    statement.setReadBigInts(true);
    return (...values: Value[]) => statement.all(...values).map((row) => tableRow('attempt', 'id', row));
  };
}
