import type { SandboxClock } from '../time/clock.ts';
import type { HttpAnswer, HttpHandler, HttpRequest } from '../wire/wire.ts';
import { momentoError, NO_CONTENT, type UndocumentedFault, undocumented } from './answers.ts';
import type { CacheStore } from './cache-store.ts';
import { type ForcedAnswers, forcedHttp } from './forced.ts';
import type { Limiter } from './limits.ts';
import { keyOf, type Resource, resourceOf, ttlOf } from './request.ts';
import { admit, type Grant } from './token.ts';

/** What Momento's HTTP API works with. `random` picks among wordings that are not documented. */
export interface MomentoParts {
  readonly clock: SandboxClock;
  readonly caches: CacheStore;
  readonly limiter: Limiter;
  readonly forced: ForcedAnswers;
  readonly random: () => number;
}

/**
 * Momento's HTTP API: PUT, GET, DELETE /cache/{cache} and POST /topics/{cache}/{topic}.
 * The order of the checks (credential, request, permission, cache, limits) is not documented.
 */
export function momentoApi(parts: MomentoParts): HttpHandler {
  return async (request) => {
    const forced = parts.forced.take(request.path);
    if (forced?.delay !== undefined) {
      const milliseconds = forced.delay;
      await new Promise<void>((resolve) => parts.clock.after(milliseconds, resolve));
    }
    return forced?.status === undefined ? serve(parts, request) : forcedHttp(forced, forced.status);
  };
}

function serve(parts: MomentoParts, request: HttpRequest): HttpAnswer {
  const header = request.headers.authorization;
  const token = request.query.get('auth_token') ?? undefined;
  if (header !== undefined && token !== undefined) {
    const description = "You must either set the 'authorization' header or the 'auth_token' query parameter, not both.";
    return momentoError(400, 'Multiple Auth Tokens Specified', description);
  }
  const admission = admit(header ?? token, parts.clock.now());
  if (admission.kind === 'refused') return momentoError(401, admission.title, admission.description);
  const resource = resourceOf(request);
  if (typeof resource === 'string') return undocumented(resource, parts.random);
  switch (resource.kind) {
    case 'cache':
      return serveCache(parts, request, resource.cache, admission.grant);
    case 'topic':
      return serveTopic(parts, request, resource, admission.grant);
  }
}

function serveCache(parts: MomentoParts, request: HttpRequest, cache: string, grant: Grant): HttpAnswer {
  const { caches, limiter } = parts;
  if (!['PUT', 'GET', 'DELETE'].includes(request.method)) return notAllowed();
  const key = keyOf(request.query);
  if (key === 'both-keys') {
    const description = "You must specify either 'key' or 'key_base64', not both.";
    return momentoError(400, 'Multiple Keys Specified', description);
  }
  if (typeof key === 'string') return undocumented(key, parts.random);
  const ttl: number | UndocumentedFault =
    request.method === 'PUT' ? ttlOf(request.query, limiter.limits().longestTtlSeconds) : 0;
  if (typeof ttl === 'string') return undocumented(ttl, parts.random);
  const refusal = refuse(parts, 'cache', cache, grant);
  if (refusal) return refusal;

  if (request.method === 'GET') {
    const value = caches.get(cache, key);
    if (value === undefined) {
      return momentoError(404, 'Key Not Found', 'The specified key was not present in the cache.');
    }
    return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: value };
  }
  if (request.method === 'DELETE') {
    caches.remove(cache, key);
    return NO_CONTENT;
  }
  const tooLarge = limiter.overSize('cache', key.length + request.body.length);
  if (tooLarge) return tooLarge;
  caches.set(cache, key, request.body, ttl);
  return NO_CONTENT;
}

function serveTopic(
  parts: MomentoParts,
  request: HttpRequest,
  resource: Extract<Resource, { kind: 'topic' }>,
  grant: Grant,
): HttpAnswer {
  if (request.method !== 'POST') return notAllowed();
  const refusal = refuse(parts, 'topic', resource.cache, grant) ?? parts.limiter.overSize('topic', request.body.length);
  if (refusal) return refusal;
  parts.caches.publish(resource.cache, resource.topic, request.body);
  return NO_CONTENT;
}

function refuse(parts: MomentoParts, kind: 'cache' | 'topic', cache: string, grant: Grant): HttpAnswer | undefined {
  if (grant.caches && !grant.caches.includes(cache)) {
    return momentoError(403, 'Forbidden', `The token does not permit this operation on cache ${cache}`);
  }
  if (!parts.caches.has(cache)) return momentoError(404, 'Not Found', 'Cache not found');
  return parts.limiter.overRate(kind);
}

function notAllowed(): HttpAnswer {
  return momentoError(405, 'Method Not Allowed', 'This resource does not have that method');
}
