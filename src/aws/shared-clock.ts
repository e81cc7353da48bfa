/** How far AWS's clock is ahead of this machine's, in milliseconds. */
export interface SharedClock {
  offset: number;
}

/** AWS takes signatures that are at most five minutes old; the SDK corrects from four. */
const TOLERATED_MS = 4 * 60_000;

/**
 * Learns AWS's time from a refusal. The time of an accepted request was fine, so the Date of a success teaches nothing: a
 * proxy may have written it.
 */
export function learnClock(
  clock: SharedClock,
  now: number,
  { statusCode, headers }: { readonly statusCode: number; readonly headers: Readonly<Record<string, string>> },
): void {
  if (statusCode < 400 || statusCode >= 500 || headers.age !== undefined) return;
  const offset = Date.parse(headers.date ?? '') - now;
  if (Math.abs(offset - clock.offset) >= TOLERATED_MS) clock.offset = offset;
}

/**
 * Lets all clients of a process sign with one offset. The SDK corrects a clock that is off from the Date of an answer, but
 * each client learns it alone from a refusal of its own, and the bus must not repeat a request to learn it.
 */
export function shareClock(config: { systemClockOffset: number }, clock: SharedClock): void {
  Object.defineProperty(config, 'systemClockOffset', {
    get: () => clock.offset,
    // The SDK does not learn the offset by itself here: `learnClock` does.
    set: () => {},
    enumerable: true,
    configurable: true,
  });
}
