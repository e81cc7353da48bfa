/**
 * What a masked text is: a credential in one of Momento's formats, some other JWT, base64 that holds one of these, or the
 * value of a header, parameter or member whose name says that it is a credential.
 */
export type SecretKind = 'v1' | 'legacy' | 'v2' | 'jwt' | 'encoded' | 'header';

/** Where a secret stands in a text: `text.slice(start, end)`. */
export interface SecretRange {
  readonly start: number;
  readonly end: number;
  readonly kind: SecretKind;
  /** Its last characters, by which its owner recognises it; empty where it is too short to give any away. */
  readonly tail: string;
}

/** A secret of fewer characters shows none of them. */
const SHORTEST_WITH_TAIL = 32;

/** The last four characters of a secret that is long enough; they are of no use to anybody who has no more. */
export function tailOf(secret: string): string {
  const tail = /[\w-]{4}$/.exec(secret.replace(/=+$/, ''))?.[0];
  return tail !== undefined && secret.length >= SHORTEST_WITH_TAIL ? tail : '';
}
