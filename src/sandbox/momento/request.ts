import type { HttpRequest } from '../wire/wire.ts';
import type { UndocumentedFault } from './answers.ts';

/** What a request addresses. */
export type Resource =
  | { readonly kind: 'cache'; readonly cache: string }
  | { readonly kind: 'topic'; readonly cache: string; readonly topic: string };

/** Reads `/cache/{cache}` and `/topics/{cache}/{topic}`; a name may not be empty. */
export function resourceOf(request: HttpRequest): Resource | UndocumentedFault {
  const [, first, ...names] = request.path.split('/');
  const [cache, topic, ...more] = names.map(decoded);
  if (more.length > 0) return 'no-such-path';
  if (first === 'cache' && topic === undefined) return cache ? { kind: 'cache', cache } : 'no-cache-name';
  if (first !== 'topics') return 'no-such-path';
  if (!cache) return 'no-cache-name';
  return topic ? { kind: 'topic', cache, topic } : 'no-topic-name';
}

/**
 * The key's bytes. An empty parameter counts as absent, because EventBridge sends an absent one empty and the quick-start's
 * target sends both (inferred: otherwise no set could succeed). Two keys at once is the one fault whose wording is documented.
 */
export function keyOf(query: URLSearchParams): Buffer | UndocumentedFault | 'both-keys' {
  const key = query.get('key');
  const encoded = query.get('key_base64');
  if (key && encoded) return 'both-keys';
  const text = key || encoded;
  if (!text) return key === null && encoded === null ? 'no-key' : 'empty-key';
  if (key) return Buffer.from(key, 'utf8');
  // Whether padding or the standard alphabet are taken is not documented; the sandbox takes neither.
  const strict = /^[A-Za-z0-9_-]+$/.test(text) && text.length % 4 !== 1;
  return strict ? Buffer.from(text, 'base64url') : 'bad-base64';
}

/** The time to live in seconds: a whole number from 1 to the account's longest. */
export function ttlOf(query: URLSearchParams, longest: number): number | UndocumentedFault {
  const text = query.get('ttl_seconds');
  if (text === null || text === '') return 'no-ttl';
  const seconds = /^\d{1,15}$/.test(text) ? Number(text) : 0;
  return seconds > 0 && seconds <= longest ? seconds : 'bad-ttl';
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
