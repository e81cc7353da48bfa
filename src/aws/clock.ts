import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../app/ports.ts';

/** A smaller difference is drift between the two clocks. */
const LEAP_MS = 1_000;

/**
 * Milliseconds that never run backwards and continue while the machine sleeps. The system's monotonic clock stops then
 * (Linux man page clock_gettime(2), CLOCK_MONOTONIC), but visibility timeouts continue, and others may receive the messages.
 * A wall clock that is set forward has the same effect: visibility timeouts then seem to end too early, which does no harm.
 */
export function monotonicThroughSleep(wall: () => number, monotonic: () => number): () => number {
  let slept = 0;
  let apart = wall() - monotonic();
  return () => {
    const [time, running] = [wall(), monotonic()];
    const leap = time - running - apart;
    apart = time - running;
    if (leap > LEAP_MS) slept += leap;
    return running + slept;
  };
}

/** The machine's clock. */
export const machineClock: Clock = {
  now: () => Date.now(),
  monotonic: monotonicThroughSleep(
    () => Date.now(),
    () => performance.now(),
  ),
  async pause(milliseconds, signal) {
    // An aborted signal ends the pause early; nothing else can reject it.
    await setTimeout(milliseconds, undefined, { signal }).catch(() => {});
  },
};
