import pLimit from 'p-limit';
import { EXIT, Failure } from '../failures.ts';
import type { Clock, Handle, QueuePort } from '../ports.ts';
import { batchesOf, REQUESTS_AT_ONCE } from '../queue/batches.ts';
import type { InFlightMessages } from '../queue/in-flight-messages.ts';
import type { RunContext } from './run-context.ts';

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;
/** The retry time after an interruption: enough for a short failure, not for an outage. */
const ATTEMPTS_ONCE_STOPPED = 6;
const LONGEST_ONCE_STOPPED_MS = 20_000;
const NEVER = new AbortController().signal;

/** Deletes messages whose events are on the bus, and records which are gone. */
export class Deletion {
  readonly #run: RunContext;
  readonly #limit = pLimit(REQUESTS_AT_ONCE);

  constructor(run: RunContext) {
    this.#run = run;
  }

  /** Returns the ids of the deleted messages. One that cannot be deleted stays hidden, and ends the run. */
  async all(messageIds: readonly string[]): Promise<ReadonlySet<string>> {
    const gone = await Promise.all(batchesOf(messageIds).map((some) => this.#limit(() => this.#batch(some))));
    return new Set(gone.flatMap((some) => [...some]));
  }

  async #batch(messageIds: readonly string[]): Promise<ReadonlySet<string>> {
    const { ports, inFlight, recorder, signal, state } = this.#run;
    const { removed, refused } = await remove(ports, inFlight, messageIds, signal).catch((error: unknown): Removal => {
      state.fail(error);
      return { removed: new Set(), refused: undefined };
    });
    await recorder.removed([...removed]);
    const kept = messageIds.filter((messageId) => !removed.has(messageId));
    for (const messageId of kept) inFlight.leaveHidden(messageId);
    if (kept.length > 0) state.fail(cannotDelete(refused));
    return removed;
  }
}

/** The messages that are certainly deleted, and the code of a refusal that a retry does not change. */
export interface Removal {
  readonly removed: ReadonlySet<string>;
  readonly refused: string | undefined;
}

/**
 * Deletes at most ten messages whose events the bus has accepted. A failed delete is retried, with growing pauses, until the
 * present visibility timeout of the message ends: after that its receipt handle may be void. Deleting twice is harmless. An
 * interruption shortens the retries but does not stop them, because an accepted message that stays behind may be sent
 * again. A message that another task has deleted meanwhile counts as deleted.
 */
export async function remove(
  ports: { readonly queue: QueuePort; readonly clock: Clock },
  inFlight: InFlightMessages,
  messageIds: readonly string[],
  signal: AbortSignal,
): Promise<Removal> {
  // By receipt handle: a newer handle of the same message may still delete it.
  const refused = new Map<string, string>();
  const until = new Map(messageIds.map((messageId) => [messageId, inFlight.visibleAt(messageId)]));
  const isLeft = ({ messageId }: Handle) => ports.clock.monotonic() < (until.get(messageId) ?? 0);
  const open = () =>
    messageIds
      .flatMap((messageId) => inFlight.handle(messageId) ?? [])
      .filter((handle) => isLeft(handle) && !refused.has(handle.receiptHandle));
  let stopped = 0;
  let stoppedAt: number | undefined;
  for (let attempt = 1, handles = open(); handles.length > 0; attempt += 1) {
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
    handles = open();
  }
  const removed = new Set(messageIds.filter((messageId) => inFlight.isGone(messageId)));
  return { removed, refused: [...refused.values()][0] };
}

/** The failure that ends a run when accepted events cannot be deleted: each further one would be in two places. */
function cannotDelete(code: string | undefined): Failure {
  return new Failure(
    code === undefined ? EXIT.partly : EXIT.aws,
    code ?? 'NotDeleted',
    `Events were accepted by the bus, but their messages could not be deleted${code === undefined ? '' : ` (${code})`}; nothing more was sent.`,
    'Check sqs:DeleteMessage. The next redrive with the same ledger deletes them without sending them again; without a ledger delete the messages named as sent-not-removed first.',
  );
}
