import { describe, expect, it } from 'vitest';
import { statusOfRedrive } from '../../../src/app/exit-status.ts';
import { EXIT, Failure } from '../../../src/app/failures.ts';
import { planLedger } from '../../../src/app/ledger/plan-ledger.ts';
import type { RedriveRequest } from '../../../src/app/redrive/redrive-request.ts';
import type { ReceivedMessage } from '../../../src/domain/dead-letter/message.ts';
import type { Target } from '../../../src/domain/eventbridge/target.ts';
import { SAFE_ONLY } from '../../../src/domain/repair/repair.ts';
import { set } from '../../support/builders/assignments.ts';
import { many, messageAlone, published, timedOutAlone } from '../../support/builders/dead-letters.ts';
import {
  DENIED,
  FakeIntegration,
  found,
  type IntegrationScript,
  MISSING,
} from '../../support/fakes/fake-integration.ts';
import { HICCUP } from '../../support/fakes/fake-queue.ts';
import { type Ports, portsOf, redriven } from '../../support/fakes/use-cases.ts';

const DISABLED = () => found({ state: 'DISABLED', pattern: '{}' });

/** What a run has sent and could not delete; `lookups` may be changed for the runs to come. */
async function sentBefore(messages: readonly ReceivedMessage[], request: Partial<RedriveRequest> = {}) {
  const lookups: { -readonly [Look in keyof IntegrationScript]: IntegrationScript[Look] } = {};
  let fails = true;
  const queue = { removeFails: () => (fails ? HICCUP : undefined) };
  const ports = portsOf({ messages, queue, integration: lookups });
  const { end } = await redriven(ports, request);
  expect(end.tally.sentNotRemoved).toBe(messages.length);
  fails = false;
  return { ports, lookups, next: () => next(ports) };
}

/** The same world for the next process, once all leases have lapsed. */
function next(ports: Ports): Ports {
  ports.clock.advance(300_001);
  return { ...ports, ledger: ports.file.open() };
}

describe('what an earlier run has sent is deleted', () => {
  it('after a look at its rule, one for all, and nothing is sent', async () => {
    const { ports, next } = await sentBefore(many(10, timedOutAlone));
    const before = ports.integration.lookups.length;
    const { outcomes, end } = await redriven(next());
    expect(new Set(outcomes.map((outcome) => outcome.slice(6)))).toEqual(new Set(['removed-only']));
    expect(ports.bus.accepted).toHaveLength(10);
    expect(statusOfRedrive(end, false)).toBe(EXIT.done);
    const lookups = ports.integration.lookups.slice(before);
    expect(lookups.filter((look) => look === 'rule' || look === 'bus' || look === 'matches').sort()).toEqual([
      'bus',
      'matches',
      'rule',
    ]);
  });

  it('though its target has no dead letter queue any more, for that says nothing of what came to it', async () => {
    const { lookups, next } = await sentBefore(many(1, timedOutAlone));
    const target = await new FakeIntegration().targets({ name: 'cacheSet' });
    const [one] = target.kind === 'found' ? target.value : [];
    lookups.targets = () => found([{ ...(one as Target), deadLetterArn: undefined }]);
    expect((await redriven(next())).outcomes).toEqual(['m0000 removed-only']);
  });

  it('without one where a run that had looked has deleted it before, and it is here again', async () => {
    const first = portsOf({ messages: many(1, timedOutAlone) });
    await redriven(first);
    const again = portsOf({ messages: many(1, timedOutAlone), integration: { rule: DISABLED } });
    const { outcomes } = await redriven({ ...again, ledger: first.file.open() });
    expect(outcomes).toEqual(['m0000 removed-only']);
    expect(again.integration.lookups).not.toContain('rule');
  });
});

describe('what an earlier run has sent is held', () => {
  it.each<[string, IntegrationScript, string, readonly string[]]>([
    ['the rule is disabled', { rule: DISABLED }, 'rule-disabled', ['rule', 'bus', 'target', 'pattern']],
    ['the rule is gone', { rule: () => MISSING }, 'rule-missing', ['rule']],
    ['the bus is gone', { bus: () => MISSING }, 'bus-missing', ['bus']],
    ['the target is gone', { targets: () => found([]) }, 'target-missing', ['target']],
    [
      'the rule matches something else',
      { rule: () => found({ state: 'ENABLED', pattern: '{"source":["another"]}' }) },
      'pattern-mismatch',
      ['pattern'],
    ],
  ])('as unknown from then on where %s, whatever is forced', async (_, change, doubt, forced) => {
    const { ports, lookups, next } = await sentBefore(many(2, timedOutAlone));
    Object.assign(lookups, change);
    const { entries, outcomes, end } = await redriven(next(), { forced: new Set(forced) });
    expect(outcomes).toEqual(['m0000 held: sent-doubted', 'm0001 held: sent-doubted']);
    expect(entries[0]?.decision).toMatchObject({ because: [doubt] });
    expect(statusOfRedrive(end, false)).toBe(EXIT.partly);
    expect(ports.queue.removed).toEqual([]);
    expect(ports.queue.hidden).toEqual([]);
    expect(ports.file.states('run-2')).toEqual(['m0000 unknown', 'm0001 unknown']);
    expect(ports.file.stored.at(-1)).toMatchObject({ code: doubt, attempt: { verdict: 'remove-only' } });
  });

  it.each<[string, IntegrationScript]>([
    ['bus', { bus: () => DENIED }],
    ['rule', { rule: () => DENIED }],
    ['target', { targets: () => DENIED }],
  ])(
    'where its %s may not be looked up, until that is forced or allowed; nothing is written down',
    async (check, change) => {
      const { ports, lookups, next } = await sentBefore(many(1, timedOutAlone));
      Object.assign(lookups, change);
      const { outcomes, entries } = await redriven(next());
      expect(outcomes).toEqual(['m0000 held: sent-unchecked']);
      expect(entries[0]?.decision).toMatchObject({ because: [`${check}-unchecked`] });
      expect(ports.file.states('run-2')).toEqual([]);
      expect((await redriven(next(), { dryRun: true, forced: new Set([check]) })).outcomes).toEqual([
        'm0000 not-removed',
      ]);
      Object.assign(lookups, { bus: undefined, rule: undefined, targets: undefined });
      expect((await redriven(next())).outcomes).toEqual(['m0000 removed-only']);
      expect(ports.bus.accepted).toHaveLength(1);
    },
  );

  it('where what was sent is not known and its rule would not match what lies there', async () => {
    const words = ['source=shop', 'detail.cacheName=orders', 'detail.key=k', 'detail.ttl=60'].map(set);
    const completing = { policy: { fix: true, repair: { ...SAFE_ONLY, set: words }, resolved: new Set<never>() } };
    const { next } = await sentBefore(many(1, messageAlone), completing);
    const { outcomes, entries } = await redriven(next());
    expect(outcomes).toEqual(['m0000 held: sent-unchecked']);
    expect(entries[0]?.decision).toMatchObject({ because: ['pattern-unchecked'] });
    expect((await redriven(next(), { dryRun: true, forced: new Set(['pattern']) })).outcomes).toEqual([
      'm0000 not-removed',
    ]);
    expect((await redriven(next(), completing)).outcomes).toEqual(['m0000 removed-only']);
  });

  it('not at all where the look fails: the run ends and says so', async () => {
    const { ports, lookups, next } = await sentBefore(many(2, timedOutAlone));
    const down = new Failure(EXIT.aws, 'TimeoutError', 'AWS could not be reached.', '');
    lookups.rule = () => {
      throw down;
    };
    const { outcomes, end } = await redriven(next());
    expect(outcomes).toEqual(['m0000 left', 'm0001 left']);
    expect(end.failure).toBe(down);
    expect(ports.queue.removed).toEqual([]);
    delete lookups.rule;
    expect((await redriven(next())).end.tally.removedOnly).toBe(2);
  });
});

describe('what was doubted', () => {
  it('by a plan is written down too, for its rule may be enabled before anything else looks', async () => {
    const { ports, lookups, next } = await sentBefore(many(1, published));
    lookups.rule = DISABLED;
    const planned = next();
    const plan = await redriven(
      {
        ...planned,
        ledger: planLedger(planned.ledger.priorAttempts.bind(planned.ledger), async () => planned.ledger),
      } as Ports,
      { dryRun: true },
    );
    expect(plan.outcomes).toEqual(['m0000 held: sent-doubted']);
    expect(plan.end.run).toBe('run-2');
    expect(ports.file.states('run-2')).toEqual(['m0000 unknown']);
    expect(ports.file.runs.get('run-2')?.end).toMatchObject({ exit: 0, tally: { selected: 1, held: 1 } });
    delete lookups.rule;
    expect((await redriven(next())).outcomes).toEqual(['m0000 held: unknown-before']);
  });

  it('by a plan that cannot write it down ends the plan with that', async () => {
    const { ports, lookups, next } = await sentBefore(many(1, published));
    lookups.rule = DISABLED;
    const full = new Failure(EXIT.partly, 'LedgerFailed', 'disk full', 'make room');
    const { ledger } = next();
    const cannot = planLedger(ledger.priorAttempts.bind(ledger), () => Promise.reject(full));
    const { outcomes, end } = await redriven({ ...next(), ledger: cannot } as Ports, { dryRun: true });
    expect(outcomes).toEqual(['m0000 held: sent-doubted']);
    expect(end.failure).toBe(full);
    expect(ports.file.runs.size).toBe(1);
  });

  async function doubted() {
    const world = await sentBefore([...many(2, timedOutAlone), ...many(1, published, 'p')]);
    world.lookups.rule = DISABLED;
    expect((await redriven(world.next())).end.tally.held).toBe(3);
    return world;
  }

  it('is told as sent by the run that sent it, and not deleted because its rule is enabled again', async () => {
    const { ports, lookups, next } = await doubted();
    delete lookups.rule;
    const { outcomes, entries } = await redriven(next(), { unknown: 'hold' });
    expect(new Set(outcomes.map((outcome) => outcome.slice(6)))).toEqual(new Set(['held: unknown-before']));
    expect(new Set(entries.map(({ prior }) => prior.run))).toEqual(new Set(['run-1']));
    expect(ports.queue.removed).toEqual([]);
  });

  it('is sent again where that does no harm, and else on a word', async () => {
    const { ports, lookups, next } = await doubted();
    delete lookups.rule;
    const { outcomes } = await redriven(next());
    expect(outcomes).toEqual(['m0000 removed', 'm0001 removed', 'p0000 held: unknown-before']);
    expect((await redriven(next(), { unknown: 'resend' })).outcomes).toEqual(['p0000 removed']);
    expect(ports.bus.accepted).toHaveLength(6);
    expect((await redriven(next())).outcomes).toEqual([]);
  });

  it('is held while its rule stays disabled, as anything else', async () => {
    const { next } = await doubted();
    const { outcomes } = await redriven(next());
    expect(outcomes).toEqual(['m0000 held: rule-disabled', 'm0001 held: rule-disabled', 'p0000 held: unknown-before']);
  });
});
