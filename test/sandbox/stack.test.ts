import { DescribeRuleCommand, ListTargetsByRuleCommand, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetQueueAttributesCommand, ListQueuesCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { entry, GOOD_SET, integrations } from './integrations.ts';

describe('the quick-start', () => {
  const start = integrations();

  it('matches by detail-type alone and hands the parameters of the published template to its destinations', async () => {
    const { sandbox, events } = await start();
    const rules = sandbox.stack.resources.filter(({ type }) => type === 'AWS::Events::Rule');
    const deployed = await Promise.all(
      rules.map(async ({ physicalId }) => {
        const { EventPattern } = await events.send(new DescribeRuleCommand({ Name: physicalId }));
        const { Targets } = await events.send(new ListTargetsByRuleCommand({ Rule: physicalId }));
        return [EventPattern, Targets?.[0]?.HttpParameters, Targets?.[0]?.InputTransformer?.InputTemplate];
      }),
    );
    const keys = { key: '$.detail.key', key_base64: '$.detail.key_base64' };
    expect(deployed).toEqual([
      [
        '{"detail-type":["cacheSet"]}',
        {
          PathParameterValues: ['$.detail.cacheName'],
          QueryStringParameters: { ...keys, ttl_seconds: '$.detail.ttl' },
        },
        '"<message>"',
      ],
      [
        '{"detail-type":["cacheDelete"]}',
        { PathParameterValues: ['$.detail.cacheName'], QueryStringParameters: keys },
        undefined,
      ],
      [
        '{"detail-type":["topicPublish"]}',
        { PathParameterValues: ['$.detail.cacheName', '$.detail.topicName'] },
        '"<message>"',
      ],
    ]);
  });

  it('can be deployed on a bus of its own', async () => {
    const { sandbox, events } = await start();
    const { integration } = sandbox;
    await integration.eventBridge.service.operations.CreateEventBus?.(
      { Name: 'shop' },
      { signal: new AbortController().signal },
    );
    const stack = await integration.deploy({ name: 'shop-momento', bus: 'shop' });
    expect(stack.ruleArns[0]).toMatch(/:rule\/shop\/shop-momento-MomentoApiCachePutRule-[A-Z0-9]{12}$/);
    await events.send(new PutEventsCommand({ Entries: [entry('cacheSet', GOOD_SET, { EventBusName: 'shop' })] }));
    await integration.eventBridge.dispatcher.idle();
    expect(integration.journal.events()).toMatchObject([
      { bus: 'shop', matchedRules: [stack.ruleArns[0]], deliveries: [{ outcome: 'delivered' }] },
    ]);
  });

  it('never tells the token, not even in members that the SDK would drop', async () => {
    const { sandbox } = await start();
    const response = await fetch(sandbox.url, {
      method: 'POST',
      headers: { 'x-amz-target': 'AWSEvents.DescribeConnection', 'content-type': 'application/x-amz-json-1.1' },
      body: JSON.stringify({ Name: sandbox.stack.connectionName }),
    });
    const { AuthParameters } = (await response.json()) as { AuthParameters: unknown };
    expect(AuthParameters).toEqual({ ApiKeyAuthParameters: { ApiKeyName: 'Authorization' } });
  });

  it('says in its environment how to reach it', async () => {
    const { sandbox } = await start();
    expect(sandbox.environment).toMatchObject({ AWS_ENDPOINT_URL: sandbox.url, AWS_REGION: 'us-east-1' });
  });

  it('has a queue with the default retention', async () => {
    const { sqs } = await start();
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: QueueUrls[0], AttributeNames: ['MessageRetentionPeriod'] }),
    );
    expect(Attributes).toEqual({ MessageRetentionPeriod: '345600' });
  });
});
