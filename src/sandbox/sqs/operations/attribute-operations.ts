import type { SandboxClock } from '../../time/clock.ts';
import { AwsError, type JsonOperation } from '../../wire/wire.ts';
import type { Queue } from '../queue.ts';
import { readAttributes, withAttributes } from '../queue-attributes.ts';
import type { Queues } from '../queues.ts';
import { entries, text, texts } from './input.ts';
import { checkRedriveTarget } from './queue-operations.ts';

/** Attributes that GetQueueAttributes knows though a queue may lack them. */
const MAY_BE_ABSENT = [
  'Policy',
  'RedrivePolicy',
  'RedriveAllowPolicy',
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
];

/** GetQueueAttributes and SetQueueAttributes. */
export function attributeOperations(queues: Queues, clock: SandboxClock): Record<string, JsonOperation> {
  return {
    GetQueueAttributes(input) {
      const queue = queues.byUrl(text(input, 'QueueUrl'));
      const names = texts(input, 'AttributeNames');
      const all = attributesOf(queue);
      const unknown = names.find((name) => name !== 'All' && !all.has(name) && !MAY_BE_ABSENT.includes(name));
      if (unknown !== undefined) throw new AwsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
      const wanted = [...all].filter(([name]) => names.includes('All') || names.includes(name));
      return wanted.length === 0 ? {} : { Attributes: Object.fromEntries(wanted) };
    },
    SetQueueAttributes(input) {
      const queue = queues.byUrl(text(input, 'QueueUrl'));
      const set = readAttributes(entries(input, 'Attributes'));
      checkRedriveTarget(queues, set);
      queue.attributes = withAttributes(queue.attributes, set);
      queue.modifiedAt = clock.now();
      return {};
    },
  };
}

function attributesOf(queue: Queue): ReadonlyMap<string, string> {
  const counts = queue.messages.counts();
  return new Map([
    ['QueueArn', queue.arn],
    ['ApproximateNumberOfMessages', String(counts.visible)],
    ['ApproximateNumberOfMessagesNotVisible', String(counts.inFlight)],
    ['ApproximateNumberOfMessagesDelayed', String(counts.delayed)],
    ['CreatedTimestamp', String(Math.floor(queue.createdAt / 1000))],
    ['LastModifiedTimestamp', String(Math.floor(queue.modifiedAt / 1000))],
    ...queue.attributes,
  ]);
}
