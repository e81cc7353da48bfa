import * as v from 'valibot';
import { base64Kind } from './base64.ts';
import type { DetailType } from './contract.ts';

// The details as Momento documents them. No run reads them: whether an event fails is judged on the request it becomes
// (call-faults.ts), which forgives more (`"60"` as ttl). They write the contract down, and the tests hold that judgement
// to it: a detail that keeps to its schema has no fault.
const name = v.pipe(v.string(), v.nonEmpty());
const base64url = v.pipe(
  v.string(),
  v.nonEmpty(),
  v.check((text) => base64Kind(text) === 'base64url', 'not unpadded base64url'),
);
const keys = { key: v.optional(name), key_base64: v.optional(base64url) };
const ONE_KEY = 'exactly one of key and key_base64 is needed';

/** Stores an item. `ttl` is in seconds; its maximum depends on the account. Members beyond these are kept. */
export const CacheSetDetail = v.pipe(
  v.looseObject({ cacheName: name, ...keys, message: v.string(), ttl: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
  v.check((detail) => hasOneKey(detail), ONE_KEY),
);

/** Deletes an item; deleting one that is absent succeeds as well. Members beyond these are kept. */
export const CacheDeleteDetail = v.pipe(
  v.looseObject({ cacheName: name, ...keys }),
  v.check((detail) => hasOneKey(detail), ONE_KEY),
);

/** Publishes a message to the present subscribers. Members beyond these are kept. */
export const TopicPublishDetail = v.looseObject({ cacheName: name, topicName: name, message: v.string() });

const SCHEMAS = {
  cacheSet: CacheSetDetail,
  cacheDelete: CacheDeleteDetail,
  topicPublish: TopicPublishDetail,
} as const satisfies Record<DetailType, unknown>;

/** Where a detail departs from what Momento documents, one sentence each; empty when it does not. Never throws. */
export function departuresFrom(detailType: DetailType, detail: unknown): readonly string[] {
  const read = v.safeParse(SCHEMAS[detailType], detail);
  if (read.success) return [];
  return read.issues.map((issue) => `${v.getDotPath(issue) ?? 'detail'}: ${issue.message}`);
}

function hasOneKey(detail: { readonly key?: unknown; readonly key_base64?: unknown }): boolean {
  return (detail.key === undefined) !== (detail.key_base64 === undefined);
}
