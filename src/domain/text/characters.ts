/**
 * Characters that cannot be seen where they stand, act upon a terminal, or reorder what a reader sees, as the inside of a
 * character class (flag `u`): C0 and C1 controls but for white space, DEL, soft hyphen, bidi marks and overrides,
 * zero-width characters, fillers, the BOM, interlinear marks, tags and further variation selectors.
 */
export const HIDDEN = String.raw`\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}`;

const ONE_HIDDEN = new RegExp(`[${HIDDEN}]`, 'u');

/** Is that code point one of those that cannot be seen? */
export function isHidden(code: number): boolean {
  return ONE_HIDDEN.test(String.fromCodePoint(code));
}
