import { describe, expect, it } from 'vitest';
import type { Handle } from '../../../src/app/ports.ts';
import { InFlightMessages } from '../../../src/app/queue/in-flight-messages.ts';
import type { ReceivedMessage } from '../../../src/domain/dead-letter/message.ts';
import { many, timedOut } from '../../support/builders/dead-letters.ts';
import { FakeClock } from '../../support/fakes/fake-clock.ts';
import { FakeQueue, HICCUP, type QueueScript } from '../../support/fakes/fake-queue.ts';
import { firstTimes } from '../../support/fakes/first-times.ts';

const NEVER = new AbortController().signal;
const VISIBILITY_END = 300_000;

async function handful(count: number, script: QueueScript = {}) {
  const clock = new FakeClock();
  const queue = new FakeQueue(clock, many(count, timedOut), script);
  const inFlight = new InFlightMessages({ queue, clock });
  for (let taken = 0; taken < count; taken += 10) {
    for (const message of await queue.receive({ most: 10, visibilitySeconds: 300, waitSeconds: 1 }))
      inFlight.take(message, VISIBILITY_END);
  }
  return { clock, queue, inFlight };
}

describe('hands', () => {
  it('give everything back, in batches of at most ten', async () => {
    const { queue, inFlight } = await handful(37);
    expect(queue.visible).toEqual([]);
    expect(await inFlight.releaseAll(NEVER)).toBe(0);
    expect(queue.visible).toHaveLength(37);
    expect(inFlight.hidden(0)).toBe(0);
  });

  it('give back again what a hiccup kept, and only that', async () => {
    const fails = firstTimes(7);
    const { queue, inFlight } = await handful(12, {
      releaseFails: () => (fails() ? HICCUP : undefined),
    });
    expect(await inFlight.releaseAll(NEVER)).toBe(0);
    expect(queue.visible).toHaveLength(12);
  });

  it('tell how many could not be given back', async () => {
    const stuck = new Set(['m0003', 'm0011']);
    const { queue, inFlight } = await handful(12, { releaseFails: (id) => (stuck.has(id) ? HICCUP : undefined) });
    expect(await inFlight.releaseAll(NEVER)).toBe(2);
    expect(queue.hidden).toEqual([...stuck]);
  });

  it('count what is refused for good beside what is refused for now', async () => {
    const { queue, inFlight } = await handful(10, {
      releaseFails: (id) => {
        if (id === 'm0001') return { code: 'InvalidParameterValue', retryable: false };
        return id === 'm0002' ? HICCUP : undefined;
      },
    });
    expect(await inFlight.releaseAll(NEVER)).toBe(2);
    expect(queue.hidden).toEqual(['m0001', 'm0002']);
  });

  it('use the newest receipt of a message that came twice', async () => {
    const { queue, inFlight } = await handful(1, { twice: () => true });
    for (const message of await queue.receive({ most: 10, visibilitySeconds: 300, waitSeconds: 1 }))
      inFlight.take(message, VISIBILITY_END);
    expect(inFlight.hidden(0)).toBe(1);
    await inFlight.releaseAll(NEVER);
    expect(queue.visible).toEqual(['m0000']);
  });

  it('leave hidden what must not be found again, and count it as ours', async () => {
    const { queue, inFlight } = await handful(3);
    inFlight.leaveHidden('m0001');
    expect(inFlight.hidden(0)).toBe(3);
    await inFlight.releaseAll(NEVER);
    expect(queue.hidden).toEqual(['m0001']);
    expect(inFlight.hidden(0)).toBe(1);
  });

  it('leave alone what their lease holds no longer: others may have it', async () => {
    const { clock, queue, inFlight } = await handful(2);
    clock.advance(VISIBILITY_END);
    expect(await inFlight.releaseAll(NEVER)).toBe(0);
    expect(queue.handedBack).toEqual([]);
  });

  it('do not take a delete with an older receipt for a delete', async () => {
    const { inFlight } = await handful(1);
    const old = inFlight.handle('m0000') as Handle;
    inFlight.take({ ...old, receiptHandle: 'newer' } as ReceivedMessage, VISIBILITY_END);
    inFlight.letGo(old);
    expect(inFlight.isGone('m0000')).toBe(false);
    inFlight.letGo({ messageId: 'm0000', receiptHandle: 'newer' });
    expect(inFlight.isGone('m0000')).toBe(true);
  });

  it('forget what was deleted', async () => {
    const { inFlight } = await handful(2);
    inFlight.letGo(inFlight.handle('m0000') as Handle);
    expect(inFlight.handle('m0000')).toBeUndefined();
    expect(inFlight.hidden(0)).toBe(1);
  });
});
