import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/app/failures.ts';
import { statusOf } from '../../src/app/redrive-status.ts';
import { many, timedOut } from '../support/dead-letters.ts';
import { firstTimes } from '../support/first-times.ts';
import { portsOf, redriven } from '../support/use-cases.ts';

describe('an entry that the bus does not take', () => {
  it('is named with the code and stays in the queue', async () => {
    const entry = ({ messageId }: { messageId: string }) => (messageId === 'm0001' ? 'MalformedDetail' : undefined);
    const ports = portsOf({ messages: many(3, timedOut), bus: { entry } });
    const { entries, end } = await redriven(ports);
    expect(entries.find(({ outcome }) => outcome === 'failed')).toMatchObject({
      errorCode: 'MalformedDetail',
      errorMessage: 'MalformedDetail for a test',
    });
    expect(ports.queue.visible).toEqual(['m0001']);
    expect(end.tally).toMatchObject({ removed: 2, failed: 1 });
  });

  it('ends the run when the bus refuses for good, and names what is left', async () => {
    const denied = { kind: 'refused', code: 'AccessDeniedException', message: 'no', retryable: false } as const;
    const ports = portsOf({ messages: many(60, timedOut), bus: { request: () => denied } });
    const { end, outcomes } = await redriven(ports, { concurrency: 4 });
    expect(end.failure).toMatchObject({ exit: EXIT.aws, code: 'AccessDeniedException' });
    expect(statusOf(end, false)).toBe(EXIT.aws);
    expect(ports.bus.requests).toHaveLength(1);
    expect(end.tally).toMatchObject({ failed: 10, left: end.tally.selected - 10 });
    expect(end.tally.selected).toBe(outcomes.length);
    expect(ports.queue.visible).toHaveLength(60);
  });
});

describe('an answer that does not arrive', () => {
  it.each(['lose-the-answer', 'lose-the-request', 'one-result-short'] as const)(
    'leaves its events unknown, neither sent again nor deleted: %s',
    async (what) => {
      const ports = portsOf({ messages: many(5, timedOut), bus: { request: () => what } });
      const { end, outcomes } = await redriven(ports);
      expect(outcomes.every((outcome) => outcome.endsWith('unknown'))).toBe(true);
      expect(end.tally).toMatchObject({ selected: 5, unknown: 5, sent: 0 });
      expect(ports.bus.requests).toHaveLength(1);
      expect(ports.queue.visible).toHaveLength(5);
      expect(statusOf(end, false)).toBe(EXIT.partly);
    },
  );

  it('is not sent again even when the message comes once more', async () => {
    const ports = portsOf({
      messages: many(1, timedOut),
      queue: { twice: firstTimes(5) },
      bus: { request: () => 'lose-the-answer' },
    });
    const { end } = await redriven(ports);
    expect(ports.queue.receives).toBeGreaterThan(5);
    expect(ports.bus.requests).toHaveLength(1);
    expect(end.tally).toMatchObject({ received: 1, unknown: 1 });
    expect(ports.queue.visible).toEqual(['m0000']);
  });
});
