import { expect, it } from 'vitest';
import type { QueuePort } from '../../../src/app/ports.ts';
import { InFlightMessages } from '../../../src/app/queue/in-flight-messages.ts';
import { messageBytes } from '../../../src/app/queue/limits.ts';
import { merge } from '../../../src/app/queue/merge.ts';
import { Poller } from '../../../src/app/queue/poller.ts';
import type { ReceivedMessage } from '../../../src/domain/dead-letter/message.ts';
import { many, timedOut } from '../../support/builders/dead-letters.ts';
import { FakeClock } from '../../support/fakes/fake-clock.ts';
import { FakeQueue } from '../../support/fakes/fake-queue.ts';
import { turns } from '../../support/fakes/turns.ts';

const MIB = 1024 * 1024;

/** A dead letter whose ERROR_MESSAGE is so many characters long. */
function wordy(length: number): (messageId: string) => ReceivedMessage {
  const text = 'x'.repeat(length);
  return (messageId) => {
    const letter = timedOut(messageId);
    return { ...letter, attributes: { ...letter.attributes, ERROR_MESSAGE: { dataType: 'String', text } } };
  };
}

/** The most receives under way at once, and the most bytes that were received and not worked off. */
async function peaks(messages: readonly ReceivedMessage[], pollers: number, work: number) {
  const clock = new FakeClock();
  const queue = new FakeQueue(clock, messages, { travels: () => 10 });
  let underWay = 0;
  let most = 0;
  const port: QueuePort = {
    describe: () => queue.describe(),
    remove: (handles) => queue.remove(handles),
    release: (handles) => queue.release(handles),
    extend: (handles, seconds) => queue.extend(handles, seconds),
    receive: async (request) => {
      underWay += 1;
      most = Math.max(most, underWay);
      try {
        return await queue.receive(request);
      } finally {
        underWay -= 1;
      }
    },
  };
  const poller = new Poller({ queue: port, clock }, new InFlightMessages({ queue: port, clock }));
  let bytes = 0;
  let mostBytes = 0;
  let read = 0;
  async function* worker() {
    for await (const { fresh } of poller.batches(new AbortController().signal)) {
      const size = fresh.reduce((sum, message) => sum + messageBytes(message), 0);
      bytes += size;
      mostBytes = Math.max(mostBytes, bytes);
      await turns(work);
      bytes -= size;
      read += fresh.length;
      yield read;
    }
  }
  for await (const _ of merge(Array.from({ length: pollers }, worker)));
  return { most, mostBytes, read };
}

it('small messages are received with full concurrency', async () => {
  const { most, read } = await peaks(many(2_000, timedOut), 32, 1);
  expect(read).toBe(2_000);
  expect(most).toBe(32);
});

it('large messages are received by fewer pollers, also while their consumers are slow', async () => {
  const { most, mostBytes, read } = await peaks(many(600, wordy(600 * 1024)), 32, 40);
  expect(read).toBe(600);
  expect(most).toBeLessThanOrEqual(6);
  // What the first receives brought, before any answer showed the size, is the most.
  expect(mostBytes).toBeLessThanOrEqual(40 * MIB);
});

it('a message counts with its attributes', () => {
  expect(messageBytes(wordy(1_000)('m'))).toBeGreaterThan(1_000 + timedOut('m').body.length);
  const binary = { dataType: 'Binary', text: undefined, base64: 'AAAA' };
  expect(messageBytes({ body: 'é', attributes: { b: binary } })).toBe(2 + 4);
});
