import { describe, expect, it } from 'vitest';
import type { LedgerPort } from '../../../src/app/ports.ts';
import { type PassEvent, planThenRun, type ShownPlan } from '../../../src/app/redrive/plan-then-run.ts';
import type { RedriveEnd, RedriveEntry } from '../../../src/app/redrive/redrive-events.ts';
import type { RedriveRequest } from '../../../src/app/redrive/redrive-request.ts';
import { foreign, many, noKey, published, timedOut, timedOutAlone } from '../../support/builders/dead-letters.ts';
import { found } from '../../support/fakes/fake-integration.ts';
import { HICCUP } from '../../support/fakes/fake-queue.ts';
import { type Ports, portsOf, REDRIVE_ALL, redriven } from '../../support/fakes/use-cases.ts';

/** The two passes with what was asked; `meanwhile` happens while the operator reads the plan. */
async function planned(
  ports: Ports,
  request: Partial<RedriveRequest> = {},
  answer = true,
  meanwhile: () => void = () => {},
) {
  const asked: ShownPlan[] = [];
  const entries: Record<PassEvent['pass'], RedriveEntry[]> = { plan: [], run: [] };
  const ends: Partial<Record<PassEvent['pass'], RedriveEnd>> = {};
  let opened = 0;
  const openLedger = async (): Promise<LedgerPort> => {
    opened += 1;
    return ports.file.open();
  };
  const confirm = async (plan: ShownPlan) => {
    asked.push(plan);
    meanwhile();
    return answer;
  };
  const { signal } = new AbortController();
  for await (const { pass, event } of planThenRun(
    { ...ports, openLedger },
    { ...REDRIVE_ALL, ...request },
    confirm,
    signal,
  )) {
    if (event.kind === 'entry') entries[pass].push(event.entry);
    if (event.kind === 'end') ends[pass] = event;
  }
  const reasons = entries.run.flatMap(({ decision, examined }) =>
    decision.verdict === 'hold' ? [`${examined.deadLetter.messageId} ${decision.reason}`] : [],
  );
  return { asked, ...ends, reasons: reasons.sort(), opened };
}

describe('the number sent is the number agreed', () => {
  it('although more of the same kind arrives while the operator reads', async () => {
    const ports = portsOf({ messages: [...many(12, timedOut), noKey('keyless')] });
    const { asked, plan, run, reasons, opened } = await planned(ports, {}, true, () => {
      for (const message of many(3, timedOut, 'new')) ports.queue.add(message);
    });
    expect(asked).toMatchObject([{ selected: 13, toSend: 12, toRemoveOnly: 0, held: 1, beyond: 0 }]);
    expect(plan?.tally).toMatchObject({ left: 12, held: 1 });
    expect(run?.tally).toMatchObject({ removed: 12, held: 4 });
    expect(reasons).toEqual([
      'keyless needs-repair',
      'new0000 not-in-plan',
      'new0001 not-in-plan',
      'new0002 not-in-plan',
    ]);
    expect(ports.file.runs.get('run-1')?.head.plan).toEqual({ selected: 13, toSend: 12, toRemoveOnly: 0, held: 1 });
    expect(opened).toBe(0);
  });

  it('unless the operator follows arrivals: then those of an agreed kind are sent too', async () => {
    const ports = portsOf({ messages: many(12, timedOut) });
    const { run, reasons } = await planned(ports, { follow: true }, true, () => {
      ports.queue.add(timedOut('new'));
      ports.queue.add(published('other'));
    });
    expect(run?.tally).toMatchObject({ removed: 13, held: 1 });
    expect(reasons).toEqual(['other not-in-plan']);
  });

  it('also under a limit, in whatever order the queue gives its messages', async () => {
    const ports = portsOf({ messages: many(50, timedOut) });
    const { end } = await redriven(ports, {
      limit: 5,
      agreed: {
        groups: new Set((await groupsOf(ports)).values()),
        includes: ({ messageId }) => messageId >= 'm0045',
      },
    });
    expect(end.tally).toMatchObject({ selected: 5, removed: 5 });
    expect(ports.queue.removed.toSorted()).toEqual(['m0045', 'm0046', 'm0047', 'm0048', 'm0049']);
  });
});

async function groupsOf(ports: Ports): Promise<ReadonlySet<string>> {
  const { planKey } = await import('../../../src/domain/redrive/decision.ts');
  const { entries } = await redriven(ports, { dryRun: true });
  return new Set(entries.map(({ examined, decision }) => planKey(examined, decision)));
}

describe('nothing is sent', () => {
  it('after a no, and everything is visible again', async () => {
    const ports = portsOf({ messages: many(12, timedOut) });
    const { asked, run } = await planned(ports, {}, false);
    expect(asked).toHaveLength(1);
    expect(run).toBeUndefined();
    expect(ports.bus.requests).toEqual([]);
    expect(ports.queue.visible).toHaveLength(12);
    expect(ports.file.runs.size).toBe(0);
  });

  it.each([
    ['where there is nothing to send', [foreign('strange')], {}],
    ['where there is no message', [], {}],
  ])('and nothing is asked %s', async (_, messages, request) => {
    const { asked, plan, run } = await planned(portsOf({ messages }), request);
    expect(asked).toEqual([]);
    expect(plan).toBeDefined();
    expect(run).toBeUndefined();
  });
});

describe('a queue of more messages than may be in flight', () => {
  const BOUND = { maxInFlight: 300 };

  it('is planned by its first messages, and redriven as a whole', async () => {
    const ports = portsOf({ messages: [...many(440, timedOut), ...many(10, published, 'p')] });
    const { asked, plan, run, reasons } = await planned(ports, BOUND);
    const read = plan?.tally.received ?? 0;
    expect(read).toBeGreaterThanOrEqual(300);
    expect(read).toBeLessThan(350);
    expect(plan).toMatchObject({ failure: undefined, unread: 450 - read });
    expect(plan?.warnings.join()).toContain(`the first ${read} of about 450 messages`);
    expect(asked).toMatchObject([{ toSend: read, beyond: 450 - read }]);
    expect(run).toMatchObject({ failure: undefined, tally: { removed: 440, held: 10 } });
    expect(reasons).toEqual(many(10, published, 'p').map(({ messageId }) => `${messageId} not-in-plan`));
  });

  it('holds what arrived after the plan began', async () => {
    const ports = portsOf({ messages: many(450, timedOut) });
    const { run, reasons } = await planned(ports, BOUND, true, () => {
      ports.queue.add({ ...timedOut('new'), sentAt: ports.clock.now() });
    });
    expect(run?.tally).toMatchObject({ removed: 450, held: 1 });
    expect(reasons).toEqual(['new not-in-plan']);
  });

  it('is none with exactly as many: its plan and its redrive are whole', async () => {
    const ports = portsOf({ messages: many(300, noKey) });
    const { end } = await redriven(ports, { ...BOUND, dryRun: true });
    expect(end).toMatchObject({ failure: undefined, unread: 0, tally: { received: 300, held: 300 }, warnings: [] });
    const { end: run } = await redriven(ports, BOUND);
    expect(run).toMatchObject({ failure: undefined, unread: 0, tally: { received: 300, held: 300 } });
  });
});

it('a plan that doubts an earlier run records that in a run of its own', async () => {
  let fails = true;
  let state = 'ENABLED';
  const ports = portsOf({
    messages: many(1, published),
    queue: { removeFails: () => (fails ? HICCUP : undefined) },
    integration: { rule: () => found({ state, pattern: '{"detail-type":["topicPublish"]}' }) },
  });
  await redriven(ports);
  fails = false;
  state = 'DISABLED';
  ports.clock.advance(300_001);
  ports.queue.add(timedOutAlone('fresh'));
  const next = { ...ports, ledger: ports.file.open() };
  const { opened, run } = await planned(next);
  expect(opened).toBe(1);
  expect(run).toBeUndefined();
  expect(ports.file.states('run-2')).toEqual(['m0000 unknown']);
});
