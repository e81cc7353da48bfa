import { describe, expect, it } from 'vitest';
import { Reach } from '../../../src/app/integration/reach.ts';
import { Preflight } from '../../../src/app/redrive/preflight.ts';
import { RuleLookups } from '../../../src/app/redrive/rule-lookups.ts';
import { decodeDeadLetter } from '../../../src/domain/dead-letter/decode.ts';
import { parseApiDestinationArn, parseRuleArn, type RuleAddress } from '../../../src/domain/eventbridge/arn.ts';
import type { EventEnvelope } from '../../../src/domain/eventbridge/event.ts';
import type { ApiDestination } from '../../../src/domain/eventbridge/target.ts';
import { destinationArn, published, ruleArn, timedOut } from '../../support/builders/dead-letters.ts';
import { FakeClock } from '../../support/fakes/fake-clock.ts';
import {
  CONNECTION_ARN,
  DENIED,
  FakeIntegration,
  found,
  type IntegrationScript,
  MISSING,
} from '../../support/fakes/fake-integration.ts';
import { turns } from '../../support/fakes/turns.ts';

const QUEUE_ARN = 'arn:aws:sqs:us-east-1:123456789012:dlq';
const RULE = parseRuleArn(ruleArn('cacheSet')) as RuleAddress;
const LETTER = decodeDeadLetter(timedOut('m'));
const EVENT = (LETTER.body as { event: EventEnvelope }).event;
const TO_SEND = { event: EVENT, edits: [] };
const rule = (state: string, pattern: unknown) => () =>
  found({ state, pattern: pattern === undefined ? undefined : JSON.stringify(pattern) });
const UNSUPPORTED = { source: [{ 'an-operator-to-come': 'shop.*' }] };

function preflightOf(
  integration: FakeIntegration,
  clock: FakeClock,
  forced: readonly string[] = [],
  queueArn = QUEUE_ARN,
) {
  const rules = new RuleLookups(integration, integration, clock, new Set(forced));
  return new Preflight(integration, rules, clock, new Set(forced), new Reach(queueArn));
}

async function checked(script: IntegrationScript, forced: readonly string[] = [], queueArn = QUEUE_ARN) {
  const integration = new FakeIntegration(script);
  const preflight = preflightOf(integration, new FakeClock(), forced, queueArn);
  return {
    refusal: await preflight.check(LETTER, RULE, TO_SEND),
    lookups: integration.lookups,
    preflight,
    integration,
  };
}

describe('preflight', () => {
  it('has nothing against an enabled rule that matches', async () => {
    expect((await checked({})).refusal).toBeUndefined();
  });

  it.each<[string, IntegrationScript]>([
    ['bus-missing', { bus: () => MISSING }],
    ['bus-unchecked', { bus: () => DENIED }],
    ['rule-missing', { rule: () => MISSING }],
    ['rule-unchecked', { rule: () => DENIED }],
    ['rule-disabled', { rule: rule('DISABLED', { source: ['shop.orders'] }) }],
    ['pattern-mismatch', { rule: rule('ENABLED', { source: ['shop.accounts'] }) }],
    ['pattern-mismatch', { rule: rule('ENABLED', undefined) }],
    ['pattern-mismatch', { rule: rule('ENABLED', UNSUPPORTED), matches: () => found(false) }],
    ['pattern-unchecked', { rule: rule('ENABLED', UNSUPPORTED), matches: () => DENIED }],
  ])('refuses: %s', async (refusal, script) => {
    expect((await checked(script)).refusal).toBe(refusal);
  });

  it.each<[string, IntegrationScript]>([
    ['bus', { bus: () => DENIED }],
    ['rule', { rule: () => DENIED }],
    ['pattern', { rule: rule('ENABLED', UNSUPPORTED), matches: () => DENIED }],
  ])('waves an unchecked %s through when that is forced, and only then', async (check, script) => {
    expect((await checked(script, [check])).refusal).toBeUndefined();
    const others = ['bus', 'rule', 'pattern'].filter((one) => one !== check);
    expect((await checked(script, others)).refusal).toBe(`${check}-unchecked`);
  });

  it.each<[string, IntegrationScript]>([
    ['bus-missing', { bus: () => MISSING }],
    ['rule-missing', { rule: () => MISSING }],
    ['rule-disabled', { rule: rule('DISABLED', { source: ['shop.orders'] }) }],
    ['pattern-mismatch', { rule: rule('ENABLED', { source: ['shop.accounts'] }) }],
  ])('never waves through what was seen to be wrong: %s', async (refusal, script) => {
    expect((await checked(script, ['bus', 'rule', 'pattern'])).refusal).toBe(refusal);
  });

  it('asks for no destination that lies elsewhere, whatever a message names', async () => {
    const arn = `${LETTER.targetArn}`.replace('123456789012', '999999999999');
    const letter = { ...LETTER, targetArn: arn, destination: parseApiDestinationArn(arn) };
    expect(letter.destination).toBeDefined();
    const integration = new FakeIntegration();
    const preflight = preflightOf(integration, new FakeClock());
    preflight.begin([letter]);
    expect(await preflight.check(letter, RULE, TO_SEND)).toBe('target-missing');
    expect(integration.lookups).toEqual(['bus', 'rule', 'targets']);
  });

  it('asks for no destination that the rule does not have, however many messages name', async () => {
    const integration = new FakeIntegration();
    const preflight = preflightOf(integration, new FakeClock());
    const letters = [1, 2, 3].map((one) => {
      const targetArn = `${LETTER.targetArn}`.replace('/', `/made-up-${one}-`);
      return { ...LETTER, targetArn, destination: parseApiDestinationArn(targetArn) };
    });
    preflight.begin(letters);
    for (const letter of letters) expect(await preflight.check(letter, RULE, TO_SEND)).toBe('target-missing');
    expect(letters.every(({ destination }) => destination !== undefined)).toBe(true);
    expect(integration.lookups).toEqual(['bus', 'rule', 'targets']);
  });

  it('begins the looks at several targets at once', async () => {
    const integration = new FakeIntegration();
    preflightOf(integration, new FakeClock()).begin([LETTER, decodeDeadLetter(published('p'))]);
    await turns(3);
    expect(integration.lookups.filter((look) => look === 'destination')).toHaveLength(2);
  });

  it('looks once at a rule, however many ask at once', async () => {
    const integration = new FakeIntegration();
    const preflight = preflightOf(integration, new FakeClock());
    await Promise.all(Array.from({ length: 20 }, () => preflight.check(LETTER, RULE, TO_SEND)));
    expect(integration.lookups).toEqual(['bus', 'rule', 'targets', 'destination', 'connection', 'matches']);
  });

  it('asks EventBridge about a pattern with an operator that it does not know itself', async () => {
    const asked: string[] = [];
    const { refusal } = await checked({
      rule: rule('ENABLED', UNSUPPORTED),
      matches: (pattern, event) => {
        asked.push(pattern, JSON.parse(event)['detail-type'], JSON.parse(event).account);
        return found(true);
      },
    });
    expect(refusal).toBeUndefined();
    expect(asked).toEqual([JSON.stringify(UNSUPPORTED), 'cacheSet', '123456789012']);
  });

  it('refuses a rule of another region than the queue without a look', async () => {
    const { refusal, lookups } = await checked({}, [], 'arn:aws:sqs:eu-west-1:123456789012:dlq');
    expect(refusal).toBe('rule-elsewhere');
    expect(lookups).toEqual([]);
  });

  it('judges the event as it will be: without the old replay-name and id', async () => {
    const { refusal } = await checked({ rule: rule('ENABLED', { id: [EVENT.id] }) });
    expect(refusal).toBe('pattern-mismatch');
  });

  it('lets EventBridge confirm one event of each kind of edit', async () => {
    const { integration, preflight } = await checked({});
    const edit = {
      path: 'detail.ttl',
      before: null,
      after: '60',
      reason: '',
      kind: 'assumed',
      mends: 'ttl-missing',
    } as const;
    const confirmed = () => integration.lookups.filter((look) => look === 'matches').length;
    expect(confirmed()).toBe(1);
    await preflight.check(LETTER, RULE, { event: EVENT, edits: [edit] });
    await preflight.check(LETTER, RULE, { event: EVENT, edits: [{ ...edit, after: '61' }] });
    expect(confirmed()).toBe(2);
    await preflight.check(LETTER, RULE, { event: EVENT, edits: [{ ...edit, path: 'detail.key' }] });
    expect(confirmed()).toBe(3);
  });
});

describe('preflight of the connection', () => {
  const destination = (change: Partial<ApiDestination>) => () =>
    found({
      name: 'cacheSet',
      arn: destinationArn('cacheSet'),
      endpoint: 'https://momento.test/*',
      method: 'PUT',
      state: 'ACTIVE',
      connectionArn: CONNECTION_ARN,
      ...change,
    });

  it.each<[string, IntegrationScript]>([
    ['destination-inactive', { destination: destination({ state: 'INACTIVE' }) }],
    ['connection-unauthorized', { connection: () => found({ state: 'DEAUTHORIZED' }) }],
    ['connection-unauthorized', { connection: () => found({ state: 'AUTHORIZING' }) }],
    ['connection-unauthorized', { connection: () => MISSING }],
    ['connection-unchecked', { connection: () => DENIED }],
  ])('refuses: %s, unless that is forced', async (refusal, script) => {
    expect((await checked(script)).refusal).toBe(refusal);
    expect((await checked(script, ['connection'])).refusal).toBeUndefined();
    expect((await checked(script, ['target', 'dlq'])).refusal).toBe(refusal);
  });

  it.each(['AUTHORIZED', 'ACTIVE'])('has nothing against one that is %s', async (state) => {
    expect((await checked({ connection: () => found({ state }) })).refusal).toBeUndefined();
  });

  it('takes a state that was not told for none', async () => {
    const script = { destination: destination({ state: undefined, connectionArn: undefined }) };
    expect(await checked(script)).toMatchObject({
      refusal: undefined,
      lookups: expect.not.arrayContaining(['connection']),
    });
  });
});
