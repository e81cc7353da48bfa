import { type RenderedInput, renderInput } from '../../domain/eventbridge/target-input.ts';
import { isJsonObject, parseJson } from '../../domain/json/json.ts';
import type { DeliveryRecord } from '../journal.ts';
import type { QueueDelivery } from '../queue-delivery.ts';
import { bury } from './dead-letter.ts';
import { type Failure, invalidInput, noQueue, nothingThere, notPermitted } from './failure.ts';
import { type Attempt, type InvocationParts, invokeApiDestination } from './invoke-api-destination.ts';
import type { Delivery } from './operations/put-events.ts';
import { type Exhaustion, exhaustionOf } from './retry-schedule.ts';

/**
 * What the body of a dead letter is for a target with input settings: AWS does not document it. `original`: the event;
 * `as-delivered`: the target's input, as recordings of other targets show.
 */
export type DeadLetterBody = 'original' | 'as-delivered';

/** What delivering needs besides what calling needs. */
export interface DeliverParts extends InvocationParts {
  readonly queues: QueueDelivery;
  readonly deadLetterBody: () => DeadLetterBody;
}

const EQUAL_ANSWERS_ARE_ENOUGH = 3;

/** Brings one event to one target: input, call, retries, and at the end the dead letter queue. */
export async function deliver(parts: DeliverParts, delivery: Delivery): Promise<DeliveryRecord> {
  const { target } = delivery.target;
  const parsed = parseJson(delivery.eventText);
  const event = isJsonObject(parsed) ? parsed : {};
  const input = renderInput(target.input, event, () => delivery.eventText, {
    arn: delivery.rule.arn,
    name: delivery.rule.name,
    ingestionTime: new Date(delivery.putAt).toISOString(),
  });
  if (input.kind === 'broken') return failed(parts, delivery, input, invalidInput(), 1, undefined);

  let attempts = 0;
  let equal = 0;
  let last: Failure | undefined;
  while (true) {
    const attempt = await tryOnce(parts, delivery, event, input.text);
    attempts += 1;
    if (attempt.kind === 'delivered') return { ...delivered(delivery, attempts), ...withoutKind(attempt) };
    const { failure, final } = attempt;
    if (!failure.retried) return failed(parts, delivery, input, failure, attempts, undefined);
    equal = last?.code === failure.code && last.status === failure.status ? equal + 1 : 1;
    last = failure;
    const end = exhaustionOf(delivery.target.retry, failure.longestPauseSeconds);
    // What answered alike three times will go on so; the rest of the 24 hours is counted, not spent.
    if (final || equal >= EQUAL_ANSWERS_ARE_ENOUGH || attempts > end.retries) {
      return failed(parts, delivery, input, failure, end.retries + 1, end);
    }
  }
}

async function tryOnce(
  parts: DeliverParts,
  delivery: Delivery,
  event: Parameters<typeof invokeApiDestination>[2],
  body: string,
): Promise<Attempt> {
  const { arn } = delivery.target.target;
  if (arn.includes(':api-destination/')) return invokeApiDestination(parts, delivery.target, event, body);
  if (arn.startsWith('arn:aws:sqs:')) return sendToQueue(parts, delivery, body);
  return { kind: 'failed', failure: nothingThere(arn, parts.store.ids.uuid()), final: true };
}

function sendToQueue(parts: DeliverParts, delivery: Delivery, body: string): Attempt {
  const { traceHeader, rule } = delivery;
  const queueArn = delivery.target.target.arn;
  const trace = traceHeader === undefined ? {} : { traceHeader };
  const sent = parts.queues.deliver({ queueArn, sourceArn: rule.arn, body, attributes: {}, ...trace });
  if (sent.kind === 'accepted') return { kind: 'delivered', messageId: sent.messageId };
  const requestId = parts.store.ids.uuid();
  const failure = /NonExistentQueue|QueueDoesNotExist/.test(sent.code)
    ? noQueue(requestId)
    : notPermitted('sqs:SendMessage', queueArn, 'AmazonSQS', requestId);
  return { kind: 'failed', failure, final: true };
}

function failed(
  parts: DeliverParts,
  delivery: Delivery,
  input: RenderedInput,
  failure: Failure,
  attempts: number,
  exhaustion: Exhaustion | undefined,
): DeliveryRecord {
  const asDelivered = input.kind === 'broken' || parts.deadLetterBody() === 'as-delivered';
  // A queue takes no empty body; what EventBridge does with an empty input is not documented.
  const body = (asDelivered && input.text) || delivery.eventText;
  const burial = bury(parts.queues, delivery, body, failure, exhaustion);
  return {
    ...delivered(delivery, attempts),
    ...(failure.status === undefined ? {} : { status: failure.status }),
    errorCode: failure.code,
    ...(burial.kind === 'accepted'
      ? { outcome: 'dead-letter', messageId: burial.messageId }
      : { outcome: 'lost', lostBecause: burial.because }),
  };
}

function delivered(delivery: Delivery, attempts: number): DeliveryRecord {
  return {
    ruleArn: delivery.rule.arn,
    targetArn: delivery.target.target.arn,
    outcome: 'delivered',
    attempts,
  };
}

function withoutKind(attempt: Extract<Attempt, { kind: 'delivered' }>): { status?: number; messageId?: string } {
  const { kind, ...rest } = attempt;
  return rest;
}
