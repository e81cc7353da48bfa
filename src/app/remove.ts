import type { Hands } from './hands.ts';
import type { Clock, HandleOutcome, QueuePort } from './ports.ts';

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;
/** After an interruption: enough for a hiccup, not for an outage. */
const ATTEMPTS_ONCE_STOPPED = 6;

/** Which messages are certainly deleted, and the code of a refusal that asking again will not change. */
export interface Removal {
  readonly removed: ReadonlySet<string>;
  readonly refused: string | undefined;
}

/**
 * Deletes messages whose events the bus has accepted. What fails is asked again, with growing pauses, until `deadline`
 * on the monotonic clock: after it the receipts may be void. Deleting twice is harmless. An interruption shortens it but
 * does not stop it: what was accepted must not stay behind to be sent again.
 */
export async function remove(
  ports: { readonly queue: QueuePort; readonly clock: Clock },
  hands: Hands,
  messageIds: readonly string[],
  deadline: number,
  signal: AbortSignal,
): Promise<Removal> {
  const removed = new Set<string>();
  let rest = messageIds;
  let stopped = 0;
  for (let attempt = 1; rest.length > 0 && ports.clock.monotonic() < deadline; attempt += 1) {
    const outcomes = await ports.queue.remove(rest.flatMap((messageId) => hands.handle(messageId) ?? []));
    for (const { messageId } of outcomes.filter((outcome) => outcome.kind === 'done')) {
      removed.add(messageId);
      hands.letGo(messageId);
    }
    const refused = outcomes.find(isRefusal);
    if (refused !== undefined) return { removed, refused: refused.code };
    rest = rest.filter((messageId) => !removed.has(messageId));
    stopped += signal.aborted ? 1 : 0;
    if (rest.length === 0 || stopped >= ATTEMPTS_ONCE_STOPPED) break;
    await ports.clock.pause(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1)), NEVER);
  }
  return { removed, refused: undefined };
}

const NEVER = new AbortController().signal;

function isRefusal(outcome: HandleOutcome): outcome is HandleOutcome & { readonly kind: 'failed' } {
  return outcome.kind === 'failed' && !outcome.retryable;
}
