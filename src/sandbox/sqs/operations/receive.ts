import type { SandboxClock } from '../../time/clock.ts';
import type { StoredMessage } from '../messages/message.ts';
import type { Received } from '../poll.ts';
import type { Queue } from '../queue.ts';
import { receiptHandle } from '../receipt.ts';
import { readRedrivePolicy } from '../redrive-policy.ts';

/** "Amazon SQS message quotas": so many messages of a standard queue can be in flight. */
export const MOST_IN_FLIGHT = 120_000;

/**
 * Receives up to `limit` visible messages and hides them. What was received as often as the RedrivePolicy allows goes
 * to its dead letter queue instead; where that queue is gone, the message is received as if there were no policy (not
 * documented).
 */
export function receiveFrom(
  queue: Queue,
  limit: number,
  hideMs: number,
  clock: SandboxClock,
  findByArn: (arn: string) => Queue | undefined,
): readonly Received[] {
  const policy = readRedrivePolicy(queue.attributes.get('RedrivePolicy'));
  const deadLetterQueue = policy && findByArn(policy.targetArn);
  const room = Math.min(limit, MOST_IN_FLIGHT - queue.messages.counts().inFlight);
  const taken: StoredMessage[] = [];
  while (taken.length < room) {
    const message = queue.messages.takeVisible();
    if (message === undefined) break;
    if (policy !== undefined && deadLetterQueue !== undefined && receivedHere(message) >= policy.maxReceiveCount) {
      move(queue, message, deadLetterQueue);
    } else {
      taken.push(message);
    }
  }
  return taken.map((message) => receive(queue, message, hideMs, clock.now()));
}

function receive(queue: Queue, message: StoredMessage, hideMs: number, now: number): Received {
  message.receiveCount += 1;
  message.firstReceivedAt ??= now;
  message.lastReceivedAt = now;
  message.isGivenBack = false;
  queue.messages.hide(message, hideMs);
  queue.listener?.received(queue.name);
  const { receiveCount, firstReceivedAt } = message;
  return { message, handle: receiptHandle(queue.arn, message), receiveCount, firstReceivedAt };
}

/** Counted anew in each queue, so that two queues which name each other cannot toss a message about (not documented). */
function receivedHere(message: StoredMessage): number {
  return message.receiveCount - message.receivedBefore;
}

/** The message keeps its id, its age and its receive count (the count is not documented). */
function move(from: Queue, message: StoredMessage, to: Queue): void {
  from.messages.remove(message, 'moved');
  const { place, hidden, aging, ...kept } = message;
  const receivedBefore = message.receiveCount;
  to.messages.add({ ...kept, state: 'visible', movedFrom: from.arn, receivedBefore }, 0);
  to.polls.wake();
}
