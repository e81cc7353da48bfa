import { type Combine, downsample, largest, type Series } from '../../domain/metrics/series.ts';

/** The marks of a sparkline from 0 to the largest value. */
const UNICODE = '▁▂▃▄▅▆▇█';
const ASCII = '_.:-=+*#';
const NO_DATA = ' ';

/** A series as one line of at most `columns` marks, oldest first; a period without data is blank, which 0 is not. */
export function sparkline(series: Series, columns: number, combine: Combine, unicode: boolean): string {
  const marks = unicode ? UNICODE : ASCII;
  const values = downsample(series, columns, combine);
  const top = largest(values) ?? 0;
  return values.map((value) => (value === null ? NO_DATA : marks.charAt(levelOf(value, top, marks.length)))).join('');
}

/** Rounded up, so that whatever is above 0 is drawn above 0, however small. */
function levelOf(value: number, top: number, levels: number): number {
  if (value <= 0 || top <= 0) return 0;
  return Math.ceil((value / top) * (levels - 1));
}
