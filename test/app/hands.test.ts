import { describe, expect, it } from 'vitest';
import { Hands } from '../../src/app/hands.ts';
import type { Handle } from '../../src/app/ports.ts';
import type { ReceivedMessage } from '../../src/domain/dead-letter/message.ts';
import { many, timedOut } from '../support/dead-letters.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { FakeQueue, HICCUP, type QueueScript } from '../support/fake-queue.ts';
import { firstTimes } from '../support/first-times.ts';

const NEVER = new AbortController().signal;
const LEASE_END = 300_000;

async function handful(count: number, script: QueueScript = {}) {
  const clock = new FakeClock();
  const queue = new FakeQueue(clock, many(count, timedOut), script);
  const hands = new Hands({ queue, clock });
  for (let taken = 0; taken < count; taken += 10) {
    for (const message of await queue.receive({ most: 10, leaseSeconds: 300, waitSeconds: 1 }))
      hands.take(message, LEASE_END);
  }
  return { clock, queue, hands };
}

describe('hands', () => {
  it('give everything back, in batches of at most ten', async () => {
    const { queue, hands } = await handful(37);
    expect(queue.visible).toEqual([]);
    expect(await hands.handBackAll(NEVER)).toBe(0);
    expect(queue.visible).toHaveLength(37);
    expect(hands.hidden(0)).toBe(0);
  });

  it('give back again what a hiccup kept, and only that', async () => {
    const fails = firstTimes(7);
    const { queue, hands } = await handful(12, {
      handBackFails: () => (fails() ? HICCUP : undefined),
    });
    expect(await hands.handBackAll(NEVER)).toBe(0);
    expect(queue.visible).toHaveLength(12);
  });

  it('tell how many could not be given back', async () => {
    const stuck = new Set(['m0003', 'm0011']);
    const { queue, hands } = await handful(12, { handBackFails: (id) => (stuck.has(id) ? HICCUP : undefined) });
    expect(await hands.handBackAll(NEVER)).toBe(2);
    expect(queue.hidden).toEqual([...stuck]);
  });

  it('count what is refused for good beside what is refused for now', async () => {
    const { queue, hands } = await handful(10, {
      handBackFails: (id) => {
        if (id === 'm0001') return { code: 'InvalidParameterValue', retryable: false };
        return id === 'm0002' ? HICCUP : undefined;
      },
    });
    expect(await hands.handBackAll(NEVER)).toBe(2);
    expect(queue.hidden).toEqual(['m0001', 'm0002']);
  });

  it('use the newest receipt of a message that came twice', async () => {
    const { queue, hands } = await handful(1, { twice: () => true });
    for (const message of await queue.receive({ most: 10, leaseSeconds: 300, waitSeconds: 1 }))
      hands.take(message, LEASE_END);
    expect(hands.hidden(0)).toBe(1);
    await hands.handBackAll(NEVER);
    expect(queue.visible).toEqual(['m0000']);
  });

  it('leave hidden what must not be found again, and count it as ours', async () => {
    const { queue, hands } = await handful(3);
    hands.leaveHidden('m0001');
    expect(hands.hidden(0)).toBe(3);
    await hands.handBackAll(NEVER);
    expect(queue.hidden).toEqual(['m0001']);
    expect(hands.hidden(0)).toBe(1);
  });

  it('leave alone what their lease holds no longer: others may have it', async () => {
    const { clock, queue, hands } = await handful(2);
    clock.advance(LEASE_END);
    expect(await hands.handBackAll(NEVER)).toBe(0);
    expect(queue.handedBack).toEqual([]);
  });

  it('do not take a delete with an older receipt for a delete', async () => {
    const { hands } = await handful(1);
    const old = hands.handle('m0000') as Handle;
    hands.take({ ...old, receiptHandle: 'newer' } as ReceivedMessage, LEASE_END);
    hands.letGo(old);
    expect(hands.isGone('m0000')).toBe(false);
    hands.letGo({ messageId: 'm0000', receiptHandle: 'newer' });
    expect(hands.isGone('m0000')).toBe(true);
  });

  it('forget what was deleted', async () => {
    const { hands } = await handful(2);
    hands.letGo(hands.handle('m0000') as Handle);
    expect(hands.handle('m0000')).toBeUndefined();
    expect(hands.hidden(0)).toBe(1);
  });
});
