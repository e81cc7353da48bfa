import { Failure, isStop } from './failures.ts';
import type { Hands } from './hands.ts';
import type { Polling } from './poll.ts';
import type { Clock, QueuePort } from './ports.ts';

const LOOKS = 3;
const BETWEEN_LOOKS_MS = 1_000;

/** How a reading of the queue ended. */
export interface GivenBack {
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
export async function giveBack(
  ports: { readonly queue: QueuePort; readonly clock: Clock },
  polling: Polling,
  hands: Hands,
  signal: AbortSignal,
): Promise<GivenBack> {
  polling.stop();
  let hidden = 0;
  let { unread } = polling;
  let failure: Failure | undefined;
  try {
    if (!signal.aborted) {
      const left = await elsewhere(ports, polling, hands, signal);
      hidden = left.hidden;
      unread += left.unread;
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    failure = isStop(error) ? undefined : error;
  }
  return { unseen: hidden + unread, unread, stuck: await hands.handBackAll(signal), failure };
}

/**
 * How many messages are hidden but not by us, and, where a bound ended the reading, how many are visible and unread. SQS's
 * counts are approximate and lag behind deletes, so what is hidden elsewhere is looked at again before it is believed.
 */
async function elsewhere(
  ports: { readonly queue: QueuePort; readonly clock: Clock },
  polling: Polling,
  hands: Hands,
  signal: AbortSignal,
): Promise<{ readonly hidden: number; readonly unread: number }> {
  for (let look = 1; ; look += 1) {
    const { visible, inFlight, delayed } = await ports.queue.describe();
    const now = ports.clock.monotonic();
    const hidden = Math.max(0, inFlight - hands.hidden(now)) + delayed;
    const unread = polling.reached === undefined ? 0 : Math.max(0, visible - hands.lapsed(now));
    if (hidden === 0 || look === LOOKS || signal.aborted) return { hidden, unread };
    await ports.clock.pause(BETWEEN_LOOKS_MS, signal);
  }
}
