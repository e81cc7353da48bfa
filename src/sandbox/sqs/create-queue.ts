import type { SandboxClock } from '../clock.ts';
import { createMessageStore } from './message-store.ts';
import type { Polls } from './poll.ts';
import { createPolls } from './polls.ts';
import type { Queue } from './queue.ts';
import { numberAttribute, type QueueAttributes } from './queue-attributes.ts';

/** An empty queue. `findByArn` leads to the queue that a RedrivePolicy names. */
export function createQueue(
  clock: SandboxClock,
  name: string,
  arn: string,
  attributes: QueueAttributes,
  findByArn: (arn: string) => Queue | undefined,
): Queue {
  const now = clock.now();
  const retentionMs = () => numberAttribute(queue.attributes, 'MessageRetentionPeriod') * 1000;
  const messages = createMessageStore(clock, retentionMs);
  const polls: Polls = createPolls(clock, () => queue, findByArn);
  const queue: Queue = { name, arn, createdAt: now, modifiedAt: now, attributes, messages, polls };
  return queue;
}
