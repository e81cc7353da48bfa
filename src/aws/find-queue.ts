import { GetQueueUrlCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { EXIT, Failure } from '../app/failures.ts';
import type { QueueFinderPort } from '../app/integration/discovery-ports.ts';
import type { QueueAddress } from '../domain/integration/queue-address.ts';
import { text } from './answer-values.ts';
import { isNoStack, lookUp } from './lookup.ts';
import type { Session } from './session.ts';
import { type Cut, stoppingWith } from './stopping.ts';

/** The logical id of the dead letter queue in the quick-start template. */
const DEFAULT_LOGICAL_ID = 'FailedDeliveryDLQ';

/** Finds queues with the AWS SDK. */
export function queueFinder(session: Session, client: SQSClient): QueueFinderPort {
  const cut = stoppingWith(session.stop).lookUp;
  return {
    find: (address) =>
      address.kind === 'url'
        ? Promise.resolve({ kind: 'found', value: address.url })
        : lookUp(`find the queue ${address.name}`, () => urlOfQueue(client, address, cut)),
    urlInStack: (stack) =>
      lookUp(`read the stack ${stack}`, async () => theQueue(await queuesInStack(session, stack), stack), isNoStack),
  };
}

async function urlOfQueue(
  client: SQSClient,
  address: Exclude<QueueAddress, { kind: 'url' }>,
  cut: Cut,
): Promise<string> {
  const owner = address.kind === 'arn' ? { QueueOwnerAWSAccountId: address.account } : {};
  const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: address.name, ...owner }), cut);
  const url = text(QueueUrl);
  if (url) return url;
  const message = `The answer about the queue ${address.name} has no URL.`;
  throw new Failure(EXIT.aws, 'NoQueueUrl', message, 'Check --queue and --endpoint-url.');
}

interface StackQueue {
  readonly logicalId: string;
  readonly url: string;
}

/** The quick-start's queue by its logical id, or the stack's only one. */
function theQueue(queues: readonly StackQueue[], stack: string): string {
  const found =
    queues.find((queue) => queue.logicalId === DEFAULT_LOGICAL_ID) ?? (queues.length === 1 ? queues[0] : undefined);
  if (found !== undefined) return found.url;
  const which = queues.map((queue) => queue.logicalId).join(', ');
  throw new Failure(
    EXIT.notFound,
    'NoQueueInStack',
    queues.length === 0 ? `The stack ${stack} has no SQS queue.` : `The stack ${stack} has several queues: ${which}.`,
    'Name the dead letter queue with --queue (URL, ARN or name).',
  );
}

async function queuesInStack(session: Session, stack: string): Promise<readonly StackQueue[]> {
  // Loaded only here, because a run with --queue does not need it.
  const { cloudFormationClient, stackResources } = await import('./stack-resources.ts');
  const resources = await stackResources(cloudFormationClient(session), stack, session.stop);
  return resources
    .filter((resource) => resource.type === 'AWS::SQS::Queue')
    .map(({ logicalId, physicalId }) => ({ logicalId, url: physicalId }));
}
