import type { FORM_RULES } from './rules.ts';

/**
 * What a masked text is. `v1`, `legacy`, `v2`: a credential in one of Momento's formats. `jwt`: another JWT. `encoded`:
 * base64 that holds a credential. `header`: the value of a header, parameter or member whose name says that it is a
 * credential. The others are the ids of the rules by form.
 */
export type SecretKind = 'v1' | 'legacy' | 'v2' | 'jwt' | 'encoded' | 'header' | (typeof FORM_RULES)[number]['id'];

/** Where a secret stands in a text: `text.slice(start, end)`. */
export interface SecretRange {
  readonly start: number;
  readonly end: number;
  readonly kind: SecretKind;
  /** Its last four characters, by which its owner recognises it; empty if it is too short to give any away. */
  readonly tail: string;
}

/** A shorter secret shows none of its characters. */
const SHORTEST_WITH_TAIL = 32;

/** The last four characters of a secret that is long enough; they are of no use without the rest. */
export function tailOf(secret: string): string {
  const tail = /[\w-]{4}$/.exec(secret.replace(/=+$/, ''))?.[0];
  return tail !== undefined && secret.length >= SHORTEST_WITH_TAIL ? tail : '';
}
