import { once } from './once.ts';

/** The word for an unknown figure; never 0. */
export const NO_DATA = 'no data';

const thousands = once(() => new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 }));
const tenths = once(() => new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 }));

/** A count with separated thousands; `–` where it is not known. */
export function count(value: number | null): string {
  return value === null ? '–' : thousands().format(value);
}

/** A share of 1 as percent; never 100 % while anything is missing, never 0 % while there is anything. */
export function percent(ratio: number | null): string {
  if (ratio === null) return '–';
  if (ratio === 1 || ratio === 0) return `${ratio * 100} %`;
  return `${Math.min(99.9, Math.max(0.1, ratio * 100)).toFixed(1)} %`;
}

/** A latency in the unit that reads best: `120 ms`, `1.4 s`, `12 min`. */
export function latency(milliseconds: number | null): string {
  if (milliseconds === null) return '–';
  if (milliseconds < 1) return '<1 ms';
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 100_000) return `${tenths().format(milliseconds / 1000)} s`;
  return `${Math.round(milliseconds / 60_000)} min`;
}

/** A rate a minute. */
export function rate(perMinute: number | null): string {
  return perMinute === null ? NO_DATA : `${tenths().format(perMinute)}/min`;
}

/** The increase with its sign: `+12`; empty for 0 and for an unknown one. */
export function delta(value: number | null): string {
  if (value === null || value === 0) return '';
  return value > 0 ? `+${thousands().format(value)}` : thousands().format(value);
}
