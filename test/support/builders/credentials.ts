/** What must be seen nowhere: the end of every signature in these credentials, but for its last four characters. */
export const SIGNATURE = 'c2VjcmV0LXNpZ25hdHVyZS1vZi1hLXRlc3QtMTIzNDU2Nzg5MGFiY2R4MVl6';
/** What a mask may show of them. */
export const TAIL = SIGNATURE.slice(-4);

export const HOST = 'cell-4-us-west-2-1.prod.a.momentohq.com';

/** A value as base64, of JSON where it is no text. */
export function base64(value: unknown, alphabet: 'base64' | 'base64url' = 'base64url'): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString(alphabet);
}

/** A JWT with these claims. */
export function jwt(claims: object, header: object = { alg: 'HS256' }): string {
  return `${base64(header)}.${base64(claims)}.${SIGNATURE}`;
}

const wrapped = (endpoint: string): string =>
  base64({ endpoint, api_key: jwt({ sub: 'somebody', exp: 1_800_000_000 }) }, 'base64');

/** One credential of each of Momento's formats, and a JWT that is none. */
export const CREDENTIALS = {
  v1: wrapped(HOST),
  // Another length of the endpoint moves what follows it by a third of a group of digits.
  disposable: wrapped(`${HOST}x`),
  unpadded: wrapped(`${HOST}xx`).replace(/=+$/, ''),
  legacy: jwt({ sub: 'me', c: `cache.${HOST}`, cp: `control.${HOST}` }),
  v2: jwt({ t: 'g', exp: 1_800_000_000 }),
  jwt: jwt({ sub: 'me' }),
} as const;

/** Parts of a credential, of which none may be seen: any six characters in a row of what gives access. */
export function givesAway(shown: string, credential: string): boolean {
  const secret = credential.slice(Math.floor(credential.length / 2));
  for (let at = 0; at + 12 <= secret.length; at += 1) if (shown.includes(secret.slice(at, at + 12))) return true;
  return false;
}

/** What stands in headers and members named for it; it has no form of its own. */
export const PASSWORD = 'hunter2-hunter2-hunter2';
