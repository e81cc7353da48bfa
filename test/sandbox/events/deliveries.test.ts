import {
  DescribeApiDestinationCommand,
  DisableRuleCommand,
  ListApiDestinationsCommand,
  PutEventsCommand,
  UpdateConnectionCommand,
} from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import { entry, GOOD_SET, integrations } from '../integrations.ts';

describe('deliveries that succeed', () => {
  const start = integrations();

  it('reach the cache and the topic, the message in the quotes of the template', async () => {
    const { put, control, deadLetters } = await start();
    const record = await put(
      entry('topicPublish', { cacheName: 'orders', topicName: 'news', message: 'hello' }),
      entry('cacheSet', GOOD_SET),
    );
    expect(record.deliveries).toMatchObject([{ outcome: 'delivered', attempts: 1, status: 204 }]);
    expect(await control('cache')).toMatchObject({
      caches: [
        {
          name: 'orders',
          items: [{ key: 'order:1', value: '"paid"' }],
          published: [{ topic: 'news', value: '"hello"' }],
        },
        { name: 'sessions' },
        { name: 'catalog' },
      ],
    });
    expect(await deadLetters()).toEqual([]);
  });

  it('remove a key that was set by its bytes', async () => {
    const { put, sandbox } = await start();
    const key = Buffer.from([0xfb, 0xff, 0x00]);
    await put(entry('cacheSet', { ...GOOD_SET, key: undefined, key_base64: key.toString('base64url') }));
    expect(sandbox.integration.caches.get('orders', key)?.toString()).toBe('"paid"');
    await put(entry('cacheDelete', { cacheName: 'orders', key_base64: key.toString('base64url') }));
    expect(sandbox.integration.caches.get('orders', key)).toBeUndefined();
  });

  it('come after retries', async () => {
    const { put, control } = await start();
    await control('momento', { respond: { status: 500, times: 2 } });
    const record = await put(entry('cacheSet', GOOD_SET));
    expect(record.deliveries).toMatchObject([{ outcome: 'delivered', attempts: 3 }]);
  });

  it('are only counted when that is asked for', async () => {
    const { put, control, sandbox } = await start();
    await control('deliveries', { mode: 'count-only' });
    const record = await put(entry('cacheSet', GOOD_SET));
    expect(record.deliveries).toMatchObject([{ outcome: 'counted', attempts: 0 }]);
    expect(await control('deliveries')).toMatchObject({ mode: 'count-only', counted: 1, made: 0 });
    expect(sandbox.integration.caches.items('orders')).toEqual([]);
  });

  it('are all done when the sandbox says that it is idle', async () => {
    const { events, control } = await start();
    for (let round = 0; round < 10; round += 1) {
      await events.send(
        new PutEventsCommand({ Entries: Array.from({ length: 10 }, () => entry('cacheSet', GOOD_SET)) }),
      );
    }
    expect(await control('idle')).toMatchObject({ pending: 0, made: 100 });
  });
});

describe('what is accepted and comes to nothing', () => {
  const start = integrations();

  it.each([
    ['an unknown bus', entry('cacheSet', GOOD_SET, { EventBusName: 'no-such-bus' }), 'unknown-bus'],
    ['an event that no rule matches', entry('cacheGet', GOOD_SET), 'no-rule'],
  ])('%s', async (_, given, dropped) => {
    const { put, deadLetters } = await start();
    expect(await put(given)).toMatchObject({ dropped, matchedRules: [], deliveries: [] });
    expect(await deadLetters()).toEqual([]);
  });

  it('an event whose only rule is disabled', async () => {
    const { put, events, sandbox } = await start();
    for (const { physicalId } of sandbox.stack.resources.filter(({ type }) => type === 'AWS::Events::Rule')) {
      await events.send(new DisableRuleCommand({ Name: physicalId }));
    }
    expect(await put(entry('cacheSet', GOOD_SET))).toMatchObject({ dropped: 'no-rule', deliveries: [] });
  });

  it('an entry that a fault strikes', async () => {
    const { events, control, sandbox } = await start();
    await control('faults', { seed: 1, rules: [{ operation: 'PutEvents', kind: 'entry', probability: 1, times: 1 }] });
    const answer = await events.send(
      new PutEventsCommand({ Entries: [entry('cacheSet', GOOD_SET), entry('cacheSet', GOOD_SET)] }),
    );
    expect(answer).toMatchObject({ FailedEntryCount: 1, Entries: [{ ErrorCode: 'InternalFailure' }, {}] });
    expect(sandbox.integration.journal.events()).toHaveLength(1);
  });
});

describe('a credential that expired', () => {
  const start = integrations();

  it('takes the connection out of service until it is authorised again', async () => {
    const { put, control, deadLetters, events, sandbox } = await start();
    const renew = async (expiresInSeconds: number): Promise<void> => {
      const { token } = (await control('token', { expiresInSeconds })) as { token: string };
      await events.send(
        new UpdateConnectionCommand({
          Name: sandbox.stack.connectionName,
          AuthorizationType: 'API_KEY',
          AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'Authorization', ApiKeyValue: token } },
        }),
      );
    };
    const state = async () => {
      const { ApiDestinations = [] } = await events.send(new ListApiDestinationsCommand({}));
      const told = await events.send(new DescribeApiDestinationCommand({ Name: ApiDestinations[0]?.Name }));
      return told.ApiDestinationState;
    };
    await renew(60);
    expect((await put(entry('cacheSet', GOOD_SET))).deliveries[0]?.outcome).toBe('delivered');
    await control('clock', { advanceMs: 60_000 });
    expect((await put(entry('cacheSet', GOOD_SET))).deliveries).toMatchObject([
      { outcome: 'dead-letter', status: 401 },
    ]);
    expect(await state()).toBe('INACTIVE');
    expect((await put(entry('cacheSet', GOOD_SET))).deliveries).toMatchObject([{ outcome: 'dead-letter' }]);
    const [first, second] = await deadLetters();
    expect(first?.attributes.ERROR_MESSAGE).toContain('ApiDestination returned HTTP status 401 with payload: {');
    expect(second?.attributes.ERROR_MESSAGE).toMatch(/^Unable to invoke ApiDestination endpoint: /);
    await renew(60);
    expect(await state()).toBe('ACTIVE');
    expect((await put(entry('cacheSet', GOOD_SET))).deliveries[0]?.outcome).toBe('delivered');
  });
});
