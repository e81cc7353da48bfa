import { GetQueueUrlCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { EXIT, Failure } from '../app/failures.ts';
import type { QueueAddress } from '../domain/integration/queue-address.ts';
import { awsFault } from './aws-error.ts';
import { asking, failureOf } from './failures.ts';
import type { Session } from './session.ts';
import { stoppingWith } from './stopping.ts';

/** The stack that the quick-start template makes unless told otherwise. */
export const DEFAULT_STACK = 'momento-api';
/** The logical id of its dead letter queue. */
const DEFAULT_LOGICAL_ID = 'FailedDeliveryDLQ';

/** The URL of the queue that an operator named; a Failure with exit 5 when there is none. */
export async function urlOfQueue(client: SQSClient, address: QueueAddress, stop?: AbortSignal): Promise<string> {
  if (address.kind === 'url') return address.url;
  const owner = address.kind === 'arn' ? { QueueOwnerAWSAccountId: address.account } : {};
  const { QueueUrl } = await asking(`find the queue ${address.name}`, () =>
    client.send(new GetQueueUrlCommand({ QueueName: address.name, ...owner }), stoppingWith(stop).look),
  );
  return QueueUrl ?? '';
}

/** The URL of the dead letter queue in a stack: the quick-start's logical id, or the stack's only queue. */
export async function urlOfStackQueue(session: Session, stack: string, isDefault: boolean): Promise<string> {
  const queues = await queuesInStack(session, stack, isDefault);
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

async function queuesInStack(session: Session, stack: string, isDefault: boolean) {
  // Loaded only here: a run with --queue need not pay for it.
  const { cloudFormationClient, stackResources } = await import('./stack-resources.ts');
  try {
    const resources = await stackResources(cloudFormationClient(session), stack, session.stop);
    return resources
      .filter((resource) => resource.type === 'AWS::SQS::Queue')
      .map(({ logicalId, physicalId }) => ({ logicalId, url: physicalId }));
  } catch (error) {
    if (/does not exist/i.test(awsFault(error).message)) throw noStack(stack, isDefault);
    throw failureOf(error, `read the stack ${stack}`);
  }
}

function noStack(stack: string, isDefault: boolean): Failure {
  const message = isDefault
    ? `No queue was named and there is no stack ${stack} in this account and region.`
    : `There is no stack ${stack} in this account and region.`;
  return new Failure(
    EXIT.notFound,
    'StackNotFound',
    message,
    'Name the queue with --queue or the stack with --stack, and check --region and --profile.',
  );
}
