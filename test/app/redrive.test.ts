import { describe, expect, it } from 'vitest';
import { EXIT, Failure } from '../../src/app/failures.ts';
import { statusOf } from '../../src/app/redrive-status.ts';
import { decodeDeadLetter } from '../../src/domain/dead-letter/decode.ts';
import { diagnose } from '../../src/domain/diagnosis/diagnose.ts';
import { groupKey } from '../../src/domain/diagnosis/groups.ts';
import type { Tally } from '../../src/domain/redrive/outcome.ts';
import { foreign, many, noCache, noKey, timedOut, twoKeys } from '../support/dead-letters.ts';
import { found, MISSING } from '../support/fake-integration.ts';
import { HICCUP, type QueueScript } from '../support/fake-queue.ts';
import { firstTimes } from '../support/first-times.ts';
import { portsOf, REDRIVE_ALL, redriven } from '../support/use-cases.ts';

const MIXED = [
  ...many(3, timedOut, 'late'),
  ...many(2, twoKeys, 'both'),
  noKey('keyless'),
  noCache('homeless'),
  foreign('strange'),
];

function sumOf({ removed, sentNotRemoved, held, failed, unknown, left }: Tally): number {
  return removed + sentNotRemoved + held + failed + unknown + left;
}

describe('a redrive', () => {
  it('sends what can go, holds the rest with the reason, and deletes what was accepted', async () => {
    const ports = portsOf({ messages: MIXED });
    const { outcomes, end } = await redriven(ports);
    expect(outcomes).toEqual([
      'both0000 removed',
      'both0001 removed',
      'homeless held: needs-outside-change',
      'keyless held: needs-repair',
      'late0000 removed',
      'late0001 removed',
      'late0002 removed',
      'strange held: not-ours',
    ]);
    expect(end.tally).toEqual({
      received: 8,
      selected: 8,
      sent: 5,
      repaired: 2,
      removed: 5,
      sentNotRemoved: 0,
      held: 3,
      failed: 0,
      unknown: 0,
      left: 0,
    });
    expect(ports.queue.visible.toSorted()).toEqual(['homeless', 'keyless', 'strange']);
    expect(statusOf(end, false)).toBe(EXIT.partly);
  });

  it('sends without --fix only what needs no mending', async () => {
    const ports = portsOf({ messages: MIXED });
    const { outcomes } = await redriven(ports, { policy: { ...REDRIVE_ALL.policy, fix: false } });
    expect(outcomes).toContain('both0000 held: needs-fix');
    expect(ports.bus.accepted).toEqual(['late0000', 'late0001', 'late0002']);
  });

  it('names the new event, and keeps source, detail-type, detail, time and resources', async () => {
    const ports = portsOf({ messages: [timedOut('one')] });
    const { entries } = await redriven(ports);
    expect(entries[0]).toMatchObject({ newEventId: 'event-1', outcome: 'removed' });
    expect(ports.bus.requests[0]).toMatchObject({
      busArn: 'arn:aws:events:us-east-1:123456789012:event-bus/default',
      entries: [
        {
          source: 'shop.orders',
          detailType: 'cacheSet',
          detail: '{"cacheName":"orders","key":"order:1","message":"paid","ttl":60}',
          time: '2026-01-30T08:00:00Z',
        },
      ],
    });
  });

  it('plans in a dry run, and neither sends nor deletes', async () => {
    const ports = portsOf({ messages: MIXED });
    const { end } = await redriven(ports, { dryRun: true });
    expect(end.tally).toMatchObject({ selected: 8, left: 5, held: 3, sent: 0 });
    expect(ports.bus.requests).toEqual([]);
    expect(ports.queue.visible).toHaveLength(8);
    expect(statusOf(end, true)).toBe(EXIT.done);
  });

  it('sends at most as many as were asked for, and hands back the others', async () => {
    const ports = portsOf({ messages: many(50, timedOut) });
    const { end } = await redriven(ports, { limit: 13 });
    expect(end.tally).toMatchObject({ selected: 13, removed: 13 });
    expect(ports.queue.visible).toHaveLength(37);
    expect(statusOf(end, false)).toBe(EXIT.done);
  });

  it('holds what belongs to a group that the operator has not seen', async () => {
    const shown = decodeDeadLetter(timedOut('shown'));
    const diagnosis = diagnose(shown, { wiring: undefined, destination: MISSING, endpointHosts: [] });
    const agreed = groupKey({ deadLetter: shown, wiring: undefined, diagnosis });
    const { outcomes } = await redriven(portsOf({ messages: MIXED }), { agreedGroups: new Set([agreed]) });
    expect(outcomes).toContain('late0000 removed');
    expect(outcomes).toContain('both0000 held: not-in-plan');
  });

  it('tells when preflight refused everything', async () => {
    const ports = portsOf({ messages: many(30, timedOut), integration: { rule: () => MISSING } });
    const { end, outcomes } = await redriven(ports);
    expect(outcomes.every((outcome) => outcome.endsWith('held: rule-missing'))).toBe(true);
    expect(end.allRefused).toBe(true);
    expect(statusOf(end, false)).toBe(EXIT.refused);
    expect(ports.bus.requests).toEqual([]);
    expect(ports.queue.visible).toHaveLength(30);
  });

  it('is not refused altogether when something else was held', async () => {
    const rule = () => found({ state: 'DISABLED', pattern: '{"source":["shop.orders"]}' });
    const { end } = await redriven(portsOf({ messages: MIXED, integration: { rule } }));
    expect(end.allRefused).toBe(false);
    expect(statusOf(end, false)).toBe(EXIT.partly);
  });

  it('says that others have messages in flight', async () => {
    const { end } = await redriven(portsOf({ messages: many(2, timedOut), queue: { claims: { inFlight: 9 } } }));
    expect(end.unseen).toBe(9);
    expect(statusOf(end, false)).toBe(EXIT.partly);
  });
});

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
    const again = firstTimes(1);
    let asked = false;
    const request = () => {
      asked = true;
      return 'obey' as const;
    };
    return portsOf({
      messages: many(1, timedOut),
      queue: { twice: () => asked && again(), ...(removeFails && { removeFails }) },
      bus: { request },
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
    expect(statusOf(end, false)).toBe(EXIT.interrupted);
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
