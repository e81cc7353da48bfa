import type { Hands } from './hands.ts';
import type { Clock, QueuePort } from './ports.ts';

const LOOKS = 3;
const BETWEEN_LOOKS_MS = 1_000;

/**
 * How many messages are hidden but not by us. SQS's counts are approximate and lag behind deletes, so a number above
 * zero is looked at again before it is believed.
 */
export async function inFlightElsewhere(
  ports: { readonly queue: QueuePort; readonly clock: Clock },
  hands: Hands,
  signal: AbortSignal,
): Promise<number> {
  for (let look = 1; ; look += 1) {
    const { inFlight, delayed } = await ports.queue.describe();
    const elsewhere = Math.max(0, inFlight - hands.size) + delayed;
    if (elsewhere === 0 || look === LOOKS || signal.aborted) return elsewhere;
    await ports.clock.pause(BETWEEN_LOOKS_MS, signal);
  }
}
