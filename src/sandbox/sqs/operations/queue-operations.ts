import type { SandboxClock } from '../../time/clock.ts';
import { AwsError, type JsonOperation } from '../../wire/wire.ts';
import { invalidValue, noSuchQueue } from '../errors.ts';
import type { Queue } from '../queue.ts';
import { noFifo, type QueueAttributes, readAttributes } from '../queue-attributes.ts';
import type { Queues } from '../queues.ts';
import { readRedrivePolicy } from '../redrive-policy.ts';
import { entries, type Input, optionalInteger, optionalText, text } from './input.ts';

const QUEUE_NAME = /^[\w-]{1,80}$/;

/** "Amazon SQS API Reference, PurgeQueue": one purge a queue in that time. */
const PURGE_RESTS_MS = 60_000;

/** CreateQueue, DeleteQueue, PurgeQueue, GetQueueUrl and ListQueues. */
export function queueOperations(queues: Queues, clock: SandboxClock): Record<string, JsonOperation> {
  return {
    CreateQueue(input) {
      const name = readQueueName(text(input, 'QueueName'));
      const attributes = readAttributes(entries(input, 'Attributes'));
      checkRedriveTarget(queues, attributes);
      return { QueueUrl: queues.urlOf(queues.create(name, attributes)) };
    },
    DeleteQueue(input) {
      const queue = queues.byUrl(text(input, 'QueueUrl'));
      queues.delete(queue);
      return {};
    },
    PurgeQueue(input) {
      purge(queues.byUrl(text(input, 'QueueUrl')), clock.now());
      return {};
    },
    GetQueueUrl(input) {
      const queue = queues.findByName(text(input, 'QueueName'));
      if (queue === undefined) throw noSuchQueue();
      return { QueueUrl: queues.urlOf(queue) };
    },
    ListQueues: (input) => list(queues, input),
  };
}

/** Throws InvalidParameterValue when the attributes' RedrivePolicy names a queue that does not exist. */
export function checkRedriveTarget(queues: Queues, attributes: QueueAttributes): void {
  const value = attributes.get('RedrivePolicy');
  const policy = readRedrivePolicy(value);
  if (policy !== undefined && queues.findByArn(policy.targetArn) === undefined) {
    throw invalidValue('RedrivePolicy', value, 'Dead letter target does not exist.');
  }
}

function readQueueName(name: string): string {
  if (name.endsWith('.fifo')) throw noFifo();
  if (QUEUE_NAME.test(name)) return name;
  const rule = 'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length';
  throw new AwsError('InvalidParameterValue', rule);
}

/** On AWS a purge takes up to a minute; in the sandbox it is done at once. */
function purge(queue: Queue, now: number): void {
  if (queue.purgedAt !== undefined && now - queue.purgedAt < PURGE_RESTS_MS) {
    const message = `Only one PurgeQueue operation on ${queue.name} is allowed every 60 seconds.`;
    throw new AwsError('PurgeQueueInProgress', message, 403);
  }
  queue.purgedAt = now;
  queue.messages.purge();
}

function list(queues: Queues, input: Input): Record<string, unknown> {
  const prefix = optionalText(input, 'QueueNamePrefix') ?? '';
  const most = optionalInteger(input, 'MaxResults', 1, 1000);
  const after = optionalText(input, 'NextToken') ?? '';
  const matching = queues.all().filter((queue) => queue.name.startsWith(prefix) && queue.name > after);
  const page = matching.slice(0, most ?? 1000);
  if (page.length === 0) return {};
  const urls = { QueueUrls: page.map((queue) => queues.urlOf(queue)) };
  return most !== undefined && matching.length > most ? { ...urls, NextToken: page.at(-1)?.name } : urls;
}
