/** How far back a report goes, and the seconds of its steps. CloudWatch keeps one-minute points for 15 days, so each of these exists. */
export const RANGES = {
  '15m': { seconds: 900, periodSeconds: 60 },
  '1h': { seconds: 3_600, periodSeconds: 60 },
  '3h': { seconds: 10_800, periodSeconds: 60 },
  '1d': { seconds: 86_400, periodSeconds: 300 },
  '3d': { seconds: 259_200, periodSeconds: 900 },
  '1w': { seconds: 604_800, periodSeconds: 3_600 },
} as const;

/** The name of a range. */
export type RangeName = keyof typeof RANGES;

/** The ranges, shortest first. */
export const RANGE_NAMES = Object.keys(RANGES) as readonly RangeName[];

/** Is the text the name of a range? */
export function isRangeName(text: string): text is RangeName {
  return Object.hasOwn(RANGES, text);
}

/**
 * A stretch of time cut into periods. The last one holds the present and is not finished; the others are. `start` and
 * `end` (exclusive) are epoch milliseconds and whole multiples of the period, as CloudWatch aligns its points.
 */
export interface Window {
  readonly range: RangeName;
  readonly start: number;
  readonly end: number;
  readonly periodSeconds: number;
  readonly periods: number;
}

/** The window of that range whose last period holds `now` (epoch milliseconds). */
export function windowOf(range: RangeName, now: number): Window {
  const { seconds, periodSeconds } = RANGES[range];
  const period = periodSeconds * 1000;
  const end = now - (now % period) + period;
  return { range, start: end - seconds * 1000, end, periodSeconds, periods: seconds / periodSeconds };
}

/** When each period of the window begins, oldest first. */
export function periodStarts({ start, periods, periodSeconds }: Window): readonly number[] {
  return Array.from({ length: periods }, (_, index) => start + index * periodSeconds * 1000);
}
