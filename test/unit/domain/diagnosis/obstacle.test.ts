import { describe, expect, it } from 'vitest';
import { decide } from '../../../../src/domain/redrive/decide.ts';
import { SAFE_ONLY } from '../../../../src/domain/repair/repair.ts';
import { holdText } from '../../../../src/present/redrive/hold-reasons.ts';
import { set } from '../../../support/builders/assignments.ts';
import { examined } from '../../../support/builders/examined.ts';
import { answered, envelopeText, FINE_DETAIL, RULE_ARN } from '../../../support/builders/messages.ts';

const UNAVAILABLE = { error: answered(503, '') };
const EVENT = envelopeText('cacheSet', JSON.stringify(FINE_DETAIL));
const AS_IS = { fix: false, repair: SAFE_ONLY, resolved: new Set<never>() };

function from(source: string) {
  return examined({ ...UNAVAILABLE, body: EVENT.replace('shop.web', source) });
}

describe('an event whose source PutEvents refuses', () => {
  it.each(['aws.partner/auth0.com/tenant/auth0.logs', 'aws.health', 'AWS.Events', 'Aws.x'])(
    'cannot be sent as it is: %s',
    (source) => {
      const one = from(source);
      expect(one.diagnosis).toMatchObject({
        cause: 'momento-unavailable',
        obstacle: 'source-reserved',
        resend: 'after-repair',
      });
      const decision = decide(one, AS_IS);
      expect(decision).toMatchObject({ verdict: 'hold', reason: 'source-reserved', members: ['source'] });
      if (decision.verdict === 'hold') expect(holdText(decision)).toContain('--fix --set source=NAME');
    },
  );

  it('is sent with another source', () => {
    const policy = { fix: true, repair: { ...SAFE_ONLY, set: [set('source=shop')] }, resolved: new Set<never>() };
    expect(decide(from('AWS.Events'), policy)).toMatchObject({ verdict: 'send-repaired' });
  });

  it.each(['awsome', 'shop.aws.x', 'aws'])('is not %s', (source) => {
    expect(decide(from(source), AS_IS).verdict).toBe('send');
  });

  it('is not made by completing one either', () => {
    const pattern = '{"detail-type":["cacheSet"],"source":["aws.health"]}';
    const body = '{"cacheName":"c","key":"k","message":"m","ttl":60}';
    const one = examined({ ...UNAVAILABLE, body }, { pattern, input: { kind: 'path', path: '$.detail' } });
    const policy = { fix: true, repair: { ...SAFE_ONLY, set: [set('detail.ttl=5')] }, resolved: new Set<never>() };
    expect(decide(one, policy)).toMatchObject({ reason: 'needs-completion', members: ['source'] });
  });
});

describe('a rule elsewhere', () => {
  it('is told with its account, and nothing is promised', () => {
    const ruleArn = RULE_ARN.replace('123456789012', '111122223333');
    const one = examined({ ...UNAVAILABLE, ruleArn }, { rulePlace: 'other-account' });
    expect(one.diagnosis).toMatchObject({ obstacle: 'other-account', resend: 'after-outside-change' });
    const decision = decide(one, AS_IS);
    expect(decision).toMatchObject({ verdict: 'hold', reason: 'rule-elsewhere' });
    if (decision.verdict === 'hold') expect(holdText(decision, one)).toMatch(/account 111122223333; .*--profile/);
  });

  it('in another region is told as such', () => {
    const one = examined(UNAVAILABLE, { rulePlace: 'other-region' });
    const decision = decide(one, AS_IS);
    expect(decision.verdict === 'hold' && holdText(decision, one)).toMatch(/another region/);
  });
});

describe('a whole event that names no rule', () => {
  it.each([
    ['of another queue', EVENT, undefined],
    ['in the record of a Lambda destination', `{"requestContext":{},"requestPayload":${EVENT}}`, 'requestPayload'],
    ['in an SNS notification', JSON.stringify({ Type: 'Notification', Message: EVENT }), 'Message'],
  ])('%s waits for a rule, not for --resolved', (_, body, within) => {
    const one = examined({ body, ruleArn: undefined, targetArn: undefined });
    expect(one.deadLetter.body).toMatchObject({ kind: 'envelope', event: { detailText: JSON.stringify(FINE_DETAIL) } });
    expect(one.deadLetter.body).toMatchObject(within === undefined ? {} : { within });
    expect(one.diagnosis).toMatchObject({ cause: 'not-from-a-rule', obstacle: 'rule-unknown', also: [] });
    const decision = decide(one, { ...AS_IS, resolved: new Set(['unknown'] as const) });
    expect(decision).toMatchObject({ verdict: 'hold', reason: 'no-rule' });
    if (decision.verdict !== 'hold') return;
    expect(holdText(decision)).toContain('--send-to-rule RULE');
    expect(holdText(decision)).not.toContain('--resolved');
  });
});
