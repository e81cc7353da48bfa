import stringWidth from 'string-width';
import { once } from './once.ts';

const characters = once(() => new Intl.Segmenter(undefined, { granularity: 'grapheme' }));
/** No character is wider than this, so a line has room for one at least, however narrow a terminal says it is. */
const LEAST_ROOM = 8;

/**
 * Terminal columns of printable text behind a space, as all that is laid out here can stand: a mark at its beginning joins
 * the space and may be wider there. Colour codes count nothing.
 */
export function columnsOf(text: string): number {
  return stringWidth(` ${text}`) - 1;
}

/** The text cut to that many terminal columns, with `…` where something is missing. The text must be printable and uncoloured. */
export function fitted(text: string, columns: number): string {
  if (columns <= 0) return '';
  if (text.length <= columns * 4 && columnsOf(text) <= columns) return text;
  const [head = ''] = broken(text.slice(0, columns * 8).replace(/[\ud800-\udbff]$/, ''), columns - 1);
  return columnsOf(head) < columns ? `${head}…` : '…';
}

/** The text filled up with spaces to that many columns; colour codes count nothing. */
export function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

/** The same on the left, for numbers. */
export function padLeft(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - columnsOf(text))) + text;
}

/**
 * Breaks printable, uncoloured text at spaces into lines of at most `width` columns, each after `indent`. A word that is
 * longer is broken too and never cut: ids, ARNs and URLs stay whole to the eye, and JSON has them in one piece.
 */
export function wrap(text: string, width: number, indent = ''): string {
  const room = Math.max(LEAST_ROOM, width - indent.length);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (columnsOf(longer) <= room) {
      line = longer;
    } else {
      if (line !== '') lines.push(line);
      const pieces = broken(word, room);
      lines.push(...pieces.slice(0, -1));
      line = pieces.at(-1) ?? '';
    }
  }
  return [...lines, line].map((one) => indent + one).join('\n');
}

/** The text, printable and uncoloured, in pieces of at most `columns` columns; nothing is added, left out or moved. */
export function broken(text: string, columns: number): readonly string[] {
  if (columnsOf(text) <= columns) return [text];
  const pieces: string[] = [];
  let piece = '';
  let width = -1;
  for (const { segment } of characters().segment(` ${text}`)) {
    const more = stringWidth(segment);
    if (piece !== '' && width + more > columns) {
      pieces.push(piece);
      piece = '';
      width = 0;
    }
    piece += segment;
    width += more;
  }
  return [...pieces, piece].map((one, at) => (at === 0 ? one.slice(1) : one));
}

/** Puts coloured parts beside each other, and below each other where the width ends. A part alone must fit. */
export function flow(parts: readonly string[], gap: string, width: number, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const part of parts) {
    const longer = line === '' ? part : line + gap + part;
    if (line !== '' && stringWidth(longer) > width - (lines.length === 0 ? 0 : indent.length)) {
      lines.push(line);
      line = part;
    } else {
      line = longer;
    }
  }
  return [...lines, line].join(`\n${indent}`);
}
