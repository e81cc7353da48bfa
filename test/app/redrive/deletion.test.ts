import { describe, expect, it } from 'vitest';
import { InFlightMessages } from '../../../src/app/queue/in-flight-messages.ts';
import { remove } from '../../../src/app/redrive/deletion.ts';
import { many, timedOut } from '../../support/builders/dead-letters.ts';
import { FakeClock } from '../../support/fakes/fake-clock.ts';
import { FakeQueue, HICCUP, type QueueScript } from '../../support/fakes/fake-queue.ts';
import { firstTimes } from '../../support/fakes/first-times.ts';

const NEVER = new AbortController().signal;
const DEADLINE = 300_000;

async function received(script: QueueScript) {
  const clock = new FakeClock();
  const queue = new FakeQueue(clock, many(10, timedOut), script);
  const inFlight = new InFlightMessages({ queue, clock });
  const messages = await queue.receive({ most: 10, visibilitySeconds: 300, waitSeconds: 1 });
  for (const message of messages) inFlight.take(message, 300_000);
  return { clock, queue, inFlight, ids: messages.map(({ messageId }) => messageId) };
}

describe('removing', () => {
  it('asks again for what failed, and only for that', async () => {
    const asked: string[] = [];
    const fails = firstTimes(2);
    const { clock, queue, inFlight, ids } = await received({
      removeFails: (id) => {
        asked.push(id);
        return id === 'm0004' && fails() ? HICCUP : undefined;
      },
    });
    const removal = await remove({ queue, clock }, inFlight, ids, NEVER);
    expect(removal).toEqual({ removed: new Set(ids), refused: undefined });
    expect(asked).toEqual([...ids, 'm0004', 'm0004']);
    expect(clock.pauses).toEqual([50, 100]);
    expect(ids.every((messageId) => inFlight.isGone(messageId))).toBe(true);
  });

  it('goes on while the lease lasts and no longer, with pauses of five seconds at most', async () => {
    const { clock, queue, inFlight, ids } = await received({
      removeFails: (id) => (id === 'm0004' ? HICCUP : undefined),
    });
    const { removed } = await remove({ queue, clock }, inFlight, ids, NEVER);
    expect(removed.size).toBe(9);
    expect(clock.monotonic()).toBeGreaterThanOrEqual(DEADLINE);
    expect(clock.monotonic()).toBeLessThan(DEADLINE + 5_001);
    expect(Math.max(...clock.pauses)).toBe(5_000);
  });

  it('does not ask again what was refused for good, and says why', async () => {
    const { clock, queue, inFlight, ids } = await received({
      removeFails: () => ({ code: 'AccessDenied', retryable: false }),
    });
    expect(await remove({ queue, clock }, inFlight, ids, NEVER)).toEqual({
      removed: new Set(),
      refused: 'AccessDenied',
    });
    expect(clock.pauses).toEqual([]);
  });

  it('goes on for a little while after an interruption', async () => {
    const fails = firstTimes(3);
    const { clock, queue, inFlight, ids } = await received({
      removeFails: (id) => (id === 'm0004' && fails() ? HICCUP : undefined),
    });
    const { removed } = await remove({ queue, clock }, inFlight, ids, AbortSignal.abort());
    expect(removed.size).toBe(10);
  });

  it('does not outlast an outage after an interruption', async () => {
    const { clock, queue, inFlight, ids } = await received({ removeFails: () => HICCUP });
    const { removed } = await remove({ queue, clock }, inFlight, ids, AbortSignal.abort());
    expect(removed.size).toBe(0);
    expect(clock.monotonic()).toBeLessThan(5_000);
  });

  it('does not wait long for a queue that hangs after an interruption', async () => {
    const { clock, queue, inFlight, ids } = await received({
      removeFails: (id) => {
        if (id === 'm0000') clock.advance(16_000);
        return HICCUP;
      },
    });
    await remove({ queue, clock }, inFlight, ids, AbortSignal.abort());
    expect(clock.monotonic()).toBeLessThan(60_000);
  });

  it('asks nothing for nothing', async () => {
    const { clock, queue, inFlight } = await received({});
    expect((await remove({ queue, clock }, inFlight, [], NEVER)).removed.size).toBe(0);
  });
});
