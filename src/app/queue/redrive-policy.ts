import { EXIT, Failure } from '../failures.ts';
import type { QueueDescription } from '../ports.ts';

/** The name of the check for `--force`. */
export const REDRIVE_POLICY_CHECK = 'redrive-policy';

/**
 * Refuses a queue that has a dead letter queue of its own: receiving from it, even only to look, raises receive counts
 * until SQS moves the messages away. Source: SQS developer guide, "Using dead-letter queues in Amazon SQS".
 */
export function refuseRedrivePolicy(queue: QueueDescription, forced: ReadonlySet<string>): void {
  if (queue.redrivePolicy === undefined || forced.has(REDRIVE_POLICY_CHECK)) return;
  throw new Failure(
    EXIT.refused,
    'RedrivePolicy',
    `The queue ${queue.arn} has a redrive policy of its own, so every look at a message brings it closer to being moved away.`,
    `Check that this is the right queue; to go on all the same, add --force ${REDRIVE_POLICY_CHECK}.`,
  );
}
