import * as v from 'valibot';
import { isJsonObject, type JsonObject, type JsonValue, member, parseJson } from '../json/json.ts';
import { bytesOfBase64 } from './base64.ts';

/**
 * The readable contents of a credential. `v1`, disposable tokens included: base64 of JSON with endpoint and key. `legacy`: a
 * JWT with the endpoints as claims. `v2`: a JWT without any endpoint.
 */
export interface Credential {
  readonly format: 'v1' | 'legacy' | 'v2';
  /** Milliseconds since the epoch. Undefined means that the expiry is not readable offline, not that there is none. */
  readonly expiresAt: number | undefined;
  /** The cell's host as it stands in the credential; the HTTP API is at `api.cache.` before it. */
  readonly endpoint: string | undefined;
}

const Wrapper = v.object({ endpoint: v.string(), api_key: v.string() });

/**
 * Reads a credential without checking its signature; `undefined` when it is in none of Momento's formats, which are
 * not documented but visible in its tokens. White space around it is ignored. No part of the credential but the endpoint is in the answer.
 */
export function readCredential(text: string): Credential | undefined {
  const claims = claimsOf(text);
  if (claims === undefined) return readWrapped(text);
  const expiresAt = expiryOf(claims);
  if (member(claims, 't') === 'g') return { format: 'v2', expiresAt, endpoint: undefined };
  const endpoint = member(claims, 'c');
  if (typeof endpoint !== 'string' || typeof member(claims, 'cp') !== 'string') return undefined;
  return { format: 'legacy', expiresAt, endpoint };
}

function readWrapped(text: string): Credential | undefined {
  const wrapper = v.safeParse(Wrapper, jsonOf(text));
  if (!wrapper.success) return undefined;
  const claims = claimsOf(wrapper.output.api_key);
  return { format: 'v1', expiresAt: claims && expiryOf(claims), endpoint: wrapper.output.endpoint };
}

/** The claims of a JWT (RFC 7519): the second of three parts between dots. */
function claimsOf(token: string): JsonObject | undefined {
  const parts = token.split('.');
  const claims = parts.length === 3 ? jsonOf(parts[1] ?? '') : undefined;
  return isJsonObject(claims) ? claims : undefined;
}

function jsonOf(base64: string): JsonValue | undefined {
  const bytes = bytesOfBase64(base64);
  return bytes && parseJson(bytes.toString('utf8'));
}

/** `exp` is in seconds and may have a fraction; a value outside the range of Date is not readable. */
function expiryOf(claims: JsonObject): number | undefined {
  const exp = member(claims, 'exp');
  return typeof exp === 'number' && exp >= 0 && exp <= 8_640_000_000_000 ? Math.floor(exp * 1000) : undefined;
}
