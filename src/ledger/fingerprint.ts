import { createHash } from 'node:crypto';
import type { NewAttempt } from '../domain/history/attempt.ts';

/** SHA-256 over texts, in hex; a text's length goes in before it, so that no two lists make the same bytes. */
export function fingerprint(texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${Buffer.byteLength(text)}:`).update(text);
  return hash.digest('hex');
}

/** What tells an event by what is sent of it. */
export function contentOf({ source, detailType, detail }: NewAttempt): string {
  return fingerprint([source, detailType, detail]);
}
