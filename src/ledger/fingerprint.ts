import { createHash } from 'node:crypto';

/** SHA-256 over texts, in hex; a text's length goes in before it, so that no two lists make the same bytes. */
export function fingerprint(texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${Buffer.byteLength(text)}:`).update(text);
  return hash.digest('hex');
}
