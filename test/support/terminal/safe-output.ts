import stringWidth from 'string-width';
import { CREDENTIALS, givesAway, PASSWORD } from '../builders/credentials.ts';

/** Our own colours. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape is what colours begin with
export const COLOUR = /\u001b\[\d{1,2}m/g;
/** What must never be in an output: controls but the line feed, bidi marks, what cannot be seen, half characters. */
export const HOSTILE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]|\p{Surrogate}/u;

/**
 * Everything in an output that must not be there: what acts on a terminal or hides, beside line feeds and our own
 * colours; a credential; a line wider than `width`. A list of complaints, so that an empty one is what is expected.
 */
export function complaints(output: string, width = Number.POSITIVE_INFINITY): readonly string[] {
  const text = output.replace(COLOUR, '');
  const at = text.search(HOSTILE);
  const shown = Object.entries(CREDENTIALS).filter(([, credential]) => givesAway(text, credential));
  const wide = text.split('\n').filter((line) => line.length > width / 2 && stringWidth(line) > width);
  return [
    ...(at < 0 ? [] : [`acts on a terminal: ${JSON.stringify(text.slice(Math.max(0, at - 40), at + 40))}`]),
    ...shown.map(([format]) => `shows a credential: ${format}`),
    ...(text.includes(PASSWORD) ? [`shows a password: ${around(text, PASSWORD)}`] : []),
    ...wide.map((line) => `is wider than ${width}: ${line}`),
  ];
}

function around(text: string, what: string): string {
  const at = text.indexOf(what);
  return JSON.stringify(text.slice(Math.max(0, at - 80), at + 40));
}
