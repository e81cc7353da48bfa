import type { RuleAddress } from '../eventbridge/arn.ts';
import { type EventEnvelope, envelopeJson } from '../eventbridge/event.ts';
import type { JsonObject } from '../json/json.ts';

/** The id is given by EventBridge when it accepts the event; no useful pattern can name it. */
const ID_TO_COME = '00000000-0000-0000-0000-000000000000';

/** The event as rules will see it after the redrive: a new id, the account and region of the bus, no replay-name. */
export function envelopeToBe(event: EventEnvelope, rule: RuleAddress): JsonObject {
  return envelopeJson({ ...event, id: ID_TO_COME, account: rule.account, region: rule.region });
}
