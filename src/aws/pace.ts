/** EventBridge answers some 50 control-plane calls a second in all; half of them are left to others. */
export const LOOKS_PER_SECOND = 20;
/** With these at once the first second stays below that as well. */
export const LOOKS_AT_ONCE = 10;

/** Starts a call when its turn comes. */
export type Pace = <T>(call: () => Promise<T>) => Promise<T>;

/** Time as a pace needs it, in milliseconds. */
export interface PaceClock {
  monotonic(): number;
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/**
 * Calls may start `burst` at once, then so many a second; they start in the order in which they were asked for. Once `stop`
 * aborts none waits any more: the calls themselves are cut then.
 */
export function pacedCalls(
  perSecond: number,
  burst: number,
  clock: PaceClock,
  stop: AbortSignal = new AbortController().signal,
): Pace {
  const each = 1000 / perSecond;
  // When the next call may start if none may start early.
  let next = Number.NEGATIVE_INFINITY;
  return async (call) => {
    const now = clock.monotonic();
    const start = Math.max(next, now - (burst - 1) * each);
    next = start + each;
    if (start > now) await clock.pause(start - now, stop);
    return call();
  };
}
