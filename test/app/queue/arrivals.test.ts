import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ListEnd, list } from '../../../src/app/list/list.ts';
import { InFlightMessages } from '../../../src/app/queue/in-flight-messages.ts';
import { merge } from '../../../src/app/queue/merge.ts';
import { BOUNDS, Poller } from '../../../src/app/queue/poller.ts';
import { closeReading, sentBeforeNow } from '../../../src/app/queue/reading.ts';
import { seededRandom } from '../../../src/sandbox/time/random.ts';
import { foreign, many, timedOut } from '../../support/builders/dead-letters.ts';
import { arrivingQueue } from '../../support/fakes/arriving-queue.ts';
import { FakeClock } from '../../support/fakes/fake-clock.ts';
import { LIST_ALL, portsOf, redriven } from '../../support/fakes/use-cases.ts';

const NEVER = new AbortController().signal;

interface Case {
  readonly older: number;
  readonly perSecond: number;
  readonly pollers: number;
  readonly latency: number;
  readonly seed: number;
}

async function reading({ older, perSecond, pollers, latency, seed }: Case) {
  const clock = new FakeClock();
  const random = seededRandom(seed);
  const script = { perSecond, make: foreign, latency };
  const { port, queue, arrived } = arrivingQueue(clock, many(older, foreign), script, { draw: random });
  const inFlight = new InFlightMessages({ queue: port, clock });
  const described = await port.describe();
  const poller = new Poller({ queue: port, clock }, inFlight, BOUNDS, described.visible, sentBeforeNow(described));
  const ids: string[] = [];
  for await (const { fresh } of merge(Array.from({ length: pollers }, () => poller.batches(NEVER))))
    ids.push(...fresh.map(({ messageId }) => messageId));
  const milliseconds = clock.monotonic();
  const closed = await closeReading({ queue: port, clock }, described, poller, inFlight, NEVER);
  return { ids, closed, queue, arrived: arrived(), milliseconds };
}

describe('a reading of a queue that still receives', () => {
  it.each([2, 10, 50])('ends while %i messages a second arrive, with everything that was there', async (perSecond) => {
    const { ids, closed, queue, milliseconds } = await reading({
      older: 200,
      perSecond,
      pollers: 8,
      latency: 2,
      seed: 1,
    });
    expect(ids.filter((id) => id.startsWith('m'))).toHaveLength(200);
    expect(closed).toMatchObject({ unseen: 0, unread: 0, stuck: 0, failure: undefined });
    expect(closed.arrivedSince).toBeGreaterThan(0);
    // The fake lets the long polls of several pollers pass one after the other.
    expect(milliseconds).toBeLessThan(15_000);
    expect(queue.hidden).toEqual([]);
  });

  it('ends for any rate of arrivals, tells what it did not read and keeps nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          older: fc.nat({ max: 120 }),
          perSecond: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 20, max: 200 })),
          pollers: fc.integer({ min: 1, max: 6 }),
          latency: fc.integer({ min: 1, max: 120 }),
          seed: fc.nat(),
        }),
        async (one) => {
          const { ids, closed, queue, arrived } = await reading(one);
          expect(new Set(ids).size).toBe(ids.length);
          const read = ids.filter((id) => id.startsWith('m')).length;
          expect(read + closed.unread).toBeGreaterThanOrEqual(one.older);
          // Receives of one poller bring at most ten messages; where that suffices nothing of what was there is missed.
          if (one.perSecond * one.latency < 5_000) {
            expect(read).toBe(one.older);
            expect(closed.unread).toBe(0);
          }
          expect(closed.arrivedSince).toBeLessThanOrEqual(arrived);
          expect(queue.hidden).toEqual([]);
        },
      ),
      { numRuns: 80, seed: 20_261_201 },
    );
  });

  it('does not end while an older message is visible and only arrivals come', async () => {
    const clock = new FakeClock();
    const { port } = arrivingQueue(clock, many(30, foreign), { perSecond: 5, make: foreign, latency: 20 });
    let calls = 0;
    const late = {
      ...port,
      // The older messages are not delivered at first, as by a server of SQS that does not answer.
      receive: async (request: Parameters<typeof port.receive>[0]) => {
        calls += 1;
        if (calls > 9) return port.receive(request);
        clock.advance(200);
        return calls % 3 === 0
          ? []
          : [{ ...foreign(`new-${calls}`), receiptHandle: 'r', sentAt: clock.now() + 10_000 }];
      },
    };
    const inFlight = new InFlightMessages({ queue: late, clock });
    const described = await late.describe();
    const poller = new Poller({ queue: late, clock }, inFlight, BOUNDS, described.visible, sentBeforeNow(described));
    for await (const _ of poller.batches(NEVER));
    expect(poller.seen.count).toBeGreaterThanOrEqual(30);
  });

  it('counts a message without SentTimestamp as one that was there', async () => {
    const clock = new FakeClock();
    const ports = portsOf({ messages: many(3, (id) => ({ ...foreign(id), sentAt: undefined })) });
    const inFlight = new InFlightMessages({ queue: ports.queue, clock });
    const poller = new Poller({ queue: ports.queue, clock }, inFlight, BOUNDS, 3, { sentBefore: 0 });
    for await (const _ of poller.batches(NEVER));
    expect(poller.seen.count).toBe(3);
  });

  it('releases arrivals after a while, although it goes on', async () => {
    const ports = portsOf({ messages: [] });
    const { clock, queue } = ports;
    queue.add({ ...foreign('new'), sentAt: clock.now() + 5_000 });
    const inFlight = new InFlightMessages(ports);
    const poller = new Poller(ports, inFlight, BOUNDS, 1_000, sentBeforeNow(await queue.describe()));
    const batches = poller.batches(NEVER);
    await batches.next();
    expect(queue.hidden).toEqual(['new']);
    clock.advance(16_000);
    await batches.next();
    expect(queue.handedBack).toContain('new');
    await batches.return(undefined);
    expect(queue.hidden).toEqual([]);
  });
});

describe('a list of a queue that still receives', () => {
  it('leaves arrivals out and says about how many there are', async () => {
    const { clock, ...ports } = portsOf({ messages: [] });
    const { port, queue } = arrivingQueue(clock, many(40, timedOut), { perSecond: 10, make: timedOut, latency: 5 });
    const ids: string[] = [];
    let end: ListEnd | undefined;
    for await (const event of list({ ...ports, clock, queue: port }, LIST_ALL, NEVER)) {
      if (event.kind === 'dead-letter') ids.push(event.examined.deadLetter.messageId);
      if (event.kind === 'end') end = event;
    }
    expect(ids.filter((id) => id.startsWith('m'))).toHaveLength(40);
    expect(end).toMatchObject({ unseen: 0, failure: undefined, interrupted: false });
    expect(end?.arrivedSince).toBeGreaterThan(0);
    expect(end?.read).toBe(ids.length);
    expect(queue.hidden).toEqual([]);
  });
});

describe('a redrive of a queue that still receives', () => {
  it.each([true, false])('ends, and leaves arrivals to the next run (dry run: %s)', async (dryRun) => {
    const ports = portsOf({ messages: [] });
    const { port, queue } = arrivingQueue(ports.clock, many(40, timedOut), {
      perSecond: 10,
      make: timedOut,
      latency: 5,
    });
    const { end, entries } = await redriven({ ...ports, queue: port } as unknown as typeof ports, { dryRun });
    const ids = entries.map(({ examined }) => examined.deadLetter.messageId);
    expect(ids.filter((id) => id.startsWith('m'))).toHaveLength(40);
    expect(end.arrivedSince).toBeGreaterThan(0);
    expect(queue.removed).toHaveLength(dryRun ? 0 : end.tally.removed);
    expect(queue.hidden).toEqual([]);
  });

  it('counts an event that comes back later as an arrival, and does not send it again', async () => {
    const ports = portsOf({ messages: many(40, timedOut) });
    const { queue, clock } = ports;
    let back = 0;
    const remove = queue.remove.bind(queue);
    queue.remove = async (handles) => {
      clock.advance(3_000);
      for (const { messageId } of handles) {
        back += 1;
        queue.add({ ...timedOut(`back-${messageId}`), sentAt: clock.now() });
      }
      return remove(handles);
    };
    const { end } = await redriven(ports);
    expect(end.tally.removed).toBe(40);
    expect(back).toBe(40);
    expect(queue.visible).toHaveLength(40);
    expect(end.arrivedSince).toBeGreaterThan(0);
    expect(ports.bus.accepted).toHaveLength(40);
  });
});
