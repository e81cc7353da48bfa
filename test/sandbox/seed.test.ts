import { describe, expect, it } from 'vitest';
import { SEED_CASES } from '../../src/sandbox/seed/cases.ts';
import { clockBeforeSeed, SEED_SPAN_MS, seedDeadLetters } from '../../src/sandbox/seed/seed.ts';
import { integrations } from './integrations.ts';

const NOW = Date.parse('2025-06-01T12:00:00Z');
const COUNT = SEED_CASES.length + 40;

describe('a seeded sandbox', () => {
  const start = integrations();
  const seeded = async (count: number) => {
    const started = await start({ clock: clockBeforeSeed(() => NOW) });
    await seedDeadLetters(started.sandbox, count);
    return started.sandbox;
  };
  /** Everything of the journal but the message ids, which SQS makes up. */
  const accountOf = async (count: number) =>
    (await seeded(count)).integration.journal
      .events()
      .map((event) => ({ ...event, deliveries: event.deliveries.map(({ messageId, ...delivery }) => delivery) }));

  it('makes exactly that many dead letters, loses none, and ends with deliveries that succeed', async () => {
    const { integration } = await seeded(COUNT);
    const outcomes = integration.journal.events().map(({ deliveries }) => deliveries.map(({ outcome }) => outcome));
    expect(outcomes.slice(0, COUNT)).toEqual(Array.from({ length: COUNT }, () => ['dead-letter']));
    expect(outcomes.slice(COUNT).every(([outcome]) => outcome === 'delivered')).toBe(true);
    expect(outcomes.length).toBeGreaterThan(COUNT);
  });

  it('repeats itself', async () => {
    expect(await accountOf(COUNT)).toEqual(await accountOf(COUNT));
  });

  it('begins every larger seed with the same failures', async () => {
    const [small, large] = [await accountOf(5), await accountOf(9)];
    expect(large.slice(0, 5).map(({ detail }) => detail)).toEqual(small.slice(0, 5).map(({ detail }) => detail));
  });

  it('spreads them over the past and ends in the present', async () => {
    const { integration, clock } = await seeded(30);
    const times = integration.journal.events().map(({ putAt }) => putAt);
    expect(Math.min(...times)).toBeLessThan(NOW - SEED_SPAN_MS * 0.9);
    expect(times).toEqual([...times].sort((one, other) => one - other));
    expect(clock.now()).toBe(NOW);
  });

  it('lets the credential expire at the end and renews it', async () => {
    const { integration, stack } = await seeded(10);
    const statuses = integration.journal.events().map(({ deliveries }) => deliveries[0]?.status);
    expect(statuses.slice(8, 10)).toEqual([401, undefined]);
    expect(integration.store.connections.get(stack.connectionName)?.state).toBe('AUTHORIZED');
  });
});
