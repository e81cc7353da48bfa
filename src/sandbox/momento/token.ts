import { isJsonObject, member, parseJson } from '../../domain/json/json.ts';

/** What a token of the sandbox's Momento grants. `caches` absent: all of them. */
export interface Grant {
  /** Epoch milliseconds; absent: the token carries no expiry. */
  readonly expiresAt?: number;
  readonly caches?: readonly string[];
}

/** Whether an Authorization header opens the door, else Momento's words for why not. */
export type Admission =
  | { readonly kind: 'granted'; readonly grant: Grant }
  | { readonly kind: 'refused'; readonly title: string; readonly description: string };

const REFUSED = {
  missing: 'No authorization header was provided',
  format: 'The authorization header must hold a Momento auth token',
  invalid: 'Could not validate authorization header',
};

/** A token of the format v1: base64 of `{"endpoint", "api_key"}`, whose api_key is a JWT. The signature is not one. */
export function issueToken(endpoint: string, grant: Grant): string {
  const claims = {
    sub: 'sandbox',
    ver: 1,
    ...(grant.expiresAt === undefined ? {} : { exp: Math.floor(grant.expiresAt / 1000) }),
    // How Momento writes permissions into a token is not documented; this claim is the sandbox's own.
    ...(grant.caches === undefined ? {} : { sandbox_caches: grant.caches }),
  };
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const jwt = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.${Buffer.from('sandbox').toString('base64url')}`;
  return Buffer.from(JSON.stringify({ endpoint, api_key: jwt })).toString('base64');
}

/** Judges a bare token (v1, or a JWT as legacy and v2 credentials are) at a time of the sandbox clock. */
export function admit(header: string | undefined, now: number): Admission {
  if (header === undefined || header === '') return refused('No Auth Token Provided', REFUSED.missing);
  if (/\s/.test(header)) return refused('Invalid authorization header format', REFUSED.format);
  const claims = claimsOf(jwtOf(header) ?? header);
  if (claims === undefined) return refused('Unauthorized', REFUSED.invalid);
  const expiry = member(claims, 'exp');
  const expiresAt = typeof expiry === 'number' ? expiry * 1000 : undefined;
  if (expiresAt !== undefined && expiresAt <= now) return refused('Unauthorized', REFUSED.invalid);
  const caches = member(claims, 'sandbox_caches');
  return {
    kind: 'granted',
    grant: {
      ...(expiresAt === undefined ? {} : { expiresAt }),
      ...(Array.isArray(caches) ? { caches: caches.map(String) } : {}),
    },
  };
}

function jwtOf(token: string): string | undefined {
  const outer = parseJson(Buffer.from(token, 'base64').toString('utf8'));
  const key = isJsonObject(outer) ? member(outer, 'api_key') : undefined;
  return typeof key === 'string' ? key : undefined;
}

function claimsOf(jwt: string) {
  const [, payload, signature] = jwt.split('.');
  if (payload === undefined || signature === undefined) return undefined;
  const claims = parseJson(Buffer.from(payload, 'base64url').toString('utf8'));
  return isJsonObject(claims) ? claims : undefined;
}

function refused(title: string, description: string): Admission {
  return { kind: 'refused', title, description };
}
