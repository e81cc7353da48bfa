import { describe, expect, it } from 'vitest';
import { statusOfRedrive } from '../../../src/app/exit-status.ts';
import { EXIT, Failure } from '../../../src/app/failures.ts';
import { NO_LEDGER } from '../../../src/app/ledger/no-ledger.ts';
import type { LedgerPort } from '../../../src/app/ports.ts';
import { many, noKey, timedOut } from '../../support/builders/dead-letters.ts';
import { type Ports, portsOf, redriven, type World } from '../../support/fakes/use-cases.ts';

const DISK_FULL = new Failure(EXIT.partly, 'LedgerFailed', 'disk full', 'make room');

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
    expect(trace.filter((name) => name !== 'priorAttempts')).toEqual([
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

  it('looks at the queue while it is asked who redrives, and receives when it is known and written down', async () => {
    let received = false;
    const ports = portsOf({ messages: many(1, timedOut), queue: { received: () => (received = true) } });
    const { promise: who, resolve } = Promise.withResolvers<string>();
    const redrive = redriven(ports, { who });
    await new Promise(setImmediate);
    expect({ describes: ports.queue.describes, runs: ports.file.runs.size, received }).toEqual({
      describes: 1,
      runs: 0,
      received: false,
    });
    resolve('arn:aws:iam::123456789012:user/ops');
    await redrive;
    expect([...ports.file.runs.values()]).toMatchObject([{ head: { who: 'arn:aws:iam::123456789012:user/ops' } }]);
    expect(received).toBe(true);
  });

  it('writes nothing for a plan and nothing of what it holds', async () => {
    const plan = traced(portsOf({ messages: many(3, timedOut) }));
    await redriven(plan.ports, { dryRun: true });
    expect(new Set(plan.trace)).toEqual(new Set(['priorAttempts']));
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
    const { ports } = traced(portsOf({ messages: many(3, timedOut) }), { name: 'priorAttempts', at: 1 });
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
