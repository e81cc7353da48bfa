import type { Clock, Handle, QueuePort } from '../ports.ts';

/** API reference, "DeleteMessageBatch" and "ChangeMessageVisibilityBatch": at most ten entries a request. */
export const HANDLES_A_REQUEST = 10;
/** Concurrent requests that delete, release or extend: as many as there are pollers by default. */
export const REQUESTS_AT_ONCE = 32;
/** Tries of one release. */
const ATTEMPTS = 3;
/** How long releases go on after a stop without a single success, in milliseconds. */
const PATIENCE_ONCE_STOPPED_MS = 10_000;

/** The items in portions that fit into one request to the queue. */
export function batchesOf<T>(items: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / HANDLES_A_REQUEST) }, (_, at) =>
    items.slice(at * HANDLES_A_REQUEST, (at + 1) * HANDLES_A_REQUEST),
  );
}

/**
 * Returns a function that releases at most ten messages (makes them visible in the queue again) and resolves to the number that it
 * could not release. All its calls share one time limit: once `signal` is aborted, a queue that answers none of them is given up,
 * so that an operator does not have to wait.
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
