/** EventBridge answers some 50 control-plane calls a second in all; half of them are left to others. */
export const LOOKS_PER_SECOND = 20;
/** With these at once the first second stays below that as well. */
export const LOOKS_AT_ONCE = 10;

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;
/** One call waits no longer than this for throttling to end. */
const PATIENCE_MS = 5 * 60_000;

/** Starts a call when the pace allows it. `stop` ends the wait; the call itself must end with it too. */
export type Pace = <T>(call: () => Promise<T>, stop?: AbortSignal) => Promise<T>;

/** Time as a pace needs it, in milliseconds. */
export interface PaceClock {
  monotonic(): number;
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/**
 * `burst` calls may start at once, then `perSecond` a second, in the order of the requests. A throttled call tries again with
 * growing pauses for some minutes, and no other call starts meanwhile.
 */
export function pacedCalls(
  perSecond: number,
  burst: number,
  clock: PaceClock,
  isThrottled: (error: unknown) => boolean = () => false,
): Pace {
  const each = 1000 / perSecond;
  // When the next call may start if none may start early.
  let next = Number.NEGATIVE_INFINITY;
  const turn = async (stop: AbortSignal) => {
    const now = clock.monotonic();
    const start = Math.max(next, now - (burst - 1) * each);
    next = start + each;
    if (start > now) await clock.pause(start - now, stop);
  };
  return async (call, stop = NEVER) => {
    const begun = clock.monotonic();
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      await turn(stop);
      try {
        return await call();
      } catch (error) {
        const now = clock.monotonic();
        if (!isThrottled(error) || stop.aborted || now + pause > begun + PATIENCE_MS) throw error;
        next = Math.max(next, now + pause);
        await clock.pause(pause, stop);
      }
    }
  };
}

const NEVER = new AbortController().signal;
