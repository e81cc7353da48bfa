import type { RuleAddress } from '../eventbridge/arn.ts';
import { type EventEnvelope, envelopeJson, ID_TO_COME } from '../eventbridge/event.ts';
import type { JsonObject } from '../json/json.ts';

/** One event for a bus: the entry of PutEvents, and the message that it comes from. */
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

/**
 * Identifies an event within a run: its id, or its content where it has none yet. Two completed events of the
 * same content count as one: the same event that failed at two targets, or one that was sent and is back; nothing else
 * could show that, and it must not be sent repeatedly.
 */
export function identityOf({ id, source, detailType, detailText }: EventEnvelope): string {
  return id === ID_TO_COME ? JSON.stringify([source, detailType, detailText]) : id;
}

/**
 * An event that is sent without a time gets the one of its acceptance, but TestEventPattern refuses an event without
 * any (API reference, "TestEventPattern": id, account, source, time, region, resources and detail-type are mandatory).
 * A pattern that asks for a later time does not match this one, so its event is held, never lost.
 */
const TIME_TO_COME = '1970-01-01T00:00:00Z';

/** The event, complete, as rules will see it after the redrive: a new id, the account and region of the bus, no replay-name. */
export function envelopeToBe(event: EventEnvelope, rule: RuleAddress): JsonObject {
  const time = timeToSend(event) ?? TIME_TO_COME;
  return envelopeJson({ ...event, id: ID_TO_COME, account: rule.account, region: rule.region, time });
}
