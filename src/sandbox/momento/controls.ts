import { isJsonObject, type JsonObject, member, parseJson } from '../../domain/json/json.ts';
import { jsonAnswer } from '../controls.ts';
import type { SandboxClock } from '../time/clock.ts';
import type { HttpAnswer, HttpHandler } from '../wire/wire.ts';
import type { CacheStore } from './cache-store.ts';
import type { ForcedAnswer, ForcedAnswers } from './forced.ts';
import { DEFAULT_LIMITS, type Limiter, type MomentoLimits } from './limits.ts';
import { issueToken } from './token.ts';

/** What the controls work on. */
export interface MomentoControlParts {
  readonly clock: SandboxClock;
  readonly caches: CacheStore;
  readonly limiter: Limiter;
  readonly forced: ForcedAnswers;
}

/**
 * `GET cache` shows caches and topics. `POST momento` takes any of `{create: [cache], drop: [cache], limits: {…},
 * respond: {status, body, times, delay, path} or a list of them, clear: true}`. `POST token` takes `{endpoint, expiresInSeconds, caches}`.
 */
export function momentoControls(parts: MomentoControlParts): Record<string, HttpHandler> {
  return {
    'GET cache': () => jsonAnswer(shown(parts)),
    'POST momento': (request) => {
      const wanted = parseJson(request.body.toString());
      if (!isJsonObject(wanted)) return refused('The body must be a JSON object.');
      const limits = member(wanted, 'limits') ?? {};
      const respond = member(wanted, 'respond') ?? [];
      const answers = (Array.isArray(respond) ? respond : [respond]) as readonly unknown[];
      if (!answers.every(isForcedAnswer)) return refused('respond: {status, body, contentType, times, delay, path}');
      if (!isJsonObject(limits) || !isLimits(limits))
        return refused(`limits: ${Object.keys(DEFAULT_LIMITS).join(', ')}`);
      for (const cache of texts(wanted, 'create')) parts.caches.create(cache);
      for (const cache of texts(wanted, 'drop')) parts.caches.drop(cache);
      parts.limiter.set(limits);
      if (member(wanted, 'clear') === true) parts.forced.clear();
      parts.forced.add(answers);
      return jsonAnswer({ caches: parts.caches.names() });
    },
    'POST token': (request) => {
      const wanted = parseJson(request.body.toString() || '{}');
      if (!isJsonObject(wanted)) return refused('The body must be a JSON object.');
      const seconds = member(wanted, 'expiresInSeconds');
      const endpoint = member(wanted, 'endpoint');
      return jsonAnswer({
        token: issueToken(typeof endpoint === 'string' ? endpoint : DEFAULT_ENDPOINT, {
          ...(typeof seconds === 'number' ? { expiresAt: parts.clock.now() + seconds * 1000 } : {}),
          ...(member(wanted, 'caches') === undefined ? {} : { caches: texts(wanted, 'caches') }),
        }),
      });
    },
  };
}

/** The endpoint that tokens of the sandbox name: that of the default stack's destinations. */
export const DEFAULT_ENDPOINT = 'cell-us-east-1-1.prod.a.momentohq.com';

function shown({ clock, caches }: MomentoControlParts): unknown {
  const now = clock.now();
  return {
    caches: caches.names().map((name) => ({
      name,
      items: caches.items(name).map(({ key, value, expiresAt }) => ({
        key: key.toString('utf8'),
        keyBase64: key.toString('base64url'),
        value: value.toString('utf8'),
        ttlSecondsLeft: Math.ceil((expiresAt - now) / 1000),
      })),
      published: caches.published(name).map(({ topic, value, at }) => ({
        topic,
        value: value.toString('utf8'),
        at: new Date(at).toISOString(),
      })),
    })),
  };
}

function isForcedAnswer(value: unknown): value is ForcedAnswer {
  if (typeof value !== 'object' || value === null) return false;
  const { status, body, contentType, times, delay, path } = value as Record<string, unknown>;
  const known = (wanted: string, members: readonly unknown[]) =>
    members.every((one) => one === undefined || typeof one === wanted);
  return known('number', [status, times, delay]) && known('string', [body, contentType, path]);
}

function isLimits(value: JsonObject): value is JsonObject & Partial<MomentoLimits> {
  return Object.entries(value).every(
    ([name, limit]) => Object.hasOwn(DEFAULT_LIMITS, name) && typeof limit === 'number',
  );
}

function texts(wanted: JsonObject, name: string): readonly string[] {
  const value = member(wanted, name);
  return Array.isArray(value) ? value.map(String) : [];
}

function refused(reason: string): HttpAnswer {
  return jsonAnswer({ error: reason }, 400);
}
