import { describe, expect, it } from 'vitest';
import { statusOfRedrive } from '../../../src/app/exit-status.ts';
import type { RedriveRequest } from '../../../src/app/redrive/redrive-request.ts';
import type { ReceivedMessage } from '../../../src/domain/dead-letter/message.ts';
import { DEFAULT_RATES, type Rates, UNLIMITED } from '../../../src/domain/redrive/pace.ts';
import { foreign, many, noCache, published, timedOut } from '../../support/builders/dead-letters.ts';
import type { BusScript } from '../../support/fakes/fake-bus.ts';
import { found } from '../../support/fakes/fake-integration.ts';
import { firstTimes } from '../../support/fakes/first-times.ts';
import { type Ports, portsOf, redriven, type World } from '../../support/fakes/use-cases.ts';

/** Every third message is held. */
function mixed(count: number): ReceivedMessage[] {
  return Array.from({ length: count }, (_, at) => {
    const id = `m${String(at).padStart(4, '0')}`;
    return at % 3 === 0 ? noCache(id) : timedOut(id);
  });
}

async function paced(world: World, rates: Rates, request: Partial<RedriveRequest> = {}) {
  const ports = portsOf(world);
  const run = await redriven(ports, { rates, ...request });
  return { ports, ...run, seconds: ports.clock.monotonic() / 1000 };
}

describe('requests', () => {
  it.each([1, 4, 8])('are full although a third is held, with %i workers', async (concurrency) => {
    const ports = portsOf({ messages: mixed(900) });
    const { end } = await redriven(ports, { concurrency });
    expect(end.tally).toMatchObject({ removed: 600, held: 300 });
    const sizes = ports.bus.requests.map((request) => request.entries.length);
    // The first, with which the way is tried, and what is left at the end are not.
    expect(sizes.length).toBeLessThanOrEqual(60 + 3);
    expect(sizes.slice(1).filter((size) => size === 10).length).toBeGreaterThanOrEqual(58);
  });

  it('do not wait for more when there is nothing more', async () => {
    const { seconds, end } = await paced({ messages: many(3, timedOut) }, DEFAULT_RATES);
    expect(end.tally.removed).toBe(3);
    expect(seconds).toBeLessThan(10);
  });
});

describe('the rate of a run', () => {
  it('is kept over all workers', async () => {
    const { seconds, end } = await paced(
      { messages: many(1_000, timedOut) },
      { overall: 50, byType: new Map() },
      { concurrency: 8 },
    );
    expect(end.tally.removed).toBe(1_000);
    expect(seconds).toBeGreaterThan(20);
    expect(seconds).toBeLessThan(40);
  });

  it('of one detail-type does not hold up the others', async () => {
    const messages = [...many(40, published, 'p'), ...many(400, timedOut)];
    const { ports, end, seconds } = await paced({ messages }, { overall: 100, byType: new Map([['topicPublish', 2]]) });
    expect(end.tally.removed).toBe(440);
    expect(seconds).toBeGreaterThan(15);
    const at = (id: string) => ports.queue.removed.indexOf(id);
    expect(at('m0399')).toBeLessThan(at('p0039'));
  });

  it('may be slower than a lease is long: nothing is lost, left, sent twice or missed', async () => {
    const messages = [...many(60, foreign, 'f'), ...many(120, timedOut)];
    const { ports, end, seconds } = await paced({ messages }, { overall: 0.1, byType: new Map() });
    expect(seconds).toBeGreaterThan(1_000);
    expect(end.tally).toMatchObject({ received: 180, removed: 120, held: 60 });
    expect(new Set(ports.bus.accepted).size).toBe(ports.bus.accepted.length);
    expect(ports.queue.visible).toHaveLength(60);
    expect(ports.queue.extended.length).toBeGreaterThan(30);
    expect(end.unseen).toBe(0);
  });

  it('leaves what waits when the run is interrupted', async () => {
    const controller = new AbortController();
    let requests = 0;
    const request: BusScript['request'] = () => {
      requests += 1;
      if (requests === 3) controller.abort();
      return 'obey';
    };
    const ports = portsOf({ messages: many(500, timedOut), bus: { request } });
    const { end, entries } = await redriven(ports, { rates: { overall: 20, byType: new Map() } }, controller.signal);
    expect(end.tally.removed).toBe(30);
    expect(end.tally.left).toBe(end.tally.selected - 30);
    // No more was received than goes out within twenty seconds, but for a receive of each worker.
    expect(end.tally.selected).toBeLessThanOrEqual(20 * 20 + 30 + 20);
    expect(entries).toHaveLength(end.tally.selected);
    expect(ports.queue.visible).toHaveLength(470);
    expect(statusOfRedrive(end, false)).toBe(130);
  });
});

describe('throttling by AWS', () => {
  it.each(['request', 'entry'])('slows down instead of failing, whether it comes for a %s', async (what) => {
    const throttles = firstTimes(12);
    const throttled = { kind: 'refused', code: 'ThrottlingException', message: '', retryable: true } as const;
    const bus: BusScript =
      what === 'request'
        ? { request: () => (throttles() ? throttled : 'obey') }
        : { entry: () => (throttles() ? 'ThrottlingException' : undefined) };
    const ports = portsOf({ messages: many(100, timedOut), bus });
    const { end } = await redriven(ports, { rates: DEFAULT_RATES });
    expect(end.tally).toMatchObject({ removed: 100, failed: 0, left: 0 });
    expect(end.failure).toBeUndefined();
  });

  it('slows down the rest of an unlimited run too', async () => {
    const throttles = firstTimes(1);
    const bus: BusScript = { entry: () => (throttles() ? 'ThrottlingException' : undefined) };
    const { seconds, end } = await paced({ messages: many(200, timedOut), bus }, UNLIMITED);
    expect(end.tally.removed).toBe(200);
    expect(seconds).toBeGreaterThan(6);
  });

  it('is an answer after minutes: the events are named and stay', async () => {
    const throttled = { kind: 'refused', code: 'ThrottlingException', message: '', retryable: true } as const;
    const { end, ports, seconds } = await paced(
      { messages: many(5, timedOut), bus: { request: () => throttled } },
      DEFAULT_RATES,
    );
    expect(end.tally).toMatchObject({ removed: 0, failed: 5 });
    expect(seconds).toBeGreaterThan(400);
    expect(ports.queue.visible).toHaveLength(5);
  });
});

it('some of a request being asked again does not need the leases of those that are gone', async () => {
  const fails = firstTimes(2);
  const ports = portsOf({
    messages: many(10, timedOut),
    bus: { entry: () => (fails() ? 'InternalFailure' : undefined) },
  });
  const { end } = await redriven(ports);
  expect(end.tally).toMatchObject({ removed: 10, left: 0 });
});

it('what has waited is looked at again before it goes', async () => {
  const DISABLED_AT_MS = 15_000;
  const LOOK_IS_GOOD_FOR_MS = 10_000;
  const sentAt: number[] = [];
  const ports: Ports = portsOf({
    messages: many(200, timedOut),
    bus: {
      request: () => {
        sentAt.push(ports.clock.monotonic());
        return 'obey';
      },
    },
    integration: {
      rule: () => {
        const state = ports.clock.monotonic() < DISABLED_AT_MS ? 'ENABLED' : 'DISABLED';
        return found({ state, pattern: '{"source":["shop.orders"]}' });
      },
    },
  });
  const { end, outcomes } = await redriven(ports, { rates: { overall: 2, byType: new Map() } });
  expect(Math.max(...sentAt)).toBeLessThan(DISABLED_AT_MS + LOOK_IS_GOOD_FOR_MS);
  const { removed, unknown } = end.tally;
  expect(removed).toBeGreaterThan(0);
  expect(removed + unknown).toBe(sentAt.length * 10);
  expect(outcomes.filter((outcome) => outcome.endsWith('held: rule-disabled'))).toHaveLength(200 - removed - unknown);
});

it.each([
  [260_000, 'removed'],
  [270_000, 'left'],
])(
  'a message that came %i ms after it was asked for is %s: a send and a delete may take 32 seconds',
  async (late, outcome) => {
    const ports = portsOf({ messages: many(5, timedOut), queue: { late: () => late } });
    const { outcomes } = await redriven(ports, { concurrency: 1 });
    expect(outcomes).toEqual([0, 1, 2, 3, 4].map((at) => `m000${at} ${outcome}`));
    expect(ports.bus.requests).toHaveLength(outcome === 'left' ? 0 : 1);
  },
);
