import { count } from '../../present/style/figures.ts';

const UNITS = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;
/** Smaller counts are written out. */
const LONG = 100_000;

/** A count in at most six characters: `99,999`, `123k`, `1.2M`; `–` where it is not known. */
export function short(value: number | null): string {
  if (value === null || Math.abs(value) < LONG) return count(value);
  const [size, unit] = UNITS.find(([least]) => Math.abs(value) >= least) ?? [1, ''];
  const scaled = value / size;
  return `${Math.abs(scaled) < 10 ? (Math.trunc(scaled * 10) / 10).toFixed(1) : Math.trunc(scaled)}${unit}`;
}

/** What was added, with its sign, as short; nothing for 0 and for what is not known. */
export function shortDelta(value: number | null): string {
  if (value === null || value === 0) return '';
  return value > 0 ? `+${short(value)}` : short(value);
}
