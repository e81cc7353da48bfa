import { type DeadLetter, eventOf } from '../dead-letter/dead-letter.ts';
import { isJsonObject, type JsonObject, member } from '../json/json.ts';
import type { Examined } from './examined.ts';

/** The names by which an operator knows an event: the cache, and the key or the topic in it. */
export interface Subject {
  readonly cache: string | undefined;
  readonly topic: string | undefined;
  readonly key: string | undefined;
}

/** The subject as the request to Momento names it, or as the detail does where no request can be rendered. */
export function subjectOf({ deadLetter, rendering }: Examined): Subject {
  const call = rendering?.call;
  if (call !== undefined) {
    return { cache: call.cacheName.value, topic: call.topicName?.value, key: call.key?.value || call.keyBase64?.value };
  }
  const detail = eventOf(deadLetter)?.detail ?? looseDetail(deadLetter);
  const text = (name: string) => textOf(detail && member(detail, name));
  return { cache: text('cacheName'), topic: text('topicName'), key: text('key') ?? text('key_base64') };
}

function looseDetail({ body }: DeadLetter): JsonObject | undefined {
  if (body.kind !== 'transformed') return undefined;
  if (body.recoverable.kind === 'nested-envelope') return body.recoverable.event.detail;
  return isJsonObject(body.value) ? body.value : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
