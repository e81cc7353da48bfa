import { HIDDEN, isHidden } from '../text/characters.ts';

/** A text as a reader would decode it, with the place of each character in the original text. */
export interface DecodedText {
  readonly text: string;
  /** Where character `at` of the view begins in the original text; `at` may be the length of the view. */
  origin(at: number): number;
}

/**
 * Everything that one reading decodes or removes: escapes of JSON and JavaScript, percent-encoding, HTML entities,
 * invisible characters, and the line ends that tools insert into a long token.
 */
const READ_AWAY = new RegExp(
  [
    String.raw`\\(?:u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\}|x([0-9a-f]{2})|([^]))`,
    '%([0-9a-f]{2})',
    '&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(quot|apos|amp|lt|gt));',
    `[${HIDDEN}]`,
    // Tools that encode break their output after 60 characters or more.
    String.raw`\r?\n(?<=[\w+/.-]{60}\r?\n)(?=[\w+/.-])`,
  ].join('|'),
  'giu',
);

const LETTERS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const ENTITIES: Readonly<Record<string, string>> = { quot: '"', apos: "'", amp: '&', lt: '<', gt: '>' };

/** The text itself, not decoded. */
export function plainView(text: string): DecodedText {
  return { text, origin: (at) => at };
}

/** The view, decoded once more; `undefined` if nothing is left to decode. */
export function readAgain(view: DecodedText): DecodedText | undefined {
  const pieces: string[] = [];
  const ends: number[] = [];
  const origins: number[] = [];
  let length = 0;
  let from = 0;
  const keep = (piece: string, origin: number) => {
    if (piece === '') return;
    length += piece.length;
    pieces.push(piece);
    ends.push(length);
    origins.push(origin);
  };
  for (const match of view.text.matchAll(READ_AWAY)) {
    keep(view.text.slice(from, match.index), from);
    keep(meaning(match), match.index);
    from = match.index + match[0].length;
  }
  if (from === 0) return undefined;
  keep(view.text.slice(from), from);
  return { text: pieces.join(''), origin: (at) => view.origin(originIn({ ends, origins, end: view.text.length }, at)) };
}

interface Pieces {
  /** Where each piece ends in the view. */
  readonly ends: readonly number[];
  /** Where it begins in the text that was read. */
  readonly origins: readonly number[];
  readonly end: number;
}

/** A decoded character extends, in the original text, to where the next one begins. */
function originIn({ ends, origins, end }: Pieces, at: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  const origin = origins[low];
  return origin === undefined ? end : origin + at - (ends[low - 1] ?? 0);
}

function meaning(match: RegExpExecArray): string {
  const [, unicode, point, hex, letter, percent, entityHex, entityNumber, entity] = match;
  if (letter !== undefined) return LETTERS[letter] ?? letter;
  if (entity !== undefined) return ENTITIES[entity.toLowerCase()] ?? '';
  if (entityNumber !== undefined) return character(Number(entityNumber));
  const code = unicode ?? point ?? hex ?? percent ?? entityHex;
  return code === undefined ? '' : character(Number.parseInt(code, 16));
}

function character(code: number): string {
  return code > 0x10ffff || isHidden(code) ? '' : String.fromCodePoint(code);
}
