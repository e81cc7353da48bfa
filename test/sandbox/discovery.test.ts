import { CreateEventBusCommand, DeleteConnectionCommand } from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import { entry, GOOD_SET, integrations, type StartedIntegration } from './integrations.ts';
import { opened } from './looks.ts';
import { portsOf } from './use-cases.ts';

/** Takes the stack away from CloudFormation; what it deployed stays. */
function forgetStacks({ sandbox }: StartedIntegration): void {
  (sandbox.integration.stacks as unknown[]).length = 0;
}

describe('without a stack', () => {
  const start = integrations();

  it('the integration is found by what its rules invoke', async () => {
    const started = await start();
    forgetStacks(started);
    const { subject } = await opened(started.sandbox);
    const { stack } = started.sandbox;
    expect(subject).toMatchObject({
      integration: { name: stack.connectionName, queueArns: [stack.queueArn] },
      warnings: [],
    });
    expect(subject.integration.routes.map(({ rule }) => rule.arn).sort()).toEqual([...stack.ruleArns].sort());
    const put = subject.integration.routes.find(({ destination }) => destination.method === 'PUT');
    expect(put?.target).toMatchObject({
      input: { kind: 'transformer', paths: { message: '$.detail.message' } },
      http: { query: { ttl_seconds: '$.detail.ttl' } },
    });
  });

  it('the dlq commands find its queue', async () => {
    const started = await start();
    forgetStacks(started);
    await started.put(entry('cacheSet', { ...GOOD_SET, cacheName: 'nowhere' }));
    const { queue } = await portsOf(started.sandbox);
    expect(await queue.describe()).toMatchObject({ arn: started.sandbox.stack.queueArn, visible: 1 });
  });

  it('several are named', async () => {
    const started = await start();
    await started.events.send(new CreateEventBusCommand({ Name: 'shop' }));
    const other = await started.sandbox.integration.deploy({ name: 'other', bus: 'shop' });
    forgetStacks(started);
    const first = started.sandbox.stack.connectionName;
    await expect(opened(started.sandbox)).rejects.toMatchObject({
      exit: 2,
      message: expect.stringMatching(new RegExp(`(?=.*${first})(?=.*${other.connectionName})`)),
    });
    const { subject } = await opened(started.sandbox, { integration: other.connectionName });
    expect(subject.integration.routes.map(({ rule }) => rule.bus)).toEqual(['shop', 'shop', 'shop']);
    const byQueue = await opened(started.sandbox, {
      queue: { kind: 'name', name: other.queueArn.split(':').at(-1) ?? '' },
    });
    expect(byQueue.subject.integration.name).toBe(other.connectionName);
  });

  it('a host of the operator’s own counts as Momento', async () => {
    const started = await start();
    await started.sandbox.integration.deploy({ name: 'private', baseUrl: 'https://cache.example.com' });
    forgetStacks(started);
    const { subject } = await opened(started.sandbox);
    expect(subject.integration.name).toBe(started.sandbox.stack.connectionName);
    await expect(opened(started.sandbox, { endpointHosts: ['cache.example.com'] })).rejects.toMatchObject({ exit: 2 });
  });

  it('the calls stay below what EventBridge allows', async () => {
    const started = await start();
    for (let bus = 0; bus < 8; bus += 1) await started.events.send(new CreateEventBusCommand({ Name: `bus-${bus}` }));
    forgetStacks(started);
    const begun = performance.now();
    const { subject } = await opened(started.sandbox);
    const took = performance.now() - begun;
    expect(subject.integration.routes).toHaveLength(3);
    const counts = (await started.control('requests')) as Record<string, number>;
    const looks = [
      'ListApiDestinations',
      'ListEventBuses',
      'ListRuleNamesByTarget',
      'DescribeApiDestination',
      'DescribeConnection',
    ];
    const calls = looks.reduce((sum, name) => sum + (counts[name] ?? 0), 0);
    expect(counts.ListRuleNamesByTarget).toBe(27);
    // Ten at once, then twenty a second.
    expect(took).toBeGreaterThan(((calls - 10) / 20) * 1000 - 100);
  });

  it('a connection that is gone leaves a destination without one', async () => {
    const started = await start();
    forgetStacks(started);
    await started.events.send(new DeleteConnectionCommand({ Name: started.sandbox.stack.connectionName }));
    const { subject } = await opened(started.sandbox);
    expect(subject.integration.connections).toEqual([]);
    expect(subject.integration.routes.map(({ destination }) => destination.state)).toEqual(Array(3).fill('INACTIVE'));
  });
});
