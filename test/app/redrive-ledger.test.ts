import { describe, expect, it } from 'vitest';
import { statusOfRedrive } from '../../src/app/exit-status.ts';
import { EXIT, Failure } from '../../src/app/failures.ts';
import { NO_LEDGER } from '../../src/app/no-ledger.ts';
import type { LedgerPort } from '../../src/app/ports.ts';
import type { ReceivedMessage } from '../../src/domain/dead-letter/message.ts';
import { many, noKey, published, timedOut, timedOutAlone } from '../support/dead-letters.ts';
import { HICCUP } from '../support/fake-queue.ts';
import { type Ports, portsOf, redriven, type World } from '../support/use-cases.ts';

const QUEUE_ARN = 'arn:aws:sqs:us-east-1:123456789012:dlq';
const DISK_FULL = new Failure(EXIT.partly, 'LedgerFailed', 'disk full', 'make room');

/** The same world for the next process, once all leases have lapsed. */
function next(ports: Ports): Ports {
  ports.clock.advance(300_001);
  return { ...ports, ledger: ports.file.open() };
}

/** Names every effect in its order; the n-th (from 1) of those named in `fails` rejects. */
function traced(ports: Ports, fails?: { readonly name: keyof LedgerPort; readonly at: number }) {
  const trace: string[] = [];
  let seen = 0;
  const ledger = new Proxy(ports.ledger, {
    get(target, name) {
      const method = Reflect.get(target, name) as unknown;
      if (typeof method !== 'function') return method;
      return async (...values: unknown[]) => {
        trace.push(String(name));
        if (name === fails?.name) {
          seen += 1;
          if (seen === fails.at) throw DISK_FULL;
        }
        return Reflect.apply(method, target, values);
      };
    },
  });
  const { send } = ports.bus;
  ports.bus.send = (batch) => {
    trace.push('PutEvents');
    return send.call(ports.bus, batch);
  };
  const { remove } = ports.queue;
  ports.queue.remove = (handles) => {
    trace.push('delete');
    return remove.call(ports.queue, handles);
  };
  return { ports: { ...ports, ledger }, trace };
}

describe('a redrive', () => {
  it('writes the intent before PutEvents, the answer before the delete, and its end last', async () => {
    const { ports, trace } = traced(portsOf({ messages: many(3, timedOut) }));
    const { end } = await redriven(ports, { concurrency: 1 });
    expect(trace.filter((name) => name !== 'recall')).toEqual([
      'begin',
      'intend',
      'PutEvents',
      'settle',
      'delete',
      'removed',
      'end',
    ]);
    expect(end.run).toBe('run-1');
    expect(ports.file.runs.get('run-1')?.end).toMatchObject({ exit: 0, interrupted: false, tally: { removed: 3 } });
    expect(ports.file.states()).toEqual(['m0000 removed', 'm0001 removed', 'm0002 removed']);
  });

  it('writes nothing for a plan and nothing of what it holds', async () => {
    const plan = traced(portsOf({ messages: many(3, timedOut) }));
    await redriven(plan.ports, { dryRun: true });
    expect(new Set(plan.trace)).toEqual(new Set(['recall']));
    const held = portsOf({ messages: many(3, noKey) });
    await redriven(held);
    expect(held.file.states()).toEqual([]);
    expect([...held.file.runs]).toHaveLength(1);
  });

  it('writes a retry down as another request of the same attempt, and what was cut short as left', async () => {
    const controller = new AbortController();
    const world: World = {
      messages: many(1, timedOut),
      bus: {
        entry: () => {
          if (ports.bus.requests.length === 2) controller.abort();
          return 'ThrottlingException';
        },
      },
    };
    const ports = portsOf(world);
    const { outcomes } = await redriven(ports, {}, controller.signal);
    expect(outcomes).toEqual(['m0000 left']);
    expect(ports.file.stored).toMatchObject([{ state: 'left', requests: 2, code: 'ThrottlingException' }]);
  });

  it('touches nothing when the run cannot be begun', async () => {
    const { ports, trace } = traced(portsOf({ messages: many(3, timedOut) }), { name: 'begin', at: 1 });
    await expect(redriven(ports)).rejects.toBe(DISK_FULL);
    expect(trace).toEqual(['begin']);
    expect(ports.queue.receives).toBe(0);
  });

  it('sends nothing when it cannot ask what was sent before', async () => {
    const { ports } = traced(portsOf({ messages: many(3, timedOut) }), { name: 'recall', at: 1 });
    const { end, outcomes } = await redriven(ports, { concurrency: 1 });
    expect(outcomes.every((outcome) => outcome.endsWith(' left'))).toBe(true);
    expect(ports.bus.requests).toEqual([]);
    expect(end.failure).toBe(DISK_FULL);
    expect(ports.queue.hidden).toEqual([]);
  });

  it('sends nothing without an intent on disk', async () => {
    const { ports } = traced(portsOf({ messages: many(30, timedOut) }), { name: 'intend', at: 1 });
    const { end } = await redriven(ports, { concurrency: 1 });
    expect(ports.bus.requests).toEqual([]);
    expect(end.tally).toMatchObject({ left: 10, removed: 0 });
    expect(end.failure).toBe(DISK_FULL);
    expect(statusOfRedrive(end, false)).toBe(EXIT.partly);
    expect(ports.queue.hidden).toEqual([]);
  });

  it.each(['settle', 'removed'] as const)(
    'deletes what is known to be accepted although %s cannot be written, and sends nothing more',
    async (name) => {
      const { ports } = traced(portsOf({ messages: many(30, timedOut) }), { name, at: 1 });
      const { end } = await redriven(ports, { concurrency: 1 });
      expect(ports.bus.requests).toHaveLength(1);
      expect(end.tally).toMatchObject({ removed: 10, sent: 10 });
      expect(end.failure).toBe(DISK_FULL);
      expect(statusOfRedrive(end, false)).toBe(EXIT.partly);
      expect(ports.queue.removed).toHaveLength(10);
    },
  );

  it('says so when its end cannot be written', async () => {
    const { ports } = traced(portsOf({ messages: many(3, timedOut) }), { name: 'end', at: 1 });
    const { end } = await redriven(ports);
    expect(end.tally.removed).toBe(3);
    expect(end.failure).toBe(DISK_FULL);
  });

  it('says what is given up without a ledger', async () => {
    const { end } = await redriven({ ...portsOf({ messages: many(3, timedOut) }), ledger: NO_LEDGER } as Ports);
    expect(end.run).toBeUndefined();
    expect(end.warnings.join()).toContain('--no-ledger');
    expect((await redriven(portsOf({ messages: [] }))).end.warnings).toEqual([]);
  });
});

describe('the next redrive', () => {
  it('only deletes what was accepted and could not be deleted', async () => {
    let fails = true;
    const first = portsOf({ messages: many(3, timedOut), queue: { removeFails: () => (fails ? HICCUP : undefined) } });
    expect((await redriven(first)).end.tally).toMatchObject({ sentNotRemoved: 3 });
    fails = false;
    const second = next(first);
    const { end, outcomes, entries } = await redriven(second);
    expect(outcomes).toEqual(['m0000 removed-only', 'm0001 removed-only', 'm0002 removed-only']);
    expect(end.tally).toMatchObject({ selected: 3, sent: 0, removed: 0, removedOnly: 3 });
    expect(statusOfRedrive(end, false)).toBe(EXIT.done);
    expect(second.bus.accepted).toHaveLength(3);
    expect(entries.map(({ newEventId }) => newEventId).sort()).toEqual(['event-1', 'event-2', 'event-3']);
    expect(second.file.states('run-2')).toEqual(['m0000 removed', 'm0001 removed', 'm0002 removed']);
  });

  it('shows in its plan what it would only delete', async () => {
    const first = portsOf({ messages: many(2, timedOut), queue: { removeFails: () => HICCUP } });
    await redriven(first);
    const { end, outcomes } = await redriven(next(first), { dryRun: true });
    expect(outcomes).toEqual(['m0000 not-removed', 'm0001 not-removed']);
    expect(end.tally).toMatchObject({ notRemoved: 2, left: 0 });
  });

  it('sends what is unknown again where that does no harm, and holds the rest', async () => {
    let lost = true;
    const ports = portsOf({
      messages: [...many(2, timedOutAlone), ...many(1, published, 'p')],
      bus: { request: () => (lost ? 'lose-the-answer' : 'obey') },
    });
    expect((await redriven(ports, { concurrency: 1 })).end.tally).toMatchObject({ unknown: 3 });
    lost = false;
    const { outcomes, entries } = await redriven(next(ports));
    expect(outcomes).toEqual(['m0000 removed', 'm0001 removed', 'p0000 held: unknown-before']);
    expect(new Set(entries.map(({ memory }) => memory.kind))).toEqual(new Set(['unknown']));
    const { outcomes: last } = await redriven(next(ports), { unknown: 'resend' });
    expect(last).toEqual(['p0000 removed']);
  });

  it('sends what came back once more, and tells how often it has', async () => {
    const ports = portsOf({ messages: many(1, timedOut) });
    await redriven(ports);
    const returned = (id: string, eventId: string) => {
      const [message] = many(1, timedOut, id);
      return { ...message, body: JSON.stringify({ ...JSON.parse(message?.body ?? ''), id: eventId }) } as never;
    };
    const second = next(ports);
    second.queue.add(returned('b', 'event-1'));
    expect((await redriven(second)).entries).toMatchObject([
      { outcome: 'removed', memory: { kind: 'new', returns: 1 } },
    ]);
    const third = next(second);
    third.queue.add(returned('c', 'event-2'));
    expect((await redriven(third)).entries).toMatchObject([
      { outcome: 'removed', memory: { kind: 'new', returns: 2 } },
    ]);
  });

  it('leaves to another run what that run is sending', async () => {
    const messages = many(2, timedOut);
    const ports = portsOf({ messages });
    const other = ports.file.open();
    await other.begin({
      startedAt: 0,
      queueArn: QUEUE_ARN,
      who: undefined,
      endpoint: 'aws',
      flags: '',
      plan: undefined,
    });
    const [{ messageId, sentAt }] = messages as [ReceivedMessage];
    const event = { eventId: undefined, busArn: '', source: '', detailType: '', detail: '', eventTime: undefined };
    const rest = {
      place: undefined,
      cause: 'timeout',
      verdict: 'send',
      edits: [],
      returns: 0,
      newEventId: undefined,
    } as const;
    await other.intend([{ messageId, sentAt, ...event, ...rest }]);
    const { outcomes } = await redriven({ ...ports, ledger: ports.file.open() });
    expect(outcomes).toEqual(['m0000 held: in-another-run', 'm0001 removed']);
  });
});
