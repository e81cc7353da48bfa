import type { Queue } from '../queue.ts';
import type { Queues } from '../queues.ts';
import type { MessageState, StoredMessage } from './message.ts';

/** The account of one message in one queue; a message that was moved stands there once for each queue. */
export interface MessageRecord {
  readonly messageId: string;
  readonly queue: string;
  readonly sentAt: number;
  readonly state: MessageState;
  readonly receiveCount: number;
  readonly body?: string;
}

/** Every message that ever was in a queue, also in one that was deleted. */
export function messageRecords(queues: Queues, withBody: boolean): readonly MessageRecord[] {
  return [...queues.deleted(), ...queues.all()].flatMap((queue) =>
    queue.messages.history().map((message) => recordOf(queue, message, withBody)),
  );
}

function recordOf(queue: Queue, message: StoredMessage, withBody: boolean): MessageRecord {
  const { id, sentAt, state, receiveCount, body } = message;
  return { messageId: id, queue: queue.name, sentAt, state, receiveCount, ...(withBody && { body }) };
}
