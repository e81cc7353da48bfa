import { downsample, largest, type Series } from '../../domain/metrics/series.ts';

/** Each braille character holds 2 × 4 dots; these are the bits of its left and its right column, from the bottom up. */
const LEFT = [0x40, 0x04, 0x02, 0x01] as const;
const RIGHT = [0x80, 0x20, 0x10, 0x08] as const;
const BRAILLE = 0x2800;
const DOTS = 4;
/** The same for a terminal without Unicode: half and whole. */
const ASCII = [' ', '.', ':'] as const;

/**
 * A series as an area of `columns` × `rows` characters, oldest on the left, 0 at the bottom, `top` at the top. Several
 * periods in one column show the largest of them, so that no peak is lost. A period without data is blank; 0 is a line.
 */
export function chart(series: Series, columns: number, rows: number, top: number, unicode: boolean): readonly string[] {
  if (columns <= 0 || rows <= 0) return [];
  const [across, up] = unicode ? [2, DOTS] : [1, ASCII.length - 1];
  const heights = stretch(series, columns * across).map((value) => heightOf(value, top, rows * up));
  return Array.from({ length: rows }, (_, row) => {
    const below = (rows - 1 - row) * up;
    return Array.from({ length: columns }, (_unused, column) =>
      unicode
        ? braille((heights[column * 2] ?? 0) - below, (heights[column * 2 + 1] ?? 0) - below)
        : (ASCII[Math.max(0, Math.min(ASCII.length - 1, (heights[column] ?? 0) - below))] ?? ' '),
    ).join('');
  });
}

/** The value at the top of a chart of that series: its largest one, and never 0. */
export function topOf(series: Series): number {
  return largest(series) || 1;
}

function stretch(series: Series, places: number): Series {
  const values = downsample(series, places, 'largest');
  return Array.from({ length: places }, (_, at) => values[Math.floor((at * values.length) / places)] ?? null);
}

/** A value above 0 is drawn above the line of 0, however small it is. */
function heightOf(value: number | null, top: number, dots: number): number {
  if (value === null) return 0;
  return value <= 0 ? 1 : Math.max(2, Math.min(dots, Math.round((value / top) * dots)));
}

function braille(left: number, right: number): string {
  const bits = (of: readonly number[], height: number) =>
    of.reduce((sum, bit, dot) => (dot < height ? sum | bit : sum), 0);
  const all = bits(LEFT, left) + bits(RIGHT, right);
  // Some fonts draw the empty one as eight circles.
  return all === 0 ? ' ' : String.fromCharCode(BRAILLE + all);
}
