import { afterEach, describe, expect, it } from 'vitest';
import { startSeededSandbox } from '../../src/sandbox/integration/seeded.ts';
import { SEED_CASES } from '../../src/sandbox/seed/cases.ts';
import { clockBeforeSeed, SEED_SPAN_MS, seedDeadLetters } from '../../src/sandbox/seed/seed.ts';
import { messageRecords } from '../../src/sandbox/sqs/messages/message-records.ts';
import type { WholeSandbox } from '../../src/sandbox/whole-sandbox.ts';
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
  /** Everything of the journal but the message ids, which are random in a sandbox that is started without a seed. */
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

describe('a sandbox that is started with a seed', () => {
  const running: WholeSandbox[] = [];
  afterEach(async () => {
    for (const sandbox of running.splice(0)) await sandbox.stop();
  });
  const started = async (seed: number) => {
    const sandbox = await startSeededSandbox({ seed, clock: clockBeforeSeed(() => NOW) });
    running.push(sandbox);
    return sandbox;
  };
  const accountOf = ({ integration, queues }: WholeSandbox) => ({
    events: integration.journal.events(),
    messages: messageRecords(queues, true),
  });

  it('repeats itself to the last id: events, message ids, bodies, times and their order', async () => {
    const [one, other] = [accountOf(await started(COUNT)), accountOf(await started(COUNT))];
    expect(one.messages).toHaveLength(COUNT);
    expect(new Set(one.messages.map(({ messageId }) => messageId)).size).toBe(COUNT);
    expect(other).toEqual(one);
  });

  it('has random message ids where it makes no dead letters', async () => {
    const idOf = ({ queues }: WholeSandbox) => queues.all()[0]?.newMessageId();
    expect(idOf(await started(0))).not.toBe(idOf(await started(0)));
  });

  it('has a dead letter of another team, as a shared queue has', async () => {
    const { integration } = await started(COUNT);
    const theirs = integration.journal.events().filter(({ source }) => source === 'billing');
    expect(theirs.length).toBeGreaterThan(0);
    for (const { deliveries } of theirs) {
      expect(deliveries).toMatchObject([{ outcome: 'dead-letter', errorCode: 'NO_RESOURCE' }]);
    }
  });

  it('sends what belongs to a cache to a misspelling of that cache', async () => {
    const events = (await started(COUNT)).integration.journal.events();
    const elsewhere = events
      .filter(({ deliveries }) => deliveries[0]?.status === 404)
      .map(({ source, detail }) => `${source} ${JSON.parse(detail).cacheName}`);
    expect(elsewhere.length).toBeGreaterThan(0);
    for (const pair of elsewhere)
      expect(['shop.orders order', 'shop.accounts session', 'shop.catalog catalo']).toContain(pair);
  });
});
