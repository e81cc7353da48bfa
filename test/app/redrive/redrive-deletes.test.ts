import { describe, expect, it } from 'vitest';
import { EXIT } from '../../../src/app/failures.ts';
import { many, timedOut } from '../../support/builders/dead-letters.ts';
import { HICCUP, type QueueScript } from '../../support/fakes/fake-queue.ts';
import { firstTimes } from '../../support/fakes/first-times.ts';
import { portsOf, redriven } from '../../support/fakes/use-cases.ts';

describe('a message whose event was accepted', () => {
  it('is deleted after hiccups', async () => {
    const fails = firstTimes(4);
    const ports = portsOf({
      messages: many(10, timedOut),
      queue: { removeFails: () => (fails() ? HICCUP : undefined) },
    });
    expect((await redriven(ports)).end.tally).toMatchObject({ removed: 10 });
  });

  it('is named and not handed back when it cannot be deleted, and nothing more is sent', async () => {
    const ports = portsOf({
      messages: many(40, timedOut),
      queue: { removeFails: (id) => (id === 'm0003' ? HICCUP : undefined) },
    });
    const { outcomes, end } = await redriven(ports, { concurrency: 1 });
    expect(outcomes).toContain('m0003 sent-not-removed');
    expect(end.tally).toMatchObject({ removed: 9, sentNotRemoved: 1, sent: 10 });
    expect(end.failure).toMatchObject({ code: 'NotDeleted', exit: EXIT.partly });
    expect(ports.bus.requests).toHaveLength(1);
    expect(ports.queue.handedBack).not.toContain('m0003');
  });

  it('ends the run at once when deleting is not permitted', async () => {
    const ports = portsOf({
      messages: many(40, timedOut),
      queue: { removeFails: () => ({ code: 'AccessDenied', retryable: false }) },
    });
    const { end } = await redriven(ports, { concurrency: 4 });
    expect(end.failure).toMatchObject({ code: 'AccessDenied', exit: EXIT.aws });
    expect(end.tally.sentNotRemoved).toBe(10);
    expect(ports.bus.accepted).toHaveLength(10);
    expect(ports.queue.hidden).toHaveLength(10);
  });

  it('is not handed back either when it comes once more and still cannot be deleted', async () => {
    const ports = portsOf({
      messages: many(12, timedOut),
      queue: { removeFails: (id) => (id === 'm0000' ? HICCUP : undefined), twice: (id) => id === 'm0000' },
    });
    const { end, outcomes } = await redriven(ports);
    expect(outcomes.filter((outcome) => outcome.startsWith('m0000'))).toEqual(['m0000 sent-not-removed']);
    expect(end.tally.received).toBe(12);
    expect(ports.bus.accepted.filter((id) => id === 'm0000')).toHaveLength(1);
    expect(ports.queue.handedBack).not.toContain('m0000');
  });

  it('is deleted and not sent again when it comes once more', async () => {
    const fails = firstTimes(1);
    let kept = false;
    const ports = portsOf({
      messages: many(1, timedOut),
      queue: {
        // While the first deletion fails, SQS delivers the message again.
        removeFails: () => {
          kept = fails();
          return kept ? HICCUP : undefined;
        },
        twice: () => kept,
      },
    });
    const { end } = await redriven(ports);
    expect(ports.bus.accepted).toEqual(['m0000']);
    expect(end.tally).toMatchObject({ received: 1, removed: 1 });
    expect(ports.queue.removed).toEqual(['m0000']);
  });
});

describe('a message that was on its way to us once more while it was deleted', () => {
  const world = (removeFails: QueueScript['removeFails']) => {
    const first = firstTimes(1);
    return portsOf({
      messages: many(1, timedOut),
      // The second delivery begins while the first is worked off, and arrives when that is over.
      queue: { twice: firstTimes(1), travels: () => (first() ? 3 : 40), ...(removeFails && { removeFails }) },
    });
  };

  it('is deleted with its newest receipt and not sent again', async () => {
    const ports = world(undefined);
    const { end } = await redriven(ports);
    expect(ports.bus.accepted).toEqual(['m0000']);
    expect(end.tally).toMatchObject({ received: 1, removed: 1 });
    expect(ports.queue.removed).toEqual(['m0000']);
    expect(ports.queue.handedBack).toEqual([]);
  });

  it('stays hidden and ends the run when that is not permitted any more', async () => {
    const permitted = firstTimes(1);
    const ports = world(() => (permitted() ? undefined : { code: 'AccessDenied', retryable: false }));
    const { end } = await redriven(ports);
    expect(end.failure).toMatchObject({ code: 'AccessDenied' });
    expect(ports.queue.hidden).toEqual(['m0000']);
    expect(ports.queue.handedBack).toEqual([]);
  });
});
