import type { SandboxClock } from '../../time/clock.ts';
import { createMessageStore } from '../messages/message-store.ts';
import type { Polls } from '../poll.ts';
import { createPolls } from '../polls.ts';
import type { Queue, QueueListener } from '../queue.ts';
import { numberAttribute, type QueueAttributes } from '../queue-attributes.ts';

/** What all queues share: the time, the ids of messages, and the way to the queue that a RedrivePolicy names. */
export interface QueueSurroundings {
  readonly clock: SandboxClock;
  readonly newMessageId: () => string;
  readonly findByArn: (arn: string) => Queue | undefined;
  readonly listener: QueueListener | undefined;
}

/** An empty queue. */
export function createQueue(
  { clock, newMessageId, findByArn, listener }: QueueSurroundings,
  name: string,
  arn: string,
  attributes: QueueAttributes,
): Queue {
  const now = clock.now();
  const retentionMs = () => numberAttribute(queue.attributes, 'MessageRetentionPeriod') * 1000;
  const messages = createMessageStore(clock, retentionMs);
  const polls: Polls = createPolls(clock, () => queue, findByArn);
  const times = { createdAt: now, modifiedAt: now };
  const queue: Queue = { name, arn, ...times, attributes, messages, polls, newMessageId, listener };
  return queue;
}
