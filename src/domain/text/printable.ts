import { masked, maskedJson } from '../secrets/mask.ts';
import { HIDDEN } from './characters.ts';

// Invisible characters, white space that is no space, line and paragraph separators, lone surrogates.
const UNPRINTABLE = new RegExp(String.raw`[${HIDDEN}\t\n\r\u2028\u2029\p{Surrogate}]`, 'gu');

/** Most texts consist of these characters only, and then need no further search. */
const PLAIN = /^[ -~]*$/;

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * The text on one line, as it may be shown: every character that is not plainly visible is written as an escape (`\n`,
 * `\u001b`), and every credential is masked.
 */
export function printable(text: string): string {
  return escaped(masked(text));
}

/**
 * Valid JSON text as it may be shown, on one line and, but for masked credentials, of equal value: what a terminal could
 * act upon is escaped within strings. Raw line ends and tabs can stand only between values and become spaces: a carriage
 * return would overwrite what was written before it.
 */
export function printableJson(json: string): string {
  const safe = maskedJson(json);
  if (PLAIN.test(safe)) return safe;
  return safe.replace(UNPRINTABLE, (character) => (Object.hasOwn(NAMED, character) ? ' ' : escapeOf(character)));
}

/** Like `printable`, but line feeds stay: for showing a payload over several lines. */
export function printableLines(text: string): string {
  return masked(text).split('\n').map(escaped).join('\n');
}

/** Characters read beyond the shown ones, so that a credential is recognised by its beginning although it is cut. */
const BEYOND = 8192;

/** A quotation for a report: printable, at most `limit` characters, with `…` where something was cut. */
export function quote(text: string, limit = 120): string {
  const shown = limit * 4;
  const whole = masked(text.slice(0, shown + BEYOND));
  if (whole.length <= limit && whole === text && PLAIN.test(text)) return text;
  const points = [...escaped(whole.slice(0, shown))];
  const isCut = text.length > shown + BEYOND || whole.length > shown || points.length > limit;
  return isCut ? `${points.slice(0, limit - 1).join('')}…` : points.join('');
}

/** Lines of nothing but this, or of colours that we add, act on no terminal. */
const PLAIN_LINES = /^[\n -~]*$/;
const BYTE_ORDER_MARK = '\ufeff';
const COLOUR_OR_UNPRINTABLE = new RegExp(String.raw`\u001b\[\d{1,3}m|[${HIDDEN}\r\u2028\u2029\p{Surrogate}]`, 'gu');

/**
 * The last door before a terminal: text that is shown already, with our own colours and line feeds, and anything else that a
 * terminal could act upon as an escape. It finds nothing to do unless a text was shown without `printable`; JSON stays JSON.
 * A byte order mark at the beginning stays: it is no part of a shown value, because `printable` escapes it.
 */
export function terminalText(text: string): string {
  if (PLAIN_LINES.test(text)) return text;
  return text.replace(COLOUR_OR_UNPRINTABLE, (found, at: number) => {
    const isOurs = found.length > 2 || (found === BYTE_ORDER_MARK && at === 0);
    return isOurs ? found : (NAMED[found] ?? escapeOf(found));
  });
}

function escaped(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(UNPRINTABLE, (character) => NAMED[character] ?? escapeOf(character));
}

/** As JSON writes it: a character beyond U+FFFF in two halves. */
function escapeOf(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
