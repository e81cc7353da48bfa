import { expect, it } from 'vitest';
import { InFlightMessages } from '../../../src/app/queue/in-flight-messages.ts';
import { many, timedOut } from '../../support/builders/dead-letters.ts';
import { FakeClock } from '../../support/fakes/fake-clock.ts';
import { FakeQueue, HICCUP, type QueueScript } from '../../support/fakes/fake-queue.ts';
import { firstTimes } from '../../support/fakes/first-times.ts';

const LEASE_MS = 300_000;
const HOUR_MS = 3_600_000;

async function handful(count: number, script: QueueScript = {}) {
  const clock = new FakeClock();
  const queue = new FakeQueue(clock, many(count, timedOut), script);
  const inFlight = new InFlightMessages({ queue, clock });
  for (let taken = 0; taken < count; taken += 10) {
    const request = { most: 10, visibilitySeconds: 300, waitSeconds: 1 };
    for (const message of await queue.receive(request)) inFlight.take(message, clock.monotonic() + LEASE_MS);
  }
  return { clock, queue, inFlight };
}

it('leases are left alone before half of them has passed, and extended then', async () => {
  const { clock, queue, inFlight } = await handful(25);
  clock.advance(LEASE_MS / 2 - 1);
  await inFlight.keep();
  expect(queue.extended).toEqual([]);
  clock.advance(1);
  await inFlight.keep();
  expect(queue.extended).toHaveLength(25);
  await inFlight.keep();
  expect(queue.extended).toHaveLength(25);
  expect(inFlight.visibleAt('m0000')).toBe(clock.monotonic() + LEASE_MS);
});

it('many stay hidden for hours, but are extended at most until eleven hours after their receive', async () => {
  const { clock, queue, inFlight } = await handful(300);
  for (; clock.monotonic() < 10 * HOUR_MS; clock.advance(100_000)) {
    await inFlight.keep();
    expect(queue.visible).toEqual([]);
  }
  for (; clock.monotonic() < 12 * HOUR_MS; clock.advance(100_000)) await inFlight.keep();
  expect(queue.visible).toHaveLength(300);
  expect(inFlight.lapsed(clock.monotonic())).toBe(300);
  expect(inFlight.hidden(clock.monotonic())).toBe(0);
  const calls = queue.extended.length;
  await inFlight.keep();
  expect(queue.extended).toHaveLength(calls);
});

it('what a hiccup kept from being extended is extended a little later', async () => {
  const fails = firstTimes(3);
  const { clock, queue, inFlight } = await handful(10, { extendFails: () => (fails() ? HICCUP : undefined) });
  clock.advance(LEASE_MS / 2);
  await inFlight.keep();
  expect(queue.extended).toHaveLength(7);
  await inFlight.keep();
  expect(queue.extended).toHaveLength(7);
  clock.advance(5_000);
  await inFlight.keep();
  expect(queue.extended).toHaveLength(10);
});

it('what must not be extended runs out, and is not asked for again', async () => {
  let asked = 0;
  const { clock, inFlight, queue } = await handful(1, {
    extendFails: () => {
      asked += 1;
      return { code: 'MessageNotInflight', retryable: false };
    },
  });
  clock.advance(LEASE_MS / 2);
  await inFlight.keep();
  clock.advance(10_000);
  await inFlight.keep();
  expect(asked).toBe(1);
  expect(inFlight.handle('m0000')).toBeDefined();
  expect(await inFlight.releaseAll(new AbortController().signal)).toBe(0);
  expect(queue.handedBack).toEqual(['m0000']);
});

it('what has lapsed is not extended: others may have it', async () => {
  const { clock, queue, inFlight } = await handful(2);
  clock.advance(LEASE_MS);
  await inFlight.keep();
  expect(queue.extended).toEqual([]);
  expect(inFlight.lapsed(clock.monotonic())).toBe(2);
});

it('what was deleted or left hidden is not extended', async () => {
  const { clock, queue, inFlight } = await handful(3);
  inFlight.leaveHidden('m0001');
  const handle = inFlight.handle('m0002');
  if (handle !== undefined) inFlight.letGo(handle);
  clock.advance(LEASE_MS / 2);
  await inFlight.keep();
  expect(queue.extended).toEqual(['m0000']);
});

it('once stopped, a queue that takes nothing back is given up', async () => {
  const controller = new AbortController();
  let asked = 0;
  const world = await handful(100, {
    releaseFails: () => {
      asked += 1;
      world.clock.advance(500);
      return HICCUP;
    },
  });
  controller.abort();
  expect(await world.inFlight.releaseAll(controller.signal)).toBe(100);
  expect(asked).toBeLessThan(150);
});
