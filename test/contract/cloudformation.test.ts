import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWholeSandbox, type WholeSandbox } from '../../src/sandbox/whole-sandbox.ts';
import { clientOptions } from './engine.ts';

const LOGICAL_IDS = [
  'ApiConnection',
  'ApiDestinationsTargetRole',
  'FailedDeliveryDLQ',
  'MomentoApiCachePut',
  'MomentoApiCachePutRule',
  'MomentoApiCacheDelete',
  'MomentoApiCacheDeleteRule',
  'MomentoApiTopicsPost',
  'MomentoApiTopicsPostRule',
];

describe('sandbox: CloudFormation', () => {
  let sandbox: WholeSandbox;
  let client: CloudFormationClient;
  beforeAll(async () => {
    sandbox = await startWholeSandbox();
    client = new CloudFormationClient({ ...clientOptions(sandbox.url), maxAttempts: 1 });
  });
  afterAll(async () => {
    client.destroy();
    await sandbox.stop();
  });

  it('describes the stack by its name, without the token', async () => {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: 'momento-api' }));
    expect(Stacks).toHaveLength(1);
    expect(Stacks?.[0]).toMatchObject({
      StackName: 'momento-api',
      StackStatus: 'CREATE_COMPLETE',
      CreationTime: expect.any(Date),
      Parameters: expect.arrayContaining([{ ParameterKey: 'MomentoAuthToken', ParameterValue: '****' }]),
    });
  });

  it('names the nine resources of the quick-start, the queue by its URL', async () => {
    const { StackResources } = await client.send(new DescribeStackResourcesCommand({ StackName: 'momento-api' }));
    expect(StackResources?.map((resource) => resource.LogicalResourceId)).toEqual(LOGICAL_IDS);
    const queue = StackResources?.find((resource) => resource.LogicalResourceId === 'FailedDeliveryDLQ');
    expect(queue?.PhysicalResourceId).toMatch(
      new RegExp(`^${sandbox.url}/000000000000/momento-api-FailedDeliveryDLQ-[A-Z0-9]{12}$`),
    );
    const found = await client.send(
      new DescribeStackResourcesCommand({ PhysicalResourceId: queue?.PhysicalResourceId as string }),
    );
    expect(found.StackResources).toHaveLength(LOGICAL_IDS.length);
  });

  it('lists them too', async () => {
    const listed: unknown[] = [];
    for await (const page of paginateListStackResources({ client }, { StackName: 'momento-api' })) {
      listed.push(...(page.StackResourceSummaries ?? []).map((summary) => summary.LogicalResourceId));
    }
    expect(listed).toEqual(LOGICAL_IDS);
  });

  it('knows no other stack', async () => {
    const asked = client.send(new DescribeStackResourcesCommand({ StackName: 'no-such-stack' }));
    await expect(asked).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'Stack with id no-such-stack does not exist',
    });
  });
});
