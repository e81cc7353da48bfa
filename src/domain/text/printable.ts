// Everything a terminal could act upon or that could reorder what a reader sees: C0, DEL, C1, bidi marks and
// overrides, line and paragraph separators, zero-width characters, BOM and interlinear marks, lone surrogates.
const UNPRINTABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Surrogate}/gu;

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** The text on one line with every character that is not plainly visible written as an escape (`\n`, `\u001b`). */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => NAMED[character] ?? escapeOf(character));
}

/**
 * Valid JSON text as it may be shown, on one line and of equal value: what a terminal could act upon is escaped within
 * strings. Raw line ends and tabs can stand only between values and become spaces: a carriage return would overwrite
 * what was written before it.
 */
export function printableJson(json: string): string {
  return json.replace(UNPRINTABLE, (character) => (Object.hasOwn(NAMED, character) ? ' ' : escapeOf(character)));
}

/** Like `printable`, but line feeds stay: for showing a payload over several lines. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

/** A quotation for a report: printable, at most `limit` characters, with `…` where something was cut. */
export function quote(text: string, limit = 120): string {
  const head = text.length > limit * 4 ? text.slice(0, limit * 4) : text;
  const points = [...printable(head)];
  return points.length <= limit && head === text ? points.join('') : `${points.slice(0, limit - 1).join('')}…`;
}

function escapeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
