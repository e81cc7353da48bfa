import type { JsonObject } from '../json/json.ts';

/** An event as rules and targets see it. Source: EventBridge user guide, "Events in Amazon EventBridge". */
export interface EventEnvelope {
  readonly id: string;
  readonly detailType: string;
  readonly source: string;
  readonly account: string | undefined;
  readonly region: string | undefined;
  /** ISO 8601 as it stands in the event; second resolution when EventBridge wrote it. */
  readonly time: string | undefined;
  readonly resources: readonly string[];
  readonly detail: JsonObject;
  /** The detail exactly as it stood in the source text, so that sending it again changes no byte. */
  readonly detailText: string;
}

/** Does PutEvents refuse the source? Names that begin with `aws.` are those of AWS and its partners. Source: API reference, "PutEvents"; taken in any case. */
export function isReservedSource(source: string): boolean {
  return /^aws\./i.test(source);
}

/** The id of an event that has none yet: EventBridge gives it when it accepts the event, and no useful pattern can name it. */
export const ID_TO_COME = '00000000-0000-0000-0000-000000000000';

/** The event as the JSON object that patterns and JSON paths are applied to. */
export function envelopeJson(event: EventEnvelope): JsonObject {
  return {
    version: '0',
    id: event.id,
    'detail-type': event.detailType,
    source: event.source,
    account: event.account,
    time: event.time,
    region: event.region,
    resources: event.resources,
    detail: event.detail,
  };
}
