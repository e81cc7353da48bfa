import { renderEvent } from '../diagnosis/event-findings.ts';
import type { EventEnvelope } from '../eventbridge/event.ts';
import type { Wiring } from '../integration/wiring.ts';
import { bytesOfBase64 } from '../momento/base64.ts';
import type { MomentoCall } from '../momento/call.ts';
import type { Effect } from './attempt.ts';

/** What the event does to Momento; undefined where its request cannot be rendered or is none of Momento's calls. */
export function effectOf(event: EventEnvelope, wiring: Wiring | undefined): Effect | undefined {
  const call = wiring && renderEvent(event, wiring).call;
  return call && { operation: call.operation, place: placeOf(call) };
}

/** A key and its base64 are one item, so the place goes by bytes. */
function placeOf({ operation, cacheName, key, keyBase64 }: MomentoCall): string | undefined {
  const bytes = key?.value === undefined ? bytesOfBase64(keyBase64?.value ?? '') : Buffer.from(key.value, 'utf8');
  if (operation === 'topicPublish' || cacheName.value === undefined || !bytes?.length) return undefined;
  return JSON.stringify([cacheName.value, bytes.toString('base64url')]);
}
