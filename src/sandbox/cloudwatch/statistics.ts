import type { MinuteValues } from './metric-store.ts';

/** A statistic over values of which there is at least one. */
export type Statistic = (values: MinuteValues) => number;

const sum: Statistic = (values) => [...values].reduce((total, [value, times]) => total + value * times, 0);
const count: Statistic = (values) => [...values.values()].reduce((total, times) => total + times, 0);

const NAMED: Readonly<Record<string, Statistic>> = {
  Sum: sum,
  SampleCount: count,
  Average: (values) => sum(values) / count(values),
  Minimum: (values) => Math.min(...values.keys()),
  Maximum: (values) => Math.max(...values.keys()),
};

// User guide, "CloudWatch statistics definitions": p with up to ten decimals. Trimmed means and the like are not known here.
const PERCENTILE = /^p(\d{1,2}(?:\.\d{1,10})?|100)$/;

/** The statistic of that name; `undefined` for one that the sandbox does not know. */
export function statisticOf(name: string): Statistic | undefined {
  if (Object.hasOwn(NAMED, name)) return NAMED[name];
  const percent = PERCENTILE.exec(name)?.[1];
  return percent === undefined ? undefined : (values) => percentile(values, Number(percent));
}

/** By nearest rank. How CloudWatch interpolates is not documented. */
function percentile(values: MinuteValues, percent: number): number {
  const rank = Math.max(1, Math.ceil((percent / 100) * count(values)));
  let seen = 0;
  let last = 0;
  for (const [value, times] of [...values].sort(([one], [other]) => one - other)) {
    last = value;
    seen += times;
    if (seen >= rank) break;
  }
  return last;
}

/** The values of several minutes as if they had come in one. */
export function merged(minutes: readonly MinuteValues[]): MinuteValues {
  const all = new Map<number, number>();
  for (const values of minutes) {
    for (const [value, times] of values) all.set(value, (all.get(value) ?? 0) + times);
  }
  return all;
}
