import type { Clock, Handle, QueuePort } from '../ports.ts';

const ATTEMPTS = 3;
/** After a stop: how long hand-backs may go on without a single one that succeeds. */
const PATIENCE_ONCE_STOPPED_MS = 10_000;

/**
 * InFlightMessages messages back, ten at most a call, and answers how many could not be. All calls of one `release` share their
 * patience: once stopped, a queue that answers none of them is given up, so that an operator is not kept waiting.
 */
export function release(
  queue: QueuePort,
  clock: Clock,
  signal: AbortSignal,
): (handles: readonly Handle[]) => Promise<number> {
  let lastSuccess = clock.monotonic();
  const isGivenUp = () => signal.aborted && clock.monotonic() - lastSuccess > PATIENCE_ONCE_STOPPED_MS;
  return async (handles) => {
    let rest = handles;
    let refused = 0;
    for (let attempt = 0; attempt < ATTEMPTS && rest.length > 0 && !isGivenUp(); attempt += 1) {
      const failed = (await queue.release(rest)).filter((one) => one.kind === 'failed');
      if (failed.length < rest.length) lastSuccess = clock.monotonic();
      const again = new Set(failed.filter((one) => one.retryable).map((one) => one.messageId));
      refused += failed.length - again.size;
      rest = rest.filter((handle) => again.has(handle.messageId));
    }
    return refused + rest.length;
  };
}
