import type { PutEntry } from './operations/put-events-entry.ts';
import type { Place } from './place.ts';

/**
 * The envelope of an accepted entry as JSON text. The detail's text goes in as it was put, so that duplicate names
 * and integers beyond 2^53 reach the dead letter queue unchanged. Source: user guide, "Events in Amazon EventBridge".
 */
export function eventText(entry: PutEntry, eventId: string, now: number, place: Place): string {
  const head = JSON.stringify({
    version: '0',
    id: eventId,
    'detail-type': entry.detailType,
    source: entry.source,
    account: place.account,
    time: toSeconds(entry.time ?? now),
    region: place.region,
    resources: entry.resources,
  });
  return `${head.slice(0, -1)},"detail":${entry.detail.trim()}}`;
}

/** `YYYY-MM-DDTHH:MM:SSZ`, the resolution that EventBridge keeps. */
function toSeconds(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().replace(/\.\d+Z$/, '')}Z`;
}
