import type { Hands } from './hands.ts';
import type { Clock, QueuePort } from './ports.ts';

const ATTEMPTS = 8;
const FIRST_PAUSE_MS = 50;

/**
 * Deletes messages whose events the bus has accepted, and tells which are certainly deleted. What fails is asked again
 * until `deadline` (on the monotonic clock: after it the receipt may be void). Deleting twice is harmless. An
 * interruption does not stop it: what was accepted must not stay behind to be sent again.
 */
export async function remove(
  ports: { readonly queue: QueuePort; readonly clock: Clock },
  hands: Hands,
  messageIds: readonly string[],
  deadline: number,
): Promise<ReadonlySet<string>> {
  const removed = new Set<string>();
  let rest = messageIds;
  for (let attempt = 0; attempt < ATTEMPTS && rest.length > 0; attempt += 1) {
    if (attempt > 0) await ports.clock.pause(FIRST_PAUSE_MS * 2 ** (attempt - 1), new AbortController().signal);
    if (ports.clock.monotonic() >= deadline) break;
    const handles = rest.flatMap((messageId) => hands.handle(messageId) ?? []);
    for (const outcome of await ports.queue.remove(handles)) {
      if (outcome.kind !== 'done') continue;
      removed.add(outcome.messageId);
      hands.letGo(outcome.messageId);
    }
    rest = rest.filter((messageId) => !removed.has(messageId));
  }
  return removed;
}
