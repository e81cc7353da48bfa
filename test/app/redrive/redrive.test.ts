import { describe, expect, it } from 'vitest';
import { statusOfRedrive } from '../../../src/app/exit-status.ts';
import { EXIT } from '../../../src/app/failures.ts';
import { planKey } from '../../../src/domain/redrive/decision.ts';
import { foreign, many, noCache, noKey, timedOut, twoKeys } from '../../support/builders/dead-letters.ts';
import { found, MISSING } from '../../support/fakes/fake-integration.ts';
import { portsOf, REDRIVE_ALL, redriven } from '../../support/fakes/use-cases.ts';

const MIXED = [
  ...many(3, timedOut, 'late'),
  ...many(2, twoKeys, 'both'),
  noKey('keyless'),
  noCache('homeless'),
  foreign('strange'),
];

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
      removedOnly: 0,
      notRemoved: 0,
      sentNotRemoved: 0,
      held: 3,
      failed: 0,
      unknown: 0,
      left: 0,
    });
    expect(ports.queue.visible.toSorted()).toEqual(['homeless', 'keyless', 'strange']);
    expect(statusOfRedrive(end, false)).toBe(EXIT.partly);
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
    expect(statusOfRedrive(end, true)).toBe(EXIT.done);
  });

  it('sends at most as many as were asked for, and hands back the others', async () => {
    const ports = portsOf({ messages: many(50, timedOut) });
    const { end } = await redriven(ports, { limit: 13 });
    expect(end.tally).toMatchObject({ selected: 13, removed: 13 });
    expect(ports.queue.visible).toHaveLength(37);
    expect(statusOfRedrive(end, false)).toBe(EXIT.done);
  });

  it('holds what belongs to a group that the operator has not seen', async () => {
    const plan = await redriven(portsOf({ messages: [timedOut('shown')] }), { dryRun: true });
    const groups = new Set(plan.entries.map(({ examined, decision }) => planKey(examined, decision)));
    const { outcomes } = await redriven(portsOf({ messages: MIXED }), { agreed: { groups } });
    expect(outcomes).toContain('late0000 removed');
    expect(outcomes).toContain('both0000 held: not-in-plan');
  });

  it('tells when preflight refused everything', async () => {
    const ports = portsOf({ messages: many(30, timedOut), integration: { rule: () => MISSING } });
    const { end, outcomes } = await redriven(ports);
    expect(outcomes.every((outcome) => outcome.endsWith('held: rule-missing'))).toBe(true);
    expect(end.allRefused).toBe(true);
    expect(statusOfRedrive(end, false)).toBe(EXIT.refused);
    expect(ports.bus.requests).toEqual([]);
    expect(ports.queue.visible).toHaveLength(30);
  });

  it('is not refused altogether when something else was held', async () => {
    const rule = () => found({ state: 'DISABLED', pattern: '{"source":["shop.orders"]}' });
    const { end } = await redriven(portsOf({ messages: MIXED, integration: { rule } }));
    expect(end.allRefused).toBe(false);
    expect(statusOfRedrive(end, false)).toBe(EXIT.partly);
  });

  it('is done, and not refused, where there is nothing at all', async () => {
    const { end } = await redriven(portsOf({ messages: [] }));
    expect(end.allRefused).toBe(false);
    expect(statusOfRedrive(end, false)).toBe(EXIT.done);
  });

  it('says that others have messages in flight', async () => {
    const { end } = await redriven(portsOf({ messages: many(2, timedOut), queue: { claims: { inFlight: 9 } } }));
    expect(end.unseen).toBe(9);
    expect(statusOfRedrive(end, false)).toBe(EXIT.partly);
  });
});
