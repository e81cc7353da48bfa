import { expect, it } from 'vitest';
import { Hands } from '../../src/app/hands.ts';
import { many, timedOut } from '../support/dead-letters.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { FakeQueue, HICCUP, type QueueScript } from '../support/fake-queue.ts';
import { firstTimes } from '../support/first-times.ts';

const LEASE_MS = 300_000;
const HOUR_MS = 3_600_000;

async function handful(count: number, script: QueueScript = {}) {
  const clock = new FakeClock();
  const queue = new FakeQueue(clock, many(count, timedOut), script);
  const hands = new Hands({ queue, clock });
  for (let taken = 0; taken < count; taken += 10) {
    const request = { most: 10, leaseSeconds: 300, waitSeconds: 1 };
    for (const message of await queue.receive(request)) hands.take(message, clock.monotonic() + LEASE_MS);
  }
  return { clock, queue, hands };
}

it('leases are left alone before half of them has passed, and extended then', async () => {
  const { clock, queue, hands } = await handful(25);
  clock.advance(LEASE_MS / 2 - 1);
  await hands.keep();
  expect(queue.extended).toEqual([]);
  clock.advance(1);
  await hands.keep();
  expect(queue.extended).toHaveLength(25);
  await hands.keep();
  expect(queue.extended).toHaveLength(25);
  expect(hands.leaseEnd('m0000')).toBe(clock.monotonic() + LEASE_MS);
});

it('many stay hidden for hours, but are extended at most until eleven hours after their receive', async () => {
  const { clock, queue, hands } = await handful(300);
  for (; clock.monotonic() < 10 * HOUR_MS; clock.advance(100_000)) {
    await hands.keep();
    expect(queue.visible).toEqual([]);
  }
  for (; clock.monotonic() < 12 * HOUR_MS; clock.advance(100_000)) await hands.keep();
  expect(queue.visible).toHaveLength(300);
  expect(hands.lapsed(clock.monotonic())).toBe(300);
  expect(hands.hidden(clock.monotonic())).toBe(0);
  const calls = queue.extended.length;
  await hands.keep();
  expect(queue.extended).toHaveLength(calls);
});

it('what a hiccup kept from being extended is extended a little later', async () => {
  const fails = firstTimes(3);
  const { clock, queue, hands } = await handful(10, { extendFails: () => (fails() ? HICCUP : undefined) });
  clock.advance(LEASE_MS / 2);
  await hands.keep();
  expect(queue.extended).toHaveLength(7);
  await hands.keep();
  expect(queue.extended).toHaveLength(7);
  clock.advance(5_000);
  await hands.keep();
  expect(queue.extended).toHaveLength(10);
});

it('what must not be extended runs out, and is not asked for again', async () => {
  let asked = 0;
  const { clock, hands, queue } = await handful(1, {
    extendFails: () => {
      asked += 1;
      return { code: 'MessageNotInflight', retryable: false };
    },
  });
  clock.advance(LEASE_MS / 2);
  await hands.keep();
  clock.advance(10_000);
  await hands.keep();
  expect(asked).toBe(1);
  expect(hands.handle('m0000')).toBeDefined();
  expect(await hands.handBackAll(new AbortController().signal)).toBe(0);
  expect(queue.handedBack).toEqual(['m0000']);
});

it('what has lapsed is not extended: others may have it', async () => {
  const { clock, queue, hands } = await handful(2);
  clock.advance(LEASE_MS);
  await hands.keep();
  expect(queue.extended).toEqual([]);
  expect(hands.lapsed(clock.monotonic())).toBe(2);
});

it('what was deleted or left hidden is not extended', async () => {
  const { clock, queue, hands } = await handful(3);
  hands.leaveHidden('m0001');
  const handle = hands.handle('m0002');
  if (handle !== undefined) hands.letGo(handle);
  clock.advance(LEASE_MS / 2);
  await hands.keep();
  expect(queue.extended).toEqual(['m0000']);
});

it('once stopped, a queue that takes nothing back is given up', async () => {
  const controller = new AbortController();
  let asked = 0;
  const world = await handful(100, {
    handBackFails: () => {
      asked += 1;
      world.clock.advance(500);
      return HICCUP;
    },
  });
  controller.abort();
  expect(await world.hands.handBackAll(controller.signal)).toBe(100);
  expect(asked).toBeLessThan(150);
});
