import { describe, expect, it } from 'vitest';
import type { NamedRule } from '../../../src/app/ports.ts';
import { many, noCache, ruleArn, timedOut } from '../../support/builders/dead-letters.ts';
import { DENIED, found, type IntegrationScript } from '../../support/fakes/fake-integration.ts';
import { portsOf, redriven } from '../../support/fakes/use-cases.ts';

const named = (name: string, pattern: unknown, state = 'ENABLED'): NamedRule => ({
  arn: ruleArn(name),
  state,
  pattern: pattern === undefined ? undefined : JSON.stringify(pattern),
});

async function alsoFired(rules: readonly NamedRule[], script: IntegrationScript = {}) {
  const ports = portsOf({
    messages: [...many(12, timedOut), timedOut('vip', { cacheName: 'vip' }), noCache('held')],
    integration: { rules: () => found(rules), ...script },
  });
  const { end } = await redriven(ports, { dryRun: true });
  const lookups = ports.integration.lookups.filter((look) => look === 'rules').length;
  return { fired: end.alsoFires, warnings: end.warnings, lookups };
}

describe('the other rules that fire again', () => {
  it('are those that are enabled and match, with how many of the events to be sent', async () => {
    const { fired, lookups } = await alsoFired([
      named('cacheSet', { 'detail-type': ['cacheSet'] }),
      named('audit', { source: [{ prefix: 'shop.' }] }),
      named('vip', { source: ['shop.orders'], detail: { cacheName: ['vip'] } }),
      named('either', { $or: [{ source: ['no'] }, { detail: { cacheName: ['orders'] } }] }),
      named('asleep', { source: [{ prefix: 'shop.' }] }, 'DISABLED'),
      named('other-team', { source: ['hr'] }),
      named('nightly', undefined),
    ]);
    expect(fired).toEqual([
      { rule: ruleArn('audit'), targets: [], events: 13, certain: true },
      { rule: ruleArn('either'), targets: [], events: 12, certain: true },
      { rule: ruleArn('vip'), targets: [], events: 1, certain: true },
    ]);
    expect(lookups).toBe(1);
  });

  it('are doubtful where the pattern has an operator that is not known here', async () => {
    const { fired } = await alsoFired([named('new', { source: [{ 'an-operator-to-come': 'x' }] })]);
    expect(fired).toMatchObject([{ rule: ruleArn('new'), events: 13, certain: false }]);
  });

  it('come with their targets', async () => {
    // The fake names a target for rules that are called like a detail-type.
    const { fired } = await alsoFired([named('topicPublish', { source: ['shop.orders'] })]);
    expect(fired).toMatchObject([{ targets: [expect.stringContaining(':api-destination/topicPublish/')] }]);
  });

  it("stand in nobody's way when they may not be listed", async () => {
    const { fired, warnings } = await alsoFired([], { rules: () => DENIED });
    expect(fired).toEqual([]);
    expect(warnings).toContainEqual(expect.stringMatching(/events:ListRules, AccessDeniedException/));
  });
});
