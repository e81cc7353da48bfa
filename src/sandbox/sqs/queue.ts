import type { SandboxClock } from '../clock.ts';
import { createMessageStore, type MessageStore } from './message-store.ts';
import { createPolls, type Polls } from './polls.ts';
import { numberAttribute, type QueueAttributes } from './queue-attributes.ts';

/** A queue: its name, what was set on it, its messages and whoever waits for them. */
export interface Queue {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly messages: MessageStore;
  readonly polls: Polls;
  attributes: QueueAttributes;
  modifiedAt: number;
  purgedAt?: number;
}

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
