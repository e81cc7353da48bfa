import { secondsToDrain } from './queue-figures.ts';

/** How many messages a queue held when it was read, visible or not. */
export interface LevelReading {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly arn: string;
  readonly held: number;
}

/**
 * How the depth of a queue moved over its last readings. Messages that arrive and leave between the same two readings cancel
 * each other, so each rate is a lower bound; their difference is exact, and `secondsToDrain` follows from it.
 */
export interface Trend {
  readonly arrivalsPerMinute: number;
  readonly drainPerMinute: number;
  /** Until the queue is empty if it goes on like this; null where it does not get emptier, 0 where it is empty. */
  readonly secondsToDrain: number | null;
  /** From the first reading that counts to the last one. */
  readonly windowSeconds: number;
}

/** A trend covers at least so much where there are so many readings. */
const WINDOW_MS = 120_000;
/** Bounds what is kept if somebody refreshes all the time. */
const MOST_READINGS = 200;

/** The readings with one more, without those that no longer count. Another queue, or a clock set back, begins anew. */
export function withReading(readings: readonly LevelReading[], reading: LevelReading): readonly LevelReading[] {
  const last = readings.at(-1);
  if (last !== undefined && (last.arn !== reading.arn || last.at >= reading.at)) return [reading];
  const first = readings.findLastIndex(({ at }) => at <= reading.at - WINDOW_MS);
  return [...readings.slice(Math.max(0, first)), reading].slice(-MOST_READINGS);
}

/** The trend of readings in the order of time; null with fewer than two. */
export function trendOf(readings: readonly LevelReading[]): Trend | null {
  const [first, last] = [readings[0], readings.at(-1)];
  if (first === undefined || last === undefined || last.at <= first.at) return null;
  const minutes = (last.at - first.at) / 60_000;
  const steps = readings.slice(1).map(({ held }, index) => held - (readings[index]?.held ?? held));
  const perMinute = (sign: 1 | -1) => steps.reduce((sum, step) => sum + Math.max(0, sign * step), 0) / minutes;
  const [arrivalsPerMinute, drainPerMinute] = [perMinute(1), perMinute(-1)];
  return {
    arrivalsPerMinute,
    drainPerMinute,
    secondsToDrain: secondsToDrain(last.held, arrivalsPerMinute, drainPerMinute),
    windowSeconds: (last.at - first.at) / 1000,
  };
}
