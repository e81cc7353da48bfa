import { HIDDEN } from '../text/characters.ts';
import { HEAD } from './tokens.ts';

const NAMES = /auth(?:ori|.?tok)|api.?key|(?:bearer|basic)[\s+\\%]/i;
const BEGINNING = new RegExp(String.raw`${HEAD.source}[\w+/-]{6}`);
/** Escapes that may stand for a letter, or that stand in another escape. */
const ENCODED = /\\[ux\\]|%[2-7][0-9a-f]|&#|&quot;/i;
const PLAIN = /^[\t\n\r -~]*$/;
const UNSEEN = new RegExp(`[${HIDDEN}]`, 'u');

/** Shorter base64 holds no credential and no header with one. */
const LONG_RUN = 40;

/**
 * May the text hold a credential? A cheap look that passes nearly everything by: no name of one, no beginning of one, no
 * long base64, and nothing encoded or unseen that could hide these.
 */
export function mayHoldSecret(text: string): boolean {
  return ENCODED.test(text) || looksSecret(text) || (!PLAIN.test(text) && UNSEEN.test(text));
}

/** The same for a text with nothing encoded in it, or as it stands in spite of that. */
export function looksSecret(text: string): boolean {
  return NAMES.test(text) || BEGINNING.test(text) || hasLongRun(text);
}

const ALPHABETS = [/[\w-]/, /[A-Za-z0-9+/]/].map((digit) =>
  Uint8Array.from({ length: 128 }, (_, code) => (digit.test(String.fromCharCode(code)) ? 1 : 0)),
);

/** Is there so long a run of base64 of either alphabet? Every one covers a multiple of that length, so only those places are looked at. */
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
