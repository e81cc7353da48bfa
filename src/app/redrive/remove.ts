import type { Clock, Handle, QueuePort } from '../ports.ts';
import type { InFlightMessages } from '../queue/in-flight-messages.ts';

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;
/** After an interruption: enough for a hiccup, not for an outage. */
const ATTEMPTS_ONCE_STOPPED = 6;
const LONGEST_ONCE_STOPPED_MS = 20_000;

/** Which messages are certainly deleted, and the code of a refusal that asking again will not change. */
export interface Removal {
  readonly removed: ReadonlySet<string>;
  readonly refused: string | undefined;
}

/**
 * Deletion messages whose events the bus has accepted. What fails is asked again, with growing pauses, until the lease on it
 * would end that it has now: after that the receipt may be void. Deleting twice is harmless. An interruption shortens it but
 * does not stop it: what was accepted must not stay behind to be sent again. One that another worker has deleted
 * meanwhile counts as deleted.
 */
export async function remove(
  ports: { readonly queue: QueuePort; readonly clock: Clock },
  inFlight: InFlightMessages,
  messageIds: readonly string[],
  signal: AbortSignal,
): Promise<Removal> {
  // By receipt: a newer receipt of the same message may still delete it.
  const refused = new Map<string, string>();
  const until = new Map(messageIds.map((messageId) => [messageId, inFlight.visibleAt(messageId)]));
  const isLeft = ({ messageId }: Handle) => ports.clock.monotonic() < (until.get(messageId) ?? 0);
  const open = () =>
    messageIds
      .flatMap((messageId) => inFlight.handle(messageId) ?? [])
      .filter((handle) => isLeft(handle) && !refused.has(handle.receiptHandle));
  let stopped = 0;
  let stoppedAt: number | undefined;
  for (let attempt = 1; open().length > 0; attempt += 1) {
    const handles = open();
    const outcomes = new Map((await ports.queue.remove(handles)).map((outcome) => [outcome.messageId, outcome]));
    for (const handle of handles) {
      const outcome = outcomes.get(handle.messageId);
      if (outcome?.kind === 'done') inFlight.letGo(handle);
      else if (outcome?.retryable === false) refused.set(handle.receiptHandle, outcome.code);
    }
    stopped += signal.aborted ? 1 : 0;
    if (signal.aborted) stoppedAt ??= ports.clock.monotonic();
    const isTooLong = ports.clock.monotonic() - (stoppedAt ?? Number.POSITIVE_INFINITY) > LONGEST_ONCE_STOPPED_MS;
    if (open().length === 0 || stopped >= ATTEMPTS_ONCE_STOPPED || isTooLong) break;
    await ports.clock.pause(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1)), NEVER);
  }
  const removed = new Set(messageIds.filter((messageId) => inFlight.isGone(messageId)));
  return { removed, refused: [...refused.values()][0] };
}

const NEVER = new AbortController().signal;
