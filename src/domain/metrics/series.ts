import type { Window } from './range.ts';

/** One value a period, oldest first; null is "no data", which is not 0. */
export type Series = readonly (number | null)[];

/** A point as CloudWatch answers it; `at` is when its period begins, in epoch milliseconds. */
export interface Point {
  readonly at: number;
  readonly value: number;
}

/**
 * The points in the periods of the window, in any order; points outside are left out. `absent` is the value
 * where there is no point: EventBridge sends most counts only when they are not 0, but an absent depth is unknown.
 */
export function align(points: readonly Point[], window: Window, absent: 0 | null): Series {
  const series: (number | null)[] = Array.from({ length: window.periods }, () => absent);
  for (const { at, value } of points) {
    const index = Math.floor((at - window.start) / (window.periodSeconds * 1000));
    if (index >= 0 && index < window.periods) series[index] = value;
  }
  return series;
}

/** The sum of the known values; null without any. */
export function total(series: Series): number | null {
  return series.reduce((sum, value) => (value === null ? sum : (sum ?? 0) + value), null);
}

/** The newest known value. */
export function latest(series: Series): number | null {
  return series.findLast((value) => value !== null) ?? null;
}

/** The largest known value. */
export function largest(series: Series): number | null {
  return series.reduce<number | null>((most, value) => (value === null ? most : Math.max(most ?? value, value)), null);
}

/** The part in the whole, from 0 to 1; null where there is no whole. CloudWatch may know of a success before its attempt. */
export function ratio(part: number | null, whole: number | null): number | null {
  return part !== null && whole !== null && whole > 0 ? Math.min(1, Math.max(0, part / whole)) : null;
}

/** The middle of the values when each counts as often as its weight says; null without any. */
export function weightedMedian(values: Series, weights: Series): number | null {
  const known = values
    .flatMap((value, index) => (value === null ? [] : [{ value, weight: Math.max(weights[index] ?? 0, 1) }]))
    .sort((one, other) => one.value - other.value);
  const half = known.reduce((total, { weight }) => total + weight, 0) / 2;
  let passed = 0;
  for (const { value, weight } of known) {
    passed += weight;
    if (passed >= half) return value;
  }
  return null;
}

/** How several neighbouring values become one: counts are added, of gauges the largest counts, so that no peak is lost. */
export type Combine = 'sum' | 'largest';

/** At most `most` values of a longer series, each of as many neighbours as any other but perhaps the first. */
export function downsample(series: Series, most: number, combine: Combine): Series {
  if (most <= 0) return [];
  if (series.length <= most) return series;
  const each = Math.ceil(series.length / most);
  const first = series.length % each || each;
  const starts = [
    0,
    ...Array.from({ length: Math.ceil((series.length - first) / each) }, (_, at) => first + at * each),
  ];
  return starts.map((start, at) => combined(series.slice(start, at === 0 ? first : start + each), combine));
}

function combined(values: Series, combine: Combine): number | null {
  return combine === 'sum' ? total(values) : largest(values);
}

/**
 * How much a count has grown from one snapshot to the next, whose windows may have moved on: the values of the new periods and
 * the increase of the earlier ones. Null where the snapshots cannot be compared.
 */
export function growth(before: Series, beforeWindow: Window, after: Series, afterWindow: Window): number | null {
  if (beforeWindow.periodSeconds !== afterWindow.periodSeconds || afterWindow.start < beforeWindow.start) return null;
  const moved = (afterWindow.start - beforeWindow.start) / (beforeWindow.periodSeconds * 1000);
  if (moved > before.length || total(before) === null || total(after) === null) return null;
  return after.reduce<number>((grown, value, index) => grown + (value ?? 0) - (before[index + moved] ?? 0), 0);
}
