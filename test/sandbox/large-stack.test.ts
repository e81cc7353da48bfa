import { DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queueFinder } from '../../src/aws/find-queue.ts';
import { deployedInventory } from '../../src/aws/inventory.ts';
import { sqsClient } from '../../src/aws/queue.ts';
import type { Session } from '../../src/aws/session.ts';
import { cloudFormationClient } from '../../src/aws/stack-resources.ts';
import { cloudFormationService } from '../../src/sandbox/integration/cloudformation.ts';
import type { Stack } from '../../src/sandbox/integration/stack.ts';
import { createQueryProtocol } from '../../src/sandbox/wire/aws-query.ts';
import { type HttpServer, listen } from '../../src/sandbox/wire/http-server.ts';

const ID = 'arn:aws:cloudformation:us-east-1:123456789012:stack/large/1';
const URL_OF_QUEUE = 'https://sqs.us-east-1.amazonaws.com/123456789012/dlq';

const QUEUE = 'AWS::SQS::Queue';
const QUEUE_AT = 129;

/** A stack of 250 resources, most of them functions. */
function large(name: string, special: Readonly<Record<number, readonly [type: string, physicalId: string]>>): Stack {
  const resources = Array.from({ length: 250 }, (_, at) => {
    const [type, physicalId] = special[at] ?? ['AWS::Lambda::Function', `function-${at}`];
    return { logicalId: at === QUEUE_AT && type === QUEUE ? 'FailedDeliveryDLQ' : `Resource${at}`, physicalId, type };
  });
  const rest = { createdAt: 0, parameters: {}, queueArn: '', connectionName: '', roleArn: '', ruleArns: [] };
  return { name, id: ID, resources, ...rest };
}

const STACKS = [
  large('large', {
    [QUEUE_AT]: [QUEUE, URL_OF_QUEUE],
    5: [QUEUE, 'https://other'],
    240: ['AWS::Events::Rule', 'shop|put'],
  }),
  // Its dead letter queue is not among the first hundred, and the only one there is another queue.
  large('misleading', { 5: [QUEUE, 'https://other'], 140: [QUEUE, URL_OF_QUEUE] }),
];

describe('a stack of more than a hundred resources', () => {
  let server: HttpServer;
  let session: Session;
  beforeAll(async () => {
    const calls = { carryOut: async <T>(_: string, perform: () => T) => perform() };
    server = await listen(0, createQueryProtocol([cloudFormationService(() => STACKS)], calls as never));
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    session = {
      region: 'us-east-1',
      profile: undefined,
      endpoint: server.url,
      credentials,
      concurrency: 2,
      clock: { offset: 0 },
    };
  });
  afterAll(() => server.close());

  it('is told by DescribeStackResources only in part', async () => {
    const client = cloudFormationClient(session);
    const { StackResources } = await client.send(new DescribeStackResourcesCommand({ StackName: 'large' }));
    expect(StackResources).toHaveLength(100);
  });

  it('gives its queue and its rules, wherever they stand', async () => {
    const finder = queueFinder(session, sqsClient(session));
    expect(await finder.urlInStack('large')).toEqual({ kind: 'found', value: URL_OF_QUEUE });
    const inventory = deployedInventory(session, (call) => call());
    expect(await inventory.stack('large')).toEqual({
      kind: 'found',
      value: { home: ID, rules: [{ bus: 'shop', name: 'put' }] },
    });
  });

  it('is not said to have one queue because the other stands on a later page', async () => {
    const finder = queueFinder(session, sqsClient(session));
    await expect(finder.urlInStack('misleading')).rejects.toMatchObject({
      code: 'NoQueueInStack',
      message: expect.stringContaining('several queues: Resource5, Resource140'),
    });
  });

  it('may be a stack that does not exist', async () => {
    const finder = queueFinder(session, sqsClient(session));
    expect(await finder.urlInStack('no-such-stack')).toEqual({ kind: 'missing' });
    const inventory = deployedInventory(session, (call) => call());
    expect(await inventory.stack('no-such-stack')).toEqual({ kind: 'missing' });
  });
});
