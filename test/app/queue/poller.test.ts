import { describe, expect, it } from 'vitest';
import { InFlightMessages } from '../../../src/app/queue/in-flight-messages.ts';
import { merge } from '../../../src/app/queue/merge.ts';
import { BOUNDS, Poller } from '../../../src/app/queue/poller.ts';
import { many, timedOut } from '../../support/builders/dead-letters.ts';
import { FakeClock } from '../../support/fakes/fake-clock.ts';
import { FakeQueue, type QueueScript } from '../../support/fakes/fake-queue.ts';
import { firstTimes } from '../../support/fakes/first-times.ts';

const NEVER = new AbortController().signal;

async function polled(count: number, script: QueueScript, pollers = 1, expected?: number) {
  const clock = new FakeClock();
  const queue = new FakeQueue(clock, many(count, timedOut), script);
  const inFlight = new InFlightMessages({ queue, clock });
  const poller = new Poller({ queue, clock }, inFlight, BOUNDS, expected);
  const ids = new Set<string>();
  const sources = Array.from({ length: pollers }, () => poller.batches(NEVER));
  for await (const { fresh } of merge(sources)) for (const { messageId } of fresh) ids.add(messageId);
  return { queue, inFlight, poller, ids };
}

describe('a queue is drained', () => {
  it('after three empty polls in a row, and not before', async () => {
    const { ids, queue } = await polled(25, {});
    expect(ids.size).toBe(25);
    expect(queue.receives).toBe(3 + 3);
    expect(queue.describes).toBe(1);
  });

  it('not by empty answers that lie while messages are there', async () => {
    // Two lies, one truth, again and again: never three in a row until it is true.
    let turn = 0;
    const empty = () => {
      turn += 1;
      return turn % 3 !== 0;
    };
    const { ids } = await polled(95, { empty });
    expect(ids.size).toBe(95);
  });

  it('not while the queue itself says that something is visible', async () => {
    const { ids } = await polled(12, { empty: firstTimes(7) });
    expect(ids.size).toBe(12);
  });

  it('only by empty polls that began after the last message', async () => {
    // The first of four polls brings messages; the three beside it, which began before, and two more are empty. That is
    // not three in a row, though the count, which is approximate, says already that nothing is left.
    let call = 0;
    const empty = () => {
      call += 1;
      return call >= 2 && call <= 6;
    };
    const { ids } = await polled(21, { empty, claims: { visible: 0 } }, 4);
    expect(ids.size).toBe(21);
  });

  it('by polls that were under way already: those that brought nothing do not begin more of them', async () => {
    const { ids, queue } = await polled(25, {}, 16);
    expect(ids.size).toBe(25);
    expect(queue.receives).toBeLessThanOrEqual(16 + 6);
  });

  it('at some point even where the counts never agree, and then says what it could not read', async () => {
    const { poller, queue } = await polled(3, { empty: () => true });
    expect(poller.unread).toBe(3);
    expect(queue.receives).toBe(60);
  });
});

describe('many pollers', () => {
  it.each([
    ['ask a small queue few times', 12, 12, 2 + 5],
    ['ask a queue that is empty three times', 0, 0, 3],
  ])('%s', async (_, count, expected, calls) => {
    const { ids, queue } = await polled(count, {}, 32, expected);
    expect(ids.size).toBe(count);
    expect(queue.receives).toBeLessThanOrEqual(calls);
  });

  it('wait for none that has failed, nor for one that nobody asks any more', async () => {
    const failure = new Error('denied');
    for (const call of [1, 2, 3, 4, 5, 6]) {
      const receiveFails = (at: number) => (at === call ? failure : undefined);
      await expect(polled(12, { receiveFails }, 32, 12)).rejects.toBe(failure);
      await expect(polled(12, { receiveFails }, 32)).rejects.toBe(failure);
    }
  });

  it('read what the queue holds, whatever it said before', async () => {
    for (const expected of [0, 7, 150, 1_000]) expect((await polled(200, {}, 32, expected)).ids.size).toBe(200);
  });
});

describe('a poller', () => {
  it('has every message in hand before it tells of it', async () => {
    const { inFlight, ids } = await polled(25, {}, 3);
    expect([...ids].every((messageId) => inFlight.handle(messageId) !== undefined)).toBe(true);
  });

  it('still takes what it was asking for when all are stopped', async () => {
    const clock = new FakeClock();
    const queue = new FakeQueue(clock, many(100, timedOut));
    const inFlight = new InFlightMessages({ queue, clock });
    const poller = new Poller({ queue, clock }, inFlight);
    for await (const _ of merge([poller.batches(NEVER), poller.batches(NEVER)])) poller.stop();
    // One more was being asked for while the first was told.
    expect(queue.receives).toBe(3);
    expect(inFlight.hidden(clock.monotonic())).toBe(30);
    expect(queue.hidden).toHaveLength(30);
  });
});

describe('a poller for which something waits', () => {
  const waiting = () => {
    const clock = new FakeClock();
    const queue = new FakeQueue(clock, many(10, timedOut), { travels: () => 50 });
    const inFlight = new InFlightMessages({ queue, clock });
    return { inFlight, batches: new Poller({ queue, clock }, inFlight).batches(NEVER, () => true) };
  };

  it('does not keep it waiting as long as a receive', async () => {
    const { batches } = waiting();
    const lengths = [];
    for await (const { fresh } of batches) if (lengths.push(fresh.length) === 2) break;
    expect(lengths).toEqual([0, 10]);
  });

  it('has in hand what the receive brings, also when nobody listens any more', async () => {
    const { inFlight, batches } = waiting();
    expect((await batches.next()).value).toEqual({ fresh: [], repeated: [] });
    await batches.return(undefined);
    expect(inFlight.count).toBe(10);
  });
});
