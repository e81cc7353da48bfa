import { HIDDEN } from '../text/characters.ts';
import { BEGINNINGS } from './forms.ts';
import { NAMES } from './named.ts';
import { HEAD } from './tokens.ts';

const NAMED = new RegExp(String.raw`${NAMES}|(?:bearer|basic)[\s+\\%]`, 'i');
const BEGINNING = new RegExp(String.raw`${HEAD.source}[\w+/-]{6}`);
/** Escapes that stand for anything but a quote or a line end, or that stand in another escape. */
const ENCODED = /\\[^"nrt]|%[0-9a-f]{2}|&(?:#|amp;|quot;)/i;
/** A line end at which a view may join the two halves of a word. */
const WRAPPED = /(?:\n|\\n)(?<=[\w+/.-]{60}(?:\r|\\r)?(?:\n|\\n))/;
const PLAIN = /^[\t\n\r -~]*$/;
const UNSEEN = new RegExp(`[${HIDDEN}]`, 'u');

/** Shorter base64 holds no credential and no header with one. */
const LONG_RUN = 40;

/**
 * May the text hold a credential? False for nearly every text, in a fraction of the time that masking takes: no name and no
 * beginning of a credential, no long base64, and nothing encoded or invisible that could hide these. If it is false, masking
 * changes nothing; the tests hold it to that.
 */
export function mayHoldSecret(text: string): boolean {
  return ENCODED.test(text) || looksSecret(text) || WRAPPED.test(text) || (!PLAIN.test(text) && UNSEEN.test(text));
}

/** The same for a text as it stands, whatever is encoded in it. */
export function looksSecret(text: string): boolean {
  return NAMED.test(text) || BEGINNING.test(text) || BEGINNINGS.test(text) || hasLongRun(text);
}

const ALPHABETS = [/[\w-]/, /[A-Za-z0-9+/]/].map((digit) =>
  Uint8Array.from({ length: 128 }, (_, code) => (digit.test(String.fromCharCode(code)) ? 1 : 0)),
);

/** Is there a run of base64 of either alphabet that is long enough? Each such run covers a multiple of that length, so only these places are read. */
function hasLongRun(text: string): boolean {
  return ALPHABETS.some((digits) => {
    for (let at = LONG_RUN - 1; at < text.length; at += LONG_RUN) {
      let start = at + 1;
      while (start > 0 && at - start < LONG_RUN && digits[text.charCodeAt(start - 1)] === 1) start -= 1;
      let end = at + 1;
      while (end - start < LONG_RUN && digits[text.charCodeAt(end)] === 1) end += 1;
      if (start <= at && end - start >= LONG_RUN) return true;
    }
    return false;
  });
}
