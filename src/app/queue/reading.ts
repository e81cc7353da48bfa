import type { ReadingEnd } from '../../domain/history/run.ts';
import { EXIT, Failure, isStop } from '../failures.ts';
import type { Clock, QueueDescription, QueuePort } from '../ports.ts';
import type { InFlightMessages } from './in-flight-messages.ts';
import type { Poller, ReadingScope } from './poller.ts';

/** The name of the check for `--force`. */
export const REDRIVE_POLICY_CHECK = 'redrive-policy';

/**
 * A message sent up to this many milliseconds after the queue was described still belongs to the reading. One second,
 * because the Date header with the time of SQS has whole seconds, and one for clocks of SQS that differ: a message that
 * was there before must not count as an arrival. The other error does no harm: a few more messages are read.
 */
const CLOCK_MARGIN_MS = 2_000;

const DESCRIPTIONS = 3;
const BETWEEN_DESCRIPTIONS_MS = 1_000;

/** A reading of the messages now in the queue. Without this bound a reading would not end while new messages keep arriving. */
export function sentBeforeNow({ at }: Pick<QueueDescription, 'at'>): ReadingScope {
  return { sentBefore: at + CLOCK_MARGIN_MS, certainBefore: at };
}

/**
 * Refuses a queue that has a dead letter queue of its own: every receive raises the receive count of a message until SQS moves
 * it away. Source: SQS developer guide, "Using dead-letter queues in Amazon SQS".
 */
export function refuseRedrivePolicy(queue: QueueDescription, forced: ReadonlySet<string>): void {
  if (queue.redrivePolicy === undefined || forced.has(REDRIVE_POLICY_CHECK)) return;
  throw new Failure(
    EXIT.refused,
    'RedrivePolicy',
    `The queue ${queue.arn} has a redrive policy of its own, so SQS moves a message away after it was received too often.`,
    `Check that this is the right queue; to read it anyway, add --force ${REDRIVE_POLICY_CHECK}.`,
  );
}

/** How a reading of the queue ended. All numbers are about messages. */
export interface ClosedReading {
  /** In the queue and not read: in flight elsewhere, delayed, or visible and not received. */
  readonly unseen: number;
  /** Those of them that are visible: the reading ended before it received them, or SQS never delivered them. */
  readonly unread: number;
  /** Sent after the reading began, approximately. They do not belong to it. */
  readonly arrivedSince: number;
  /** Received here and not released; they return when their visibility timeout ends. */
  readonly stuck: number;
  readonly failure: Failure | undefined;
}

/**
 * Ends a reading: counts the messages that it could not see and releases everything that is still in flight. After an
 * interruption the release comes first, so the numbers are those of `described`, the description it began with.
 */
export async function closeReading(
  ports: { readonly queue: QueuePort; readonly clock: Clock },
  described: QueueDescription,
  poller: Poller,
  inFlight: InFlightMessages,
  signal: AbortSignal,
): Promise<ClosedReading> {
  poller.stop();
  let left: Left = { hidden: 0, visible: undefined };
  let failure: Failure | undefined;
  try {
    if (!signal.aborted) left = await elsewhere(ports, poller, inFlight, signal);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    failure = isStop(error) ? undefined : error;
  }
  const unread = poller.isDrained
    ? poller.unread
    : unreadOf(poller, left.visible ?? described.visible - poller.seen.count);
  const { count } = poller.arrivals;
  // Released ones are visible by now; only those that were never received come on top.
  const visibleArrivals = (left.visible ?? 0) - unread + poller.arrivals.hidden(ports.clock.monotonic());
  const arrivedSince = count === 0 ? 0 : Math.max(count, visibleArrivals);
  const stuck = await inFlight.releaseAll(signal);
  await poller.arrivals.releaseAll(signal);
  return { unseen: left.hidden + unread, unread, arrivedSince, stuck: stuck + poller.arrivals.stuck, failure };
}

/** Of the visible messages, when the reading ended early. While others arrive, no more than the queue held at first. */
function unreadOf(poller: Poller, visible: number): number {
  return Math.max(0, poller.arrivals.count === 0 ? visible : Math.min(visible, poller.owed));
}

/** The messages that a reading leaves in the queue; `visible` is undefined where the queue was not described again. */
interface Left {
  readonly hidden: number;
  readonly visible: number | undefined;
}

/**
 * How many messages are hidden but not by us, and how many are visible and not ours. The counts of SQS are approximate and lag
 * behind deletes, so what is hidden elsewhere is checked again before it is believed.
 */
async function elsewhere(
  ports: { readonly queue: QueuePort; readonly clock: Clock },
  poller: Poller,
  inFlight: InFlightMessages,
  signal: AbortSignal,
): Promise<Left> {
  for (let description = 1; ; description += 1) {
    const queue = await ports.queue.describe();
    const now = ports.clock.monotonic();
    const ours = inFlight.hidden(now) + poller.arrivals.hidden(now);
    const hidden = Math.max(0, queue.inFlight - ours) + queue.delayed;
    const visible = Math.max(0, queue.visible - inFlight.lapsed(now));
    if (hidden === 0 || description === DESCRIPTIONS || signal.aborted) return { hidden, visible };
    await ports.clock.pause(BETWEEN_DESCRIPTIONS_MS, signal);
  }
}

/** How far a reading came, for the record. */
export function readingEnd(
  { reached, wasCut }: Poller,
  closed: ClosedReading | undefined,
  reachedLimit: boolean,
  keptThoughSent: number,
): ReadingEnd {
  const stoppedEarly = reachedLimit || reached !== undefined || wasCut || closed === undefined;
  return { unseen: closed?.unseen ?? 0, stoppedEarly, keptThoughSent };
}

/** The warnings of a reading that ended before the queue was drained. */
export function readingWarnings(poller: Poller, closed: ClosedReading | undefined): readonly string[] {
  const warnings: string[] = [];
  if (poller.reached === 'read' && closed !== undefined && closed.unread > 0) {
    warnings.push(`Only ${poller.seen.count} messages were read; --max-read reads more, and a selection does not.`);
  }
  if (poller.wasCut) {
    warnings.push(
      'A receive was cut off: up to ten messages that it may have taken return by themselves within five minutes.',
    );
  }
  return warnings;
}

/** The failure of a run that ended with messages unread because it held too many in flight; undefined when it did not. */
export function tooManyInFlight(poller: Poller, closed: ClosedReading): Failure | undefined {
  if (poller.reached !== 'inFlight' || closed.unread === 0) return undefined;
  return new Failure(
    EXIT.partly,
    'TooManyInHand',
    `${poller.seen.count} messages were read and most of them are held or not selected. SQS allows no more in flight, so the run stopped and released them.`,
    'Run it with a selection (--cause, --rule, --since), or fix or remove what is held, then run it again for the rest.',
  );
}
