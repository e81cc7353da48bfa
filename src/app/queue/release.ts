import { Failure, isStop } from '../failures.ts';
import type { Clock, QueuePort } from '../ports.ts';
import type { InFlightMessages } from './in-flight-messages.ts';
import type { Poller } from './poller.ts';

const LOOKS = 3;
const BETWEEN_LOOKS_MS = 1_000;

/** How a reading of the queue ended. */
export interface ClosedReading {
  /** Messages that are in the queue and were not read: in flight elsewhere, delayed, or visible and never given. */
  readonly unseen: number;
  /** Those of them that are visible and were not read: a bound was reached, or SQS never gave them. */
  readonly unread: number;
  /** Ours that could not be handed back; they return when their lease ends. */
  readonly stuck: number;
  readonly failure: Failure | undefined;
}

/**
 * Ends a reading: says how many messages it could not see and hands back all that is still in hand. Whoever interrupts
 * wants the messages free, not counted, so then it does not look first.
 */
export async function closeReading(
  ports: { readonly queue: QueuePort; readonly clock: Clock },
  poller: Poller,
  inFlight: InFlightMessages,
  signal: AbortSignal,
): Promise<ClosedReading> {
  poller.stop();
  let hidden = 0;
  let { unread } = poller;
  let failure: Failure | undefined;
  try {
    if (!signal.aborted) {
      const left = await elsewhere(ports, poller, inFlight, signal);
      hidden = left.hidden;
      unread += left.unread;
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    failure = isStop(error) ? undefined : error;
  }
  return { unseen: hidden + unread, unread, stuck: await inFlight.releaseAll(signal), failure };
}

/**
 * How many messages are hidden but not by us, and, where a bound ended the reading, how many are visible and unread. SQS's
 * counts are approximate and lag behind deletes, so what is hidden elsewhere is looked at again before it is believed.
 */
async function elsewhere(
  ports: { readonly queue: QueuePort; readonly clock: Clock },
  poller: Poller,
  inFlight: InFlightMessages,
  signal: AbortSignal,
): Promise<{ readonly hidden: number; readonly unread: number }> {
  for (let lookUp = 1; ; lookUp += 1) {
    const { visible, inFlight: hiddenInAll, delayed } = await ports.queue.describe();
    const now = ports.clock.monotonic();
    const hidden = Math.max(0, hiddenInAll - inFlight.hidden(now)) + delayed;
    const unread = poller.reached === undefined ? 0 : Math.max(0, visible - inFlight.lapsed(now));
    if (hidden === 0 || lookUp === LOOKS || signal.aborted) return { hidden, unread };
    await ports.clock.pause(BETWEEN_LOOKS_MS, signal);
  }
}
