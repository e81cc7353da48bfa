/** How far AWS's clock is ahead of this machine's, in milliseconds, as the last answer told. */
export interface SharedClock {
  offset: number;
}

/**
 * Lets all clients of a process sign with one offset. The SDK corrects a clock that is off from the Date of an answer, but
 * each client learns it alone from a refusal of its own, and the bus must not repeat a request to learn it.
 */
export function shareClock(config: { systemClockOffset: number }, clock: SharedClock): void {
  Object.defineProperty(config, 'systemClockOffset', {
    get: () => clock.offset,
    set: (offset: number) => {
      clock.offset = offset;
    },
    enumerable: true,
    configurable: true,
  });
}
