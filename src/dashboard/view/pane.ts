import stringWidth from 'string-width';
import { printable } from '../../domain/text/printable.ts';
import { ascii } from '../../present/style/ascii.ts';
import { fitted } from '../../present/style/layout.ts';
import type { Theme } from '../../present/style/theme.ts';

/** A rectangle of the terminal and how to draw in it. */
export interface Pane {
  readonly width: number;
  readonly rows: number;
  readonly theme: Theme;
  /** Marks beyond ASCII may be used. */
  readonly unicode: boolean;
}

/** A piece of a line: uncoloured text, and what it means. */
export type Piece = string | readonly [text: string, paint: (text: string) => string];

/** One row of the terminal before it is cut to the width. */
export type Line = readonly Piece[];

/**
 * The line as it is written: printable, whatever names are in it, at most as wide as the pane, coloured. Everything that
 * the dashboard shows comes through here.
 */
export function drawn(line: Line, { width, unicode }: Pick<Pane, 'width' | 'unicode'>): string {
  let left = width;
  let text = '';
  for (const piece of line) {
    const [words, paint] = typeof piece === 'string' ? [piece, String] : piece;
    const plain = printable(words);
    const cut = fitted(unicode ? plain : ascii(plain), left);
    const shown = unicode ? cut : ascii(cut);
    if (shown !== '') text += paint(shown);
    left -= stringWidth(shown);
    if (cut !== plain && cut.endsWith('…')) break;
  }
  return text;
}

/** How many columns the line takes before it is cut. */
export function widthOf(line: Line): number {
  return line.reduce((sum, piece) => sum + stringWidth(printable(typeof piece === 'string' ? piece : piece[0])), 0);
}

/** `left`, and `right` at the other end of the width where both have room; otherwise `left` alone. */
export function spread(left: Line, right: Line, width: number, fill: Piece = ' '): Line {
  const [mark, paint] = typeof fill === 'string' ? [fill, undefined] : fill;
  const room = width - widthOf(left) - widthOf(right);
  if (room < 0) return left;
  const gap = mark.repeat(room);
  return [...left, paint === undefined ? gap : [gap, paint], ...right];
}

const BETWEEN = ' · ';

/** The facts one after another, in as many lines as they need; none is broken. */
export function flow(facts: readonly Line[], width: number, indent = '  '): readonly Line[] {
  const lines: Piece[][] = [];
  let room = 0;
  for (const fact of facts) {
    const line = lines.at(-1);
    if (line === undefined || widthOf(fact) + BETWEEN.length > room) {
      lines.push([indent, ...fact]);
      room = width - indent.length - widthOf(fact);
    } else {
      line.push(BETWEEN, ...fact);
      room -= BETWEEN.length + widthOf(fact);
    }
  }
  return lines;
}
