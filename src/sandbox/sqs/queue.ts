import type { MessageStore } from './messages/message-store.ts';
import type { Polls } from './poll.ts';
import type { QueueAttributes } from './queue-attributes.ts';

/** Hears, by the queue's name, of each message that is sent, received or deleted. */
export interface QueueListener {
  sent(queue: string): void;
  received(queue: string): void;
  deleted(queue: string): void;
}

/** A queue: its name, what was set on it, its messages and whoever waits for them. */
export interface Queue {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly messages: MessageStore;
  readonly polls: Polls;
  /** Another id for each message, across all queues. */
  newMessageId(): string;
  readonly listener: QueueListener | undefined;
  attributes: QueueAttributes;
  modifiedAt: number;
  purgedAt?: number;
}
