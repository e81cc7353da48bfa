import { describe, expect, it } from 'vitest';
import { createFaults } from '../../../src/sandbox/faults/faults.ts';
import { receiveFrom } from '../../../src/sandbox/sqs/operations/receive.ts';
import { receiveOperations } from '../../../src/sandbox/sqs/operations/receive-operations.ts';
import { putMessage } from '../../../src/sandbox/sqs/operations/sending.ts';
import type { Received } from '../../../src/sandbox/sqs/poll.ts';
import { createQueues } from '../../../src/sandbox/sqs/queues.ts';
import { createSandboxClock } from '../../../src/sandbox/time/clock.ts';

const draft = { body: 'x', attributes: new Map(), senderId: 'someone' };

function full(count: number) {
  const clock = createSandboxClock(() => 0);
  const queues = createQueues(clock, () => 'http://127.0.0.1:1');
  const queue = queues.create('full', new Map([['VisibilityTimeout', '30']]));
  for (let sent = 0; sent < count; sent += 1) putMessage(queue, draft, clock);
  const take = () => receiveFrom(queue, 10, 30_000, clock, queues.findByArn);
  return { clock, queues, queue, take };
}

describe('a queue of 100,000 messages', () => {
  it('is received, returned and deleted in the time that linear work takes', { timeout: 10_000 }, () => {
    const { clock, queue, take } = full(100_000);
    const ids = new Set<string>();
    const drain = (each: (received: Received) => void) => {
      for (let batch = take(); batch.length > 0; batch = take()) batch.forEach(each);
    };
    drain(({ message }) => ids.add(message.id));
    expect(ids.size).toBe(100_000);
    clock.advance(30_000);
    expect(queue.messages.counts()).toEqual({ visible: 100_000, inFlight: 0, delayed: 0 });
    drain(({ message }) => queue.messages.remove(message, 'deleted'));
    expect(queue.messages.counts()).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
    expect(queue.messages.history().every(({ state, receiveCount }) => state === 'deleted' && receiveCount === 2)).toBe(
      true,
    );
  });
});

describe('two queues that are each other’s dead letter queue', () => {
  it('pass a message on once a receive, and one that waits gets it', async () => {
    const { clock, queues } = full(0);
    const [one, other] = ['one', 'other'].map((name) => queues.create(name, new Map()));
    if (one === undefined || other === undefined) throw new Error('no queues');
    const policy = (to: string) =>
      new Map([['RedrivePolicy', JSON.stringify({ deadLetterTargetArn: to, maxReceiveCount: 1 })]]);
    one.attributes = policy(other.arn);
    other.attributes = policy(one.arn);
    putMessage(one, draft, clock);
    expect(receiveFrom(one, 1, 0, clock, queues.findByArn)).toHaveLength(1);
    const { signal } = new AbortController();
    const waiting = other.polls.receive({ limit: 1, hideMs: 0, waitMs: 1_000, signal });
    expect(receiveFrom(one, 1, 0, clock, queues.findByArn)).toEqual([]);
    expect(await waiting).toMatchObject([{ receiveCount: 2 }]);
  });
});

describe('120,000 messages in flight', () => {
  const input = { QueueUrl: 'http://127.0.0.1:1/000000000000/full' };
  const call = { signal: new AbortController().signal };

  it('refuse a short poll with OverLimit, and let a long poll wait', async () => {
    const { clock, queues, queue, take } = full(120_005);
    while (take().length > 0);
    expect(queue.messages.counts()).toMatchObject({ inFlight: 120_000, visible: 5 });
    const { ReceiveMessage } = receiveOperations(queues, createFaults());
    await expect(ReceiveMessage?.({ ...input }, call)).rejects.toMatchObject({ code: 'OverLimit', status: 403 });
    const waiting = ReceiveMessage?.({ ...input, WaitTimeSeconds: 20 }, call);
    clock.advance(20_000);
    expect(await waiting).toEqual({});
    clock.advance(10_000);
    expect(await ReceiveMessage?.({ ...input }, call)).toMatchObject({ Messages: [{ Body: 'x' }] });
  });
});
