import { describe, expect, it } from 'vitest';
import { statusOfRedrive } from '../../../src/app/exit-status.ts';
import { EXIT } from '../../../src/app/failures.ts';
import type { Batch } from '../../../src/domain/redrive/batch.ts';
import { many, timedOut } from '../../support/builders/dead-letters.ts';
import { turns } from '../../support/fakes/turns.ts';
import { type Ports, portsOf, redriven } from '../../support/fakes/use-cases.ts';

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
    expect(statusOfRedrive(end, false)).toBe(EXIT.aws);
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
      // Not handed back either: found at once, they would be sent once more.
      expect(ports.queue.hidden).toHaveLength(5);
      expect(end.failure?.code).toBe('NoAnswer');
      expect(statusOfRedrive(end, false)).toBe(EXIT.partly);
    },
  );

  it('is not sent again even when the message comes once more', async () => {
    let requests = 0;
    const lost = () => {
      requests += 1;
      return requests === 2 ? 'lose-the-answer' : 'obey';
    };
    const ports = portsOf({
      messages: many(15, timedOut),
      queue: { twice: (messageId) => messageId === 'm0012' && requests === 2 },
      bus: { request: lost },
    });
    const { end } = await redriven(ports, { concurrency: 1 });
    expect(ports.bus.requests).toHaveLength(2);
    expect(end.tally).toMatchObject({ received: 15, removed: 10, unknown: 5 });
    expect(ports.queue.hidden).toContain('m0012');
    expect(ports.queue.handedBack).toEqual([]);
  });

  it('ends the run when it happens three times in a row to a bus that had answered', async () => {
    let requests = 0;
    const silent = () => {
      requests += 1;
      return requests === 1 ? 'obey' : 'lose-the-answer';
    };
    const ports = portsOf({ messages: many(100, timedOut), bus: { request: silent } });
    const { end } = await redriven(ports, { concurrency: 1 });
    expect(end.tally).toMatchObject({ removed: 10, unknown: 30 });
    expect(end.failure?.code).toBe('NoAnswer');
    expect(ports.queue.visible).toHaveLength(60);
  });
});

describe('a request that waits for credentials', () => {
  it.each<[string, (ports: Ports, stop: () => void) => void]>([
    ['the visibility timeout of its messages is about to end', ({ clock }) => clock.advance(290_000)],
    ['the run is stopped', (_, stop) => stop()],
  ])('does not leave once %s: its events are left and released', async (_, meanwhile) => {
    const extendFails = () => ({ code: 'MessageNotInflight', retryable: false });
    const ports = portsOf({ messages: many(5, timedOut), queue: { extendFails } });
    const controller = new AbortController();
    const { send } = ports.bus;
    const answers: string[] = [];
    ports.bus.send = async (batch: Batch, mayLeave = () => true) => {
      await turns(2);
      meanwhile(ports, () => controller.abort());
      const answer = mayLeave() ? await send.call(ports.bus, batch) : ({ kind: 'not-sent' } as const);
      answers.push(answer.kind);
      return answer;
    };
    const { outcomes } = await redriven(ports, { concurrency: 1 }, controller.signal);
    expect(answers[0]).toBe('not-sent');
    expect(ports.bus.accepted).toEqual([]);
    expect(outcomes.every((outcome) => outcome.endsWith(' left'))).toBe(true);
    expect(ports.queue.visible).toHaveLength(5);
    expect(ports.file.states().every((state) => state.endsWith(' left'))).toBe(true);
  });
});
