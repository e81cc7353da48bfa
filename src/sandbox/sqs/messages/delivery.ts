import type { QueueDelivery } from '../../queue-delivery.ts';
import type { SandboxClock } from '../../time/clock.ts';
import { AwsError } from '../../wire/wire.ts';
import { checkMessage, putMessage } from '../operations/sending.ts';
import { allowsSend } from '../policy.ts';
import type { Queues } from '../queues.ts';
import type { MessageDraft } from './message.ts';

const SERVICE = 'events.amazonaws.com';

/** Who EventBridge's messages are from; the form of this SenderId is not documented. */
const SENDER_ID = 'AIDAEVENTBRIDGESANDB';

/** Delivery into queues as `events.amazonaws.com`: the queue's policy decides, then the message's limits. */
export function createQueueDelivery(queues: Queues, clock: SandboxClock): QueueDelivery {
  return {
    deliver({ queueArn, sourceArn, body, attributes, traceHeader }) {
      const queue = queues.findByArn(queueArn);
      if (queue === undefined) {
        return { kind: 'denied', code: 'QueueDoesNotExist', message: 'The specified queue does not exist.' };
      }
      if (!allowsSend(queue.attributes.get('Policy'), { service: SERVICE, sourceArn, queueArn })) {
        const message = `${SERVICE} is not authorized to perform: sqs:SendMessage on resource: ${queueArn}`;
        return { kind: 'denied', code: 'AccessDenied', message };
      }
      const draft: MessageDraft = {
        body,
        attributes: new Map(Object.entries(attributes).map(([name, text]) => [name, { dataType: 'String', text }])),
        senderId: SENDER_ID,
        ...(traceHeader !== undefined && { traceHeader }),
      };
      try {
        checkMessage(queue, draft);
      } catch (error) {
        if (error instanceof AwsError) return { kind: 'denied', code: error.code, message: error.message };
        throw error;
      }
      return { kind: 'accepted', messageId: putMessage(queue, draft, clock) };
    },
  };
}
