import { bytesOfBase64 } from '../momento/base64.ts';
import type { MomentoCall } from '../momento/call.ts';
import type { Effect } from './attempt.ts';

/** The effect of a call on Momento; undefined for a request that is not one of Momento's. */
export function effectOf(call: MomentoCall | undefined): Effect | undefined {
  return call && { operation: call.operation, place: placeOf(call) };
}

/** A key and its base64 are one item, so the place goes by bytes. */
function placeOf({ operation, cacheName, key, keyBase64 }: MomentoCall): string | undefined {
  const bytes = key?.value === undefined ? bytesOfBase64(keyBase64?.value ?? '') : Buffer.from(key.value, 'utf8');
  if (operation === 'topicPublish' || cacheName.value === undefined || !bytes?.length) return undefined;
  return JSON.stringify([cacheName.value, bytes.toString('base64url')]);
}
