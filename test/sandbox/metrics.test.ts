import { DeauthorizeConnectionCommand, DisableRuleCommand } from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import { alarmsOf } from '../../src/domain/metrics/alarms.ts';
import type { DestinationFigures } from '../../src/domain/metrics/destination-figures.ts';
import type { Snapshot } from '../../src/domain/metrics/snapshot.ts';
import { alarmText } from '../../src/present/stats/alarm-text.ts';
import { entry, GOOD_SET, integrations } from './integrations.ts';
import { lookedAt } from './looks.ts';

const MINUTE_MS = 60_000;
const NO_CACHE = { ...GOOD_SET, cacheName: 'nowhere' };

/** The figures of the destination whose rule has that in its name. */
function of(snapshot: Snapshot, rule: string): DestinationFigures {
  const found = snapshot.destinations.find(({ route }) => route.rule.name.includes(rule));
  if (found === undefined) throw new Error(`there is no rule ${rule}`);
  return found;
}

describe('the metrics of a sandbox', () => {
  const start = integrations();

  it('say what really happened', async () => {
    const { sandbox, put } = await start();
    await put(entry('cacheSet', GOOD_SET), entry('cacheSet', GOOD_SET), entry('cacheSet', NO_CACHE));
    await put(entry('cacheDelete', { cacheName: 'orders', key: 'a' }), entry('nobody', {}));
    const snapshot = await lookedAt(sandbox);
    expect(of(snapshot, 'CachePut')).toMatchObject({
      invocations: 3,
      attempts: 3,
      succeeded: 2,
      retries: 0,
      failed: 1,
      sentToDlq: 1,
      failedToReachDlq: 0,
      latencyMs: { p50: expect.any(Number), p99: expect.any(Number) },
    });
    expect(of(snapshot, 'CacheDelete')).toMatchObject({ invocations: 1, succeeded: 1, failed: 0 });
    expect(of(snapshot, 'TopicsPost')).toMatchObject({ invocations: 0, successRatio: null });
    expect(snapshot.account).toMatchObject({ calls: 2, entries: 5, failedEntries: 0 });
    expect(snapshot.queue).toMatchObject({ sent: 1, deleted: 0, level: { visible: 1 } });
    expect(alarmsOf(snapshot)).toEqual([]);
  });

  it('count retries that were made and those that were spared', async () => {
    const { sandbox, put } = await start();
    sandbox.integration.forced.add([{ status: 503, times: 2 }]);
    await put(entry('cacheSet', GOOD_SET));
    expect(of(await lookedAt(sandbox), 'CachePut')).toMatchObject({ attempts: 3, retries: 2, succeeded: 1, failed: 0 });
    sandbox.integration.forced.add([{ status: 503, times: 3 }]);
    const { deliveries } = await put(entry('cacheSet', GOOD_SET));
    const figures = of(await lookedAt(sandbox), 'CachePut');
    expect(figures.attempts).toBe(3 + (deliveries[0]?.attempts ?? 0));
    expect(figures).toMatchObject({ failed: 1, sentToDlq: 1 });
  });

  it('say that events were lost for want of a policy', async () => {
    const { sandbox, put } = await start({ withoutQueuePolicy: true });
    await put(entry('cacheSet', NO_CACHE));
    const snapshot = await lookedAt(sandbox);
    expect(of(snapshot, 'CachePut')).toMatchObject({ failed: 1, sentToDlq: 0, failedToReachDlq: 1 });
    expect(alarmsOf(snapshot)).toMatchObject([{ level: 'lost' }, { level: 'failing' }]);
  });

  it('count no event that a target without a queue loses as one that did not reach it', async () => {
    const { sandbox, put, changeTarget } = await start();
    await changeTarget('cacheSet', { DeadLetterConfig: undefined });
    await put(entry('cacheSet', NO_CACHE));
    const snapshot = await lookedAt(sandbox);
    expect(of(snapshot, 'CachePut')).toMatchObject({ failed: 1, failedToReachDlq: 0 });
    const [alarm] = alarmsOf(snapshot);
    expect(alarm && { ...alarm, ...alarmText(alarm) }).toMatchObject({
      level: 'lost',
      text: expect.stringContaining('no dead letter queue'),
    });
  });

  it('tell what a stack on its own bus does', async () => {
    const { sandbox, put } = await start();
    await put(entry('cacheSet', GOOD_SET));
    await sandbox.integration.eventBridge.service.operations.CreateEventBus?.(
      { Name: 'shop' },
      { signal: new AbortController().signal },
    );
    await sandbox.integration.deploy({ name: 'other', bus: 'shop' });
    await put(
      entry('cacheSet', GOOD_SET, { EventBusName: 'shop' }),
      entry('cacheSet', NO_CACHE, { EventBusName: 'shop' }),
    );
    const other = await lookedAt(sandbox, '1h', { stack: 'other' });
    expect(of(other, 'CachePut')).toMatchObject({ invocations: 2, failed: 1, route: { rule: { bus: 'shop' } } });
    expect(of(await lookedAt(sandbox), 'CachePut')).toMatchObject({ invocations: 1, failed: 0 });
  });

  it('follow a queue from minute to minute', async () => {
    const { sandbox, put, deadLetters } = await start();
    await put(entry('cacheSet', NO_CACHE));
    sandbox.clock.advance(2 * MINUTE_MS);
    await put(entry('cacheSet', NO_CACHE));
    sandbox.clock.advance(2 * MINUTE_MS);
    expect(await deadLetters()).toHaveLength(2);
    const { queue } = await lookedAt(sandbox, '15m');
    expect(queue).toMatchObject({ sent: 2, level: { visible: 0, inFlight: 2 } });
    expect(queue?.arrivalsPerMinute).toBeCloseTo(2 / 14);
    const depths = queue?.series.visible.filter((depth) => depth !== null) ?? [];
    expect(new Set(depths)).toEqual(new Set([1, 2]));
    expect(queue?.oldestAgeSeconds).toBeGreaterThanOrEqual(180);
    expect(queue?.oldestAgeSeconds).toBeLessThanOrEqual(245);
  });

  it('are silent about a queue that was idle for six hours', async () => {
    const { sandbox, put } = await start();
    await put(entry('cacheSet', NO_CACHE));
    sandbox.clock.advance(2 * MINUTE_MS);
    sandbox.queues.findByArn(sandbox.stack.queueArn)?.messages.purge();
    // A minute that has just begun need not have a sample yet.
    const depths = async () => (await lookedAt(sandbox)).queue?.series.visible.slice(0, -1) ?? [];
    sandbox.clock.advance(5 * 60 * MINUTE_MS);
    expect(new Set(await depths())).toEqual(new Set([0]));
    sandbox.clock.advance(2.5 * 60 * MINUTE_MS);
    expect(new Set(await depths())).toEqual(new Set([null]));
  });

  it('come with the states of now', async () => {
    const { sandbox, events } = await start();
    const { connectionName, ruleArns } = sandbox.stack;
    await events.send(new DeauthorizeConnectionCommand({ Name: connectionName }));
    await events.send(new DisableRuleCommand({ Name: ruleArns[0]?.split('/').at(-1) }));
    const snapshot = await lookedAt(sandbox);
    expect(snapshot.destinations.map(({ route }) => [route.ruleState, route.destination.state])).toEqual([
      ['DISABLED', 'INACTIVE'],
      ['ENABLED', 'INACTIVE'],
      ['ENABLED', 'INACTIVE'],
    ]);
    expect(alarmsOf(snapshot).map((alarm) => alarmText(alarm).text)).toEqual([
      expect.stringContaining(`${connectionName} is DEAUTHORIZED`),
      expect.stringContaining('is DISABLED'),
    ]);
  });

  it('cost one request for all of them', async () => {
    const { sandbox, control } = await start();
    await lookedAt(sandbox, '1w');
    expect(await control('requests')).toMatchObject({ GetMetricData: 1, GetQueueAttributes: 1 });
  });
});
