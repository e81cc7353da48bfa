import type { NewAttempt } from '../domain/history/attempt.ts';
import { SKEW_MS } from '../domain/history/skew.ts';
import { contentOf } from './fingerprint.ts';
import type { Database } from './sqlite.ts';

/** An attempt that a later run made only to delete the message, and left unknown: whether the one before it arrived. */
const LATER_DOUBT = `SELECT 1 FROM attempt AS doubt JOIN run AS doubter ON doubter.seq = doubt.run
  WHERE doubt.message_id = attempt.message_id AND doubt.sent_at IS attempt.sent_at AND doubter.queue_arn = run.queue_arn
    AND doubt.id > attempt.id AND doubt.verdict = 'remove-only' AND doubt.state = 'unknown'`;

/** Which attempts other runs stand in the way of; to be asked within the transaction that writes them. `alive` are the runs under way. */
export function gate(database: Database) {
  const rivals = database.prepare(
    `SELECT attempt.run AS seq, attempt.state FROM attempt JOIN run ON run.seq = attempt.run
     WHERE attempt.message_id = ? AND attempt.sent_at IS ? AND run.queue_arn = ? AND attempt.run <> ?
       AND attempt.state IN ('intended', 'accepted', 'removed')
       AND NOT (attempt.state = 'accepted' AND EXISTS (${LATER_DOUBT}))`,
  );
  // Another dead letter of the event, in whichever queue; its attempt began or was settled since our run did.
  const siblings = database.prepare(
    `SELECT 1 FROM attempt WHERE event_id = ? AND run <> ? AND NOT (message_id = ? AND sent_at IS ?)
       AND verdict <> 'remove-only' AND coalesce(settled_at, began_at) >= ?
       AND state IN ('intended', 'accepted', 'unknown', 'removed') LIMIT 1`,
  );
  const origin = database.prepare(
    `SELECT 1 FROM attempt WHERE new_event_id = ? AND run <> ? AND verdict <> 'remove-only' AND settled_at >= ? LIMIT 1`,
  );
  // A completed event has no id of its own: it is told by its content.
  const nameless = database.prepare(
    `SELECT 1 FROM attempt WHERE fingerprint = ? AND event_id IS NULL AND run <> ? AND NOT (message_id = ? AND sent_at IS ?)
       AND verdict <> 'remove-only' AND coalesce(settled_at, began_at) >= ? AND state IN ('accepted', 'unknown', 'removed') LIMIT 1`,
  );
  const open = database.prepare(
    `SELECT run AS seq FROM attempt WHERE fingerprint = ? AND state = 'intended' AND run <> ? AND began_at <= ?`,
  );
  return {
    /** Has another run put the message on the bus, or is one under way that is about to? */
    isTaken(seq: number, queueArn: string, { messageId, sentAt }: NewAttempt, alive: ReadonlySet<number>) {
      const rows = rivals.all(messageId, sentAt ?? null, queueArn, seq) as unknown as readonly {
        seq: number;
        state: string;
      }[];
      return rows.some((rival) => rival.state !== 'intended' || alive.has(rival.seq));
    },
    /**
     * Has another run put its event on the bus since `startedAt`, for another dead letter of it, or for the one from which
     * it has come back? What a run under way has not heard about yet is told by its content, for it has no new id, and is
     * no older than the request. An event that has no id is told by its content alone, as within one run.
     */
    isSentMeanwhile(seq: number, startedAt: number, one: NewAttempt, alive: ReadonlySet<number>) {
      const { eventId = null, messageId, sentAt = null } = one;
      const content = contentOf(one);
      const asked = open.all(content, seq, (sentAt ?? Number.MAX_SAFE_INTEGER) + SKEW_MS) as unknown as readonly {
        seq: number;
      }[];
      return (
        siblings.get(eventId, seq, messageId, sentAt, startedAt) !== undefined ||
        origin.get(eventId, seq, startedAt) !== undefined ||
        (eventId === null && nameless.get(content, seq, messageId, sentAt, startedAt) !== undefined) ||
        asked.some((other) => alive.has(other.seq))
      );
    },
  };
}
