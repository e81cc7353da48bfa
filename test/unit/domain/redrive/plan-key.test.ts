import { describe, expect, it } from 'vitest';
import { decide } from '../../../../src/domain/redrive/decide.ts';
import type { SendPolicy } from '../../../../src/domain/redrive/decision.ts';
import { planKey } from '../../../../src/domain/redrive/decision.ts';
import { SAFE_ONLY } from '../../../../src/domain/repair/repair.ts';
import { examined } from '../../../support/builders/examined.ts';
import { FINE_DETAIL, momentoSaid, type Sample } from '../../../support/builders/messages.ts';

const POLICY: SendPolicy = { fix: true, repair: { ...SAFE_ONLY, prefer: 'key' }, resolved: new Set() };

function keyOf(sample: Sample, policy: Partial<SendPolicy> = {}): string {
  const one = examined({ code: 'SDK_CLIENT_ERROR', error: momentoSaid(500, 'Internal Server Error'), ...sample });
  return planKey(one, decide(one, { ...POLICY, ...policy }));
}

const withBase64 = (key_base64: string) => ({ detail: { ...FINE_DETAIL, key_base64 } });
const SAME_BYTES = withBase64('dXNlcjox');
const OTHER_BYTES = withBase64('dXNlcjoy');

describe('planKey', () => {
  it('is the same for dead letters that failed alike and are to be sent alike', () => {
    expect(keyOf({ messageId: 'a' })).toBe(keyOf({ messageId: 'b', detail: { ...FINE_DETAIL, key: 'user:2' } }));
    expect(keyOf(SAME_BYTES)).toBe(keyOf({ ...SAME_BYTES, messageId: 'b' }));
  });

  it.each<[string, string, string]>([
    ['the cause', keyOf({}), keyOf({ error: momentoSaid(429, 'Resources Exhausted') })],
    ['the rule', keyOf({}), keyOf({ ruleArn: 'arn:aws:events:us-east-1:123456789012:rule/another' })],
    ['the verdict', keyOf(SAME_BYTES, { fix: false }), keyOf(SAME_BYTES)],
    ['the kind of an edit', keyOf(SAME_BYTES), keyOf(OTHER_BYTES)],
    ['an edited member', keyOf(OTHER_BYTES), keyOf(OTHER_BYTES, { repair: { ...SAFE_ONLY, prefer: 'key_base64' } })],
  ])('differs with %s', (_, one, other) => {
    expect(one).not.toBe(other);
  });
});
