import { randomUUID } from 'node:crypto';
import { SANDBOX_ACCOUNT, SANDBOX_REGION } from '../account.ts';
import type { SandboxClock } from '../time/clock.ts';
import { AwsError } from '../wire/wire.ts';
import { noSuchQueue } from './errors.ts';
import { createQueue } from './operations/create-queue.ts';
import type { Queue, QueueListener } from './queue.ts';
import { defaultAttributes, type QueueAttributes, withAttributes } from './queue-attributes.ts';

/** A name may be used again only so long after its queue was deleted ("Amazon SQS API Reference, DeleteQueue"). */
const NAME_RESTS_MS = 60_000;

/** All queues of the sandbox. */
export interface Queues {
  /** Throws QueueNameExists when a queue of that name has other attributes, QueueDeletedRecently within 60 s of a deletion. */
  create(name: string, attributes: QueueAttributes): Queue;
  delete(queue: Queue): void;
  findByName(name: string): Queue | undefined;
  findByArn(arn: string): Queue | undefined;
  /** Throws QueueDoesNotExist. The host of the URL is not looked at. */
  byUrl(url: string): Queue;
  urlOf(queue: Queue): string;
  /** By name. */
  all(): readonly Queue[];
  /** Those that were deleted, oldest first; their messages stay on record. */
  deleted(): readonly Queue[];
}

/** No queues yet. `baseUrl` is asked whenever a queue's URL is; `newMessageId` must not answer the same id twice. */
export function createQueues(
  clock: SandboxClock,
  baseUrl: () => string,
  newMessageId: () => string = randomUUID,
  listener?: QueueListener,
): Queues {
  const queues = new Map<string, Queue>();
  const deleted: { readonly queue: Queue; readonly at: number }[] = [];
  const findByArn = (arn: string) => queues.get(nameOf(arn) ?? '');

  return {
    create(name, attributes) {
      const existing = queues.get(name);
      if (existing !== undefined) return sameOrThrow(existing, attributes);
      if (deleted.some(({ queue, at }) => queue.name === name && clock.now() - at < NAME_RESTS_MS)) {
        const message =
          'You must wait 60 seconds after deleting a queue before you can create another with the same name.';
        throw new AwsError('QueueDeletedRecently', message);
      }
      const all = withAttributes(defaultAttributes(), attributes);
      const queue = createQueue({ clock, newMessageId, findByArn, listener }, name, arnOf(name), all);
      queues.set(name, queue);
      return queue;
    },
    delete(queue) {
      queue.messages.purge();
      queues.delete(queue.name);
      deleted.push({ queue, at: clock.now() });
    },
    findByName: (name) => queues.get(name),
    findByArn,
    byUrl(url) {
      const segments = (URL.parse(url)?.pathname ?? url).split('/');
      const queue = segments.at(-2) === SANDBOX_ACCOUNT ? queues.get(segments.at(-1) ?? '') : undefined;
      if (queue === undefined) throw noSuchQueue();
      return queue;
    },
    urlOf: (queue) => `${baseUrl()}/${SANDBOX_ACCOUNT}/${queue.name}`,
    all: () => [...queues.values()].sort((one, other) => (one.name < other.name ? -1 : 1)),
    deleted: () => deleted.map(({ queue }) => queue),
  };
}

function sameOrThrow(queue: Queue, attributes: QueueAttributes): Queue {
  for (const [name, value] of attributes) {
    if (queue.attributes.get(name) === value) continue;
    const message = `A queue already exists with the same name and a different value for attribute ${name}`;
    throw new AwsError('QueueNameExists', message);
  }
  return queue;
}

function arnOf(name: string): string {
  return `arn:aws:sqs:${SANDBOX_REGION}:${SANDBOX_ACCOUNT}:${name}`;
}

function nameOf(arn: string): string | undefined {
  const prefix = arnOf('');
  return arn.startsWith(prefix) ? arn.slice(prefix.length) : undefined;
}
