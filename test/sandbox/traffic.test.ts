import { expect, it } from 'vitest';
import { type Every, startTraffic } from '../../src/sandbox/integration/traffic.ts';
import { integrations } from './integrations.ts';

const start = integrations();

/** A sandbox with traffic whose time passes when it is told to. */
async function flowing(perSecond: number) {
  const { sandbox } = await start();
  let step = { milliseconds: 0, action: () => {} };
  const every: Every = (milliseconds, action) => {
    step = { milliseconds, action };
    return () => {
      step = { milliseconds, action: () => {} };
    };
  };
  const end = startTraffic(sandbox, perSecond, every);
  return {
    end,
    seconds: (count: number) => {
      for (let passed = 0; passed < count * 1000; passed += step.milliseconds) step.action();
    },
    settled: async () => {
      await sandbox.integration.eventBridge.dispatcher.idle();
      return sandbox.integration.journal.events();
    },
  };
}

it.each([1, 7, 30])('%i events a second flow', async (perSecond) => {
  const { seconds, settled, end } = await flowing(perSecond);
  seconds(20);
  const { length } = await settled();
  expect(Math.abs(length - 20 * perSecond)).toBeLessThanOrEqual(perSecond);
  end();
  seconds(20);
  expect((await settled()).length).toBe(length);
});

it('most of them are delivered, some fail, and none is lost', async () => {
  const { seconds, settled } = await flowing(100);
  seconds(10);
  const events = await settled();
  const outcomes = events.flatMap(({ deliveries }) => deliveries.map(({ outcome }) => outcome));
  const failed = outcomes.filter((outcome) => outcome === 'dead-letter').length;
  expect(outcomes).toHaveLength(events.length);
  expect(outcomes).not.toContain('lost');
  expect(failed / outcomes.length).toBeGreaterThan(0.02);
  expect(failed / outcomes.length).toBeLessThan(0.15);
  const kinds = new Set(events.map(({ detailType }) => detailType));
  expect(kinds).toEqual(new Set(['cacheSet', 'cacheDelete', 'topicPublish']));
});
