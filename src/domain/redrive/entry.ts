import type { EventEnvelope } from '../eventbridge/event.ts';

/** One event on its way to a bus: what PutEvents takes, and the message it stands for. */
export interface Entry {
  readonly messageId: string;
  readonly busArn: string;
  readonly source: string;
  readonly detailType: string;
  readonly detail: string;
  readonly resources: readonly string[];
  /** ISO time of the original event. */
  readonly time: string | undefined;
  readonly traceHeader: string | undefined;
}

/** API reference, "PutEvents": at most 10 entries and 1 MiB a request. */
export const MAX_ENTRIES = 10;
export const MAX_REQUEST_BYTES = 1_048_576;

/** The entry that puts an event back: source, detail-type, resources, time and trace header stay where they are there. */
export function entryOf(
  messageId: string,
  event: EventEnvelope,
  busArn: string,
  traceHeader: string | undefined,
): Entry {
  return {
    messageId,
    busArn,
    source: event.source,
    detailType: event.detailType,
    detail: event.detailText,
    resources: event.resources,
    time: timeToSend(event),
    traceHeader,
  };
}

/** The entry's size as PutEvents counts it. Source: EventBridge user guide, "Calculating PutEvents event entry size". */
export function entryBytes(entry: Entry): number {
  const texts = [entry.source, entry.detailType, entry.detail, ...entry.resources];
  return texts.reduce((bytes, text) => bytes + Buffer.byteLength(text, 'utf8'), entry.time === undefined ? 0 : 14);
}

/** The event's own time where it is one; without it EventBridge takes the time of the request. */
export function timeToSend({ time }: EventEnvelope): string | undefined {
  return time !== undefined && !Number.isNaN(Date.parse(time)) ? time : undefined;
}
