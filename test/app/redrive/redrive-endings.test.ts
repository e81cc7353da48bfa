import { describe, expect, it } from 'vitest';
import { statusOfRedrive } from '../../../src/app/exit-status.ts';
import { EXIT, Failure } from '../../../src/app/failures.ts';
import type { Tally } from '../../../src/domain/redrive/outcome.ts';
import { many, noKey, timedOut } from '../../support/builders/dead-letters.ts';
import { portsOf, redriven } from '../../support/fakes/use-cases.ts';

function sumOf({ removed, sentNotRemoved, held, failed, unknown, left }: Tally): number {
  return removed + sentNotRemoved + held + failed + unknown + left;
}

describe('an interruption', () => {
  it('between receive and send sends nothing and hands everything back', async () => {
    const controller = new AbortController();
    const ports = portsOf({ messages: many(30, timedOut), queue: { received: () => controller.abort() } });
    const { end, outcomes } = await redriven(ports, {}, controller.signal);
    expect(end.interrupted).toBe(true);
    expect(ports.bus.requests).toEqual([]);
    expect(outcomes.length).toBeGreaterThanOrEqual(10);
    expect(outcomes.every((outcome) => outcome.endsWith('left'))).toBe(true);
    expect(ports.queue.visible).toHaveLength(30);
    expect(statusOfRedrive(end, false)).toBe(EXIT.interrupted);
  });

  it('while the bus is asked still deletes what it takes', async () => {
    const controller = new AbortController();
    const ports = portsOf({
      messages: many(30, timedOut),
      bus: {
        request: () => {
          controller.abort();
          return 'obey';
        },
      },
    });
    const { end } = await redriven(ports, {}, controller.signal);
    expect(ports.bus.accepted).toHaveLength(10);
    expect(ports.queue.removed).toEqual(ports.bus.accepted);
    expect(end.tally.removed).toBe(10);
    expect(ports.queue.visible).toHaveLength(20);
  });

  it('ends the pauses between attempts: what may be retried is left', async () => {
    const controller = new AbortController();
    const ports = portsOf({
      messages: many(3, timedOut),
      bus: {
        entry: () => {
          controller.abort();
          return 'ThrottlingException';
        },
      },
    });
    expect((await redriven(ports, {}, controller.signal)).end.tally).toMatchObject({ left: 3, failed: 0 });
    expect(ports.bus.requests).toHaveLength(1);
  });
});

describe('a failure on the way', () => {
  const DOWN = new Failure(EXIT.aws, 'ServiceUnavailable', 'down', 'Wait.');
  const MIXED = [...many(5, timedOut, 'late'), ...many(3, noKey, 'keyless')];
  const fail = () => {
    throw DOWN;
  };

  it('of a receive is told at the end, after the outcomes, and everything is handed back', async () => {
    const ports = portsOf({
      messages: many(60, timedOut),
      queue: { receiveFails: (call) => (call === 3 ? DOWN : undefined) },
    });
    const { end } = await redriven(ports);
    expect(end.failure).toBe(DOWN);
    expect(end.tally.removed).toBeGreaterThan(0);
    expect(sumOf(end.tally)).toBe(end.tally.selected);
    expect(ports.queue.hidden).toEqual([]);
    expect(ports.queue.visible).toHaveLength(60 - end.tally.removed);
  });

  it('of a look at the bus names what is left, and what would have been held as held', async () => {
    const ports = portsOf({ messages: MIXED, integration: { bus: fail } });
    const { end, outcomes } = await redriven(ports);
    expect(end.failure).toBe(DOWN);
    expect(end.tally).toMatchObject({ selected: 8, left: 5, held: 3 });
    expect(outcomes).toContain('late0000 left');
    expect(ports.queue.visible).toHaveLength(8);
  });

  it('of a look at the targets hands back what could not be judged', async () => {
    const ports = portsOf({ messages: MIXED, integration: { targets: fail } });
    const { end } = await redriven(ports);
    expect(end.failure).toBe(DOWN);
    expect(end.tally).toMatchObject({ received: 8, selected: 0 });
    expect(ports.queue.visible).toHaveLength(8);
  });

  it('of the queue’s description at the end hands everything back all the same', async () => {
    const ports = portsOf({ messages: MIXED });
    const describeQueue = ports.queue.describe.bind(ports.queue);
    ports.queue.describe = async () => (ports.queue.describes >= 2 ? fail() : describeQueue());
    const { end } = await redriven(ports);
    expect(end.failure).toBe(DOWN);
    expect(ports.queue.visible).toHaveLength(3);
  });

  it('rejects before anything was received when the queue has a redrive policy', async () => {
    const ports = portsOf({ messages: MIXED, queue: { claims: { redrivePolicy: '{}' } } });
    await expect(redriven(ports)).rejects.toMatchObject({ exit: EXIT.refused });
    expect(ports.queue.receives).toBe(0);
  });
});
