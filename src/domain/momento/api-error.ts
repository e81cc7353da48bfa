import * as v from 'valibot';
import type { JsonValue } from '../json/json.ts';

/** The error body of Momento, as far as it could be read. */
export interface MomentoError {
  readonly status: number | undefined;
  readonly title: string | undefined;
  readonly description: string | undefined;
}

/** The meaning of an answer of Momento's HTTP API. `size-limit`: waiting does not help. `unexpected`: not part of the documented API. */
export type AnswerMeaning =
  | 'multiple-keys'
  | 'multiple-auth-tokens'
  | 'bad-request'
  | 'credential-expired'
  | 'credential-rejected'
  | 'permission-denied'
  | 'cache-not-found'
  | 'key-not-found'
  | 'rate-limited'
  | 'size-limit'
  | 'unavailable'
  | 'unexpected';

// A member of an unexpected type is ignored, so that it cannot hide the others.
const text = v.fallback(v.optional(v.string()), undefined);
const status = v.fallback(v.optional(v.pipe(v.number(), v.integer())), undefined);
// `status`, `title`, `description` are the HTTP API's. Other services of Momento answer with `code`, `message`, `err`,
// or with `detail`; whether the HTTP API ever does is not documented.
const Body = v.object({
  status,
  code: v.fallback(v.optional(v.union([v.number(), v.string()])), undefined),
  title: text,
  description: text,
  message: text,
  err: text,
  detail: text,
});

/** Reads an error body; `undefined` when it has none of the known members. A bare text is taken as the description. */
export function momentoError(value: JsonValue): MomentoError | undefined {
  if (typeof value === 'string') return { status: undefined, title: undefined, description: value };
  const read = v.safeParse(Body, value);
  if (!read.success) return undefined;
  const { code, ...said } = read.output;
  const title = said.title ?? (typeof code === 'string' ? code : undefined) ?? said.message;
  const description =
    said.description ?? said.detail ?? said.err ?? (title === said.message ? undefined : said.message);
  const number = said.status ?? (typeof code === 'number' ? code : undefined);
  if (number === undefined && title === undefined && description === undefined) return undefined;
  return { status: number, title, description };
}

/** Longer texts are no title of Momento's; bounds the time that matching takes. */
const LONGEST = 2000;

/**
 * Says what an answer means: by the HTTP status, then by words of the title, then of the description; never by whole
 * sentences, because the wording is free text.
 */
export function classifyAnswer(
  httpStatus: number,
  title: string | undefined,
  description: string | undefined,
): AnswerMeaning {
  const heading = words(title);
  const all = `${heading} ${words(description)}`;
  switch (httpStatus) {
    case 400:
      if (/\bmultiple\b.*\bkeys?\b/.test(heading)) return 'multiple-keys';
      if (/\bmultiple\b.*\b(auth|tokens?)\b/.test(heading)) return 'multiple-auth-tokens';
      return isAboutSize(all) ? 'size-limit' : 'bad-request';
    case 401:
    // An authenticating proxy's, but EventBridge treats it like a 401: both de-authorize the connection.
    case 407:
      return /\bexpir(ed|y|es|ation)\b/.test(all) ? 'credential-expired' : 'credential-rejected';
    case 403:
      return 'permission-denied';
    case 404:
      return notFound(heading, all);
    case 413:
    case 414:
      return 'size-limit';
    case 429:
      return isAboutSize(all) ? 'size-limit' : 'rate-limited';
    default:
      return httpStatus >= 500 && httpStatus <= 599 ? 'unavailable' : 'unexpected';
  }
}

/** A 404 that says something, but neither of a cache nor in Momento's words, may come from any web server. */
function notFound(heading: string, all: string): AnswerMeaning {
  if (/\bkey not found\b/.test(heading)) return 'key-not-found';
  if (all.trim() === '' || /\bnot found\b/.test(heading) || /\bcache\b/.test(all)) return 'cache-not-found';
  return 'unexpected';
}

/** A ttl can be too long as well; that is no size. */
function isAboutSize(said: string): boolean {
  return !/\bttl\b|\btime to live\b/.test(said) && /\bsize\b|\btoo (large|big|long)\b/.test(said);
}

/** Lower case, one space between words, so that `request_size_limit` and `Request Size` read the same. */
function words(said: string | undefined): string {
  const spaced = (said ?? '').slice(0, LONGEST).replace(/([a-z])([A-Z])/g, '$1 $2');
  return spaced.toLowerCase().replace(/[^a-z0-9]+/g, ' ');
}
