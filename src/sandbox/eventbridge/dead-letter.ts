import type { QueueDelivery } from '../queue-delivery.ts';
import type { Failure } from './failure.ts';
import type { Delivery } from './operations/put-events.ts';
import type { Exhaustion } from './retry-schedule.ts';

/** Sent to the queue, or lost and why. */
export type Burial =
  | { readonly kind: 'accepted'; readonly messageId: string }
  | { readonly kind: 'lost'; readonly because: string };

// A payload is cut so that body and attributes stay within a message's 1 MiB; where EventBridge cuts is not documented.
const LONGEST_MESSAGE = 4096;
/** Why an event is lost whose target was given no queue, so that nothing was even tried. */
export const NO_QUEUE = 'The target has no dead letter queue.';
// What an SQS message may not contain. Source: SQS API reference, "SendMessage".
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/**
 * Puts a failed event into its target's dead letter queue, with EventBridge's attributes. Without a queue, or when the
 * queue's policy refuses, the event is lost. Source: user guide, "Using dead-letter queues".
 */
export function bury(
  queues: QueueDelivery,
  delivery: Delivery,
  body: string,
  failure: Failure,
  exhaustion: Exhaustion | undefined,
): Burial {
  const { rule, target, traceHeader } = delivery;
  const queueArn = target.target.deadLetterArn;
  if (queueArn === undefined) return { kind: 'lost', because: NO_QUEUE };
  const sent = queues.deliver({
    queueArn,
    sourceArn: rule.arn,
    body: body.replace(FORBIDDEN, '\uFFFD'),
    attributes: {
      RULE_ARN: rule.arn,
      TARGET_ARN: target.target.arn,
      ERROR_CODE: failure.code,
      ERROR_MESSAGE: failure.message.slice(0, LONGEST_MESSAGE).replace(FORBIDDEN, '\uFFFD'),
      ...(exhaustion && {
        EXHAUSTED_RETRY_CONDITION: exhaustion.condition,
        RETRY_ATTEMPTS: String(exhaustion.retries),
      }),
    },
    ...(traceHeader === undefined ? {} : { traceHeader }),
  });
  return sent.kind === 'accepted' ? sent : { kind: 'lost', because: `${sent.code}: ${sent.message}` };
}
