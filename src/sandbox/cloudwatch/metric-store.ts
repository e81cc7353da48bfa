import type { SandboxClock } from '../time/clock.ts';

/** A metric as CloudWatch tells it apart: every other set of dimensions is another metric. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** The values of one minute, each with how often it came. */
export type MinuteValues = ReadonlyMap<number, number>;

/** What was measured, minute by minute. */
export interface MetricStore {
  /** Writes down a value; `at` in epoch milliseconds, absent: now. */
  put(metric: Metric, value: number, times?: number, at?: number): void;
  /** What came from `start` (inclusive) to `end` (exclusive), by the epoch milliseconds at which its minute begins. */
  read(metric: Metric, start: number, end: number): readonly (readonly [number, MinuteValues])[];
}

const MINUTE_MS = 60_000;
/** CloudWatch keeps points of one minute for 15 days; the hours and months it makes of them are not needed here. */
const MOST_MINUTES = 15 * 24 * 60;

/** No metrics yet. A metric holds at most 15 days of minutes; those written first go first. */
export function createMetricStore(clock: SandboxClock): MetricStore {
  const metrics = new Map<string, Map<number, Map<number, number>>>();
  return {
    put(metric, value, times = 1, at = clock.now()) {
      const key = keyOf(metric);
      const minutes = metrics.get(key) ?? new Map<number, Map<number, number>>();
      metrics.set(key, minutes);
      const minute = at - (at % MINUTE_MS);
      const values = minutes.get(minute) ?? new Map<number, number>();
      minutes.set(minute, values.set(value, (values.get(value) ?? 0) + times));
      if (minutes.size <= MOST_MINUTES) return;
      for (const first of minutes.keys()) {
        minutes.delete(first);
        return;
      }
    },
    read(metric, start, end) {
      const minutes = metrics.get(keyOf(metric)) ?? new Map<number, MinuteValues>();
      return [...minutes].filter(([minute]) => minute >= start && minute < end).sort(([one], [other]) => one - other);
    },
  };
}

function keyOf({ namespace, name, dimensions }: Metric): string {
  return JSON.stringify([namespace, name, Object.entries(dimensions).sort(([one], [other]) => (one < other ? -1 : 1))]);
}
