/**
 * How a text spells bytes. `base64url`: unpadded, as Momento wants it. `standard`: it decodes, but with the standard
 * alphabet, padding or white space, and so can be rewritten as the same bytes. `invalid`: it does not decode.
 */
export type Base64Kind = 'base64url' | 'standard' | 'invalid';

const SPACE = /[ \t\r\n]+/g;
// One of the two alphabets, not a mixture; padding only at the end.
const SPELLING = /^(?:[A-Za-z0-9_-]*|[A-Za-z0-9+/]*)={0,2}$/;

/** Classifies a text; the empty text is base64url of no bytes. Which spellings Momento takes is not documented. */
export function base64Kind(text: string): Base64Kind {
  const bytes = bytesOfBase64(text);
  if (bytes === undefined) return 'invalid';
  return toBase64url(bytes) === text ? 'base64url' : 'standard';
}

/**
 * The bytes of a text in either alphabet, padded or not, white space ignored; `undefined` when it does not decode
 * strictly: foreign characters, wrong padding, an impossible length, or bits left over at the end (`YR`), which decoders
 * take differently.
 */
export function bytesOfBase64(text: string): Buffer | undefined {
  const dense = text.replace(SPACE, '');
  if (!SPELLING.test(dense)) return undefined;
  const digits = dense.replace(/=+$/, '');
  const isPadded = digits.length < dense.length;
  if (digits.length % 4 === 1 || (isPadded && dense.length % 4 !== 0)) return undefined;
  const bytes = Buffer.from(digits, 'base64url');
  const canonical = digits.replaceAll('+', '-').replaceAll('/', '_');
  return toBase64url(bytes) === canonical ? bytes : undefined;
}

/** Bytes as unpadded base64url. */
export function toBase64url(bytes: Buffer): string {
  return bytes.toString('base64url');
}
