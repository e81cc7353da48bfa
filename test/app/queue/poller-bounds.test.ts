import { describe, expect, it } from 'vitest';
import { stopped } from '../../../src/app/failures.ts';
import { InFlightMessages } from '../../../src/app/queue/in-flight-messages.ts';
import { merge } from '../../../src/app/queue/merge.ts';
import { BOUNDS, type Bounds, Poller } from '../../../src/app/queue/poller.ts';
import { foreign, many, timedOut } from '../../support/builders/dead-letters.ts';
import { FakeClock } from '../../support/fakes/fake-clock.ts';
import { FakeQueue } from '../../support/fakes/fake-queue.ts';
import { listed, portsOf, redriven } from '../../support/fakes/use-cases.ts';

async function bounded(bounds: Partial<Bounds>, pollers: number) {
  const clock = new FakeClock();
  const queue = new FakeQueue(clock, many(200, timedOut));
  const inFlight = new InFlightMessages({ queue, clock });
  const poller = new Poller({ queue, clock }, inFlight, { ...BOUNDS, ...bounds });
  const sources = Array.from({ length: pollers }, () => poller.batches(new AbortController().signal));
  for await (const _ of merge(sources));
  return { poller, inFlight };
}

describe('a reading ends at a bound', () => {
  it.each([1, 7, 10, 25, 95])('of %i messages read, exactly', async (read) => {
    const { poller } = await bounded({ read }, 4);
    expect(poller.seen.count).toBe(read);
    expect(poller.reached).toBe('read');
  });

  it('of messages in hand, but for what was being asked for', async () => {
    const { poller, inFlight } = await bounded({ inFlight: 50 }, 3);
    expect(inFlight.count).toBeGreaterThanOrEqual(50);
    expect(inFlight.count).toBeLessThanOrEqual(70);
    expect(poller.reached).toBe('inFlight');
  });

  it('and not where the queue ends first', async () => {
    const { poller } = await bounded({ read: 201 }, 3);
    expect(poller.seen.count).toBe(200);
    expect(poller.reached).toBeUndefined();
  });
});

it('a look that ends at --max-read says how many it did not see, and hands all back', async () => {
  const ports = portsOf({ messages: many(95, timedOut) });
  const { ids, end } = await listed(ports, { maxRead: 30 });
  expect(ids).toHaveLength(30);
  expect(end).toMatchObject({ read: 30, unseen: 65, unread: 65, stuck: 0, failure: undefined });
  expect(end.warnings).toContainEqual(expect.stringContaining('Only 30 messages were read'));
  expect(ports.queue.hidden).toEqual([]);
});

it('a redrive that holds too many stops in order and says how many it did not see', async () => {
  const ports = portsOf({ messages: many(450, foreign) });
  const { end } = await redriven(ports, { maxInFlight: 300 });
  expect(end.failure).toMatchObject({ exit: 3, code: 'TooManyInHand' });
  expect(end.tally.received).toBeLessThan(350);
  expect(end).toMatchObject({ unseen: 450 - end.tally.received, unread: 450 - end.tally.received });
  expect(ports.queue.visible).toHaveLength(450);
});

it('a receive that was cut by a stop is told, and is no failure', async () => {
  const controller = new AbortController();
  const ports = portsOf({
    messages: many(30, timedOut),
    queue: {
      receiveFails: (call) => {
        if (call < 3) return undefined;
        controller.abort();
        return stopped('cut for a test');
      },
    },
  });
  const { end } = await redriven(ports, {}, controller.signal);
  expect(end).toMatchObject({ interrupted: true, failure: undefined });
  expect(end.warnings).toContainEqual(expect.stringContaining('A receive was cut off'));
  expect(ports.queue.hidden).toEqual([]);
});
