import type { RuleAddress } from '../eventbridge/arn.ts';
import { type EventEnvelope, envelopeJson, ID_TO_COME } from '../eventbridge/event.ts';
import type { JsonObject } from '../json/json.ts';
import { timeToSend } from './entry.ts';

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
