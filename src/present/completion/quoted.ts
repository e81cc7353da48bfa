import { printable } from '../../domain/text/printable.ts';

/** The text as one word of bash or zsh, whatever is in it: nothing within single quotes means anything to them. */
export function quoted(text: string): string {
  return `'${printable(text).replaceAll("'", "'\\''")}'`;
}

/** The text as one word of fish, in whose single quotes a backslash and a quote are escaped. */
export function quotedForFish(text: string): string {
  return `'${printable(text).replace(/[\\']/g, '\\$&')}'`;
}

/** A name for a function, made of words: letters, digits and underscores only, different for different words. */
export function functionName(bin: string, words: string): string {
  const letters = (text: string) =>
    text.replace(/[^A-Za-z0-9 ]/g, (character) => `_${character.charCodeAt(0).toString(16)}_`).replaceAll(' ', '__');
  return `_${bin.replace(/[^A-Za-z0-9]/g, '_')}${words === '' ? '' : `__${letters(words)}`}`;
}
