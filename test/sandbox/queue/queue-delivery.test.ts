import { describe, expect, it } from 'vitest';
import { createQueueDelivery } from '../../../src/sandbox/sqs/messages/delivery.ts';
import { createQueues } from '../../../src/sandbox/sqs/queues.ts';
import { createSandboxClock } from '../../../src/sandbox/time/clock.ts';

const sourceArn = 'arn:aws:events:us-east-1:000000000000:rule/orders';

function standing(policy?: string) {
  const clock = createSandboxClock(() => 1_000);
  const queues = createQueues(clock, () => 'http://127.0.0.1:1');
  const queue = queues.create('dlq', new Map(policy === undefined ? [] : [['Policy', policy]]));
  return { queue, delivery: createQueueDelivery(queues, clock) };
}

const policyOf = (queueArn: string) =>
  JSON.stringify({
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queueArn,
      },
    ],
  });

const open = policyOf('*');
const request = { sourceArn, body: '{}', attributes: { RULE_ARN: sourceArn }, traceHeader: 'Root=1-2-3' };

describe('delivery into a queue as EventBridge', () => {
  it('is denied where the queue has no policy', () => {
    const { queue, delivery } = standing();
    const denied = delivery.deliver({ ...request, queueArn: queue.arn });
    expect(denied).toMatchObject({ kind: 'denied', code: 'AccessDenied' });
    expect(queue.messages.history()).toEqual([]);
  });

  it('puts the message in, with attributes and trace header, where the policy allows it', () => {
    const { queue, delivery } = standing(open);
    const accepted = delivery.deliver({ ...request, queueArn: queue.arn });
    const [message] = queue.messages.history();
    expect(accepted).toEqual({ kind: 'accepted', messageId: message?.id });
    expect(message).toMatchObject({ body: '{}', traceHeader: 'Root=1-2-3', state: 'visible', sentAt: 1_000 });
    expect(message?.attributes.get('RULE_ARN')).toEqual({ dataType: 'String', text: sourceArn });
  });

  it('is denied for a queue that does not exist and for a message that is too large', () => {
    const { queue, delivery } = standing(open);
    const deliver = (queueArn: string, body: string) => delivery.deliver({ ...request, queueArn, body });
    expect(deliver(`${queue.arn}-2`, 'x')).toMatchObject({ kind: 'denied', code: 'QueueDoesNotExist' });
    expect(deliver(queue.arn, 'x'.repeat(1_048_577))).toMatchObject({ kind: 'denied', code: 'InvalidParameterValue' });
  });
});
