import { describe, expect, it } from 'vitest';
import type { CauseId } from '../../../../src/domain/diagnosis/catalogue.ts';
import { decide } from '../../../../src/domain/redrive/decide.ts';
import type { HoldReason, SendPolicy } from '../../../../src/domain/redrive/decision.ts';
import { type RepairPolicy, SAFE_ONLY } from '../../../../src/domain/repair/repair.ts';
import { set } from '../../../support/builders/assignments.ts';
import { deployed, examine, examined, NOTHING_READABLE } from '../../../support/builders/examined.ts';
import {
  deadLetter,
  FINE_DETAIL,
  momentoSaid,
  QUEUE_TARGET_ARN,
  type Sample,
} from '../../../support/builders/messages.ts';
import { ENCRYPTED_EVENT } from '../../../support/builders/records.ts';

const AS_IS: SendPolicy = { fix: false, repair: SAFE_ONLY, resolved: new Set() };
const fix = (repair: Partial<RepairPolicy> = {}, ...resolved: CauseId[]): SendPolicy => ({
  fix: true,
  repair: { ...SAFE_ONLY, ...repair },
  resolved: new Set(resolved),
});
const resolved = (...causes: CauseId[]): SendPolicy => ({ ...AS_IS, resolved: new Set(causes) });

const TIMED_OUT: Sample = { code: 'TIMEOUT' };
const NO_CACHE: Sample = { error: momentoSaid(404, 'Not Found', 'Cache not found') };
const REFUSED: Sample = { error: momentoSaid(400, 'Bad Request') };
const SAME_KEYS: Sample = { detail: { ...FINE_DETAIL, key: 'a', key_base64: 'YQ' } };
const TWO_KEYS: Sample = { detail: { ...FINE_DETAIL, key: 'a', key_base64: 'Yg' } };
const NO_KEY: Sample = { detail: { ...FINE_DETAIL, key: undefined }, ...REFUSED };
const NO_TTL: Sample = { detail: { ...FINE_DETAIL, ttl: undefined }, ...REFUSED };
const BROKEN_MESSAGE: Sample = { detail: { ...FINE_DETAIL, message: '"' }, code: 'INVALID_JSON' };
const BROKEN_TEMPLATE: Sample = { code: 'INVALID_JSON', error: 'Invalid input for target.' };
const LONG_TTL: Sample = {
  detail: { ...FINE_DETAIL, ttl: 100_000 },
  error: momentoSaid(400, 'Bad Request', 'the ttl is too large'),
};

type Held = readonly [string, Sample, SendPolicy, HoldReason, readonly CauseId[], number];

/** A dead letter, the policy, why it is held, what stands in the way, and how many edits are shown. */
const HELD: readonly Held[] = [
  ['not an event', { ruleArn: undefined, body: 'x' }, fix({}, 'unknown'), 'not-ours', ['not-an-event'], 0],
  ['of another target', { targetArn: QUEUE_TARGET_ARN, ...TIMED_OUT }, fix(), 'not-ours', ['other-target'], 0],
  ['encrypted', { body: ENCRYPTED_EVENT }, fix({}, 'aws-error'), 'encrypted', ['event-encrypted'], 0],
  ['only the target input', { body: '"x"', ...TIMED_OUT }, fix(), 'needs-completion', ['event-incomplete'], 1],
  ['only what a template broke', { body: '"x', ...TIMED_OUT }, fix(), 'incomplete', ['event-incomplete'], 0],
  [
    'to be given a member of what is no object',
    TIMED_OUT,
    fix({ set: [set('detail.key.name=1')] }),
    'cannot-set',
    ['timeout'],
    0,
  ],
  ['without a rule', { ruleArn: undefined, ...TIMED_OUT }, fix(), 'no-rule', ['not-from-a-rule'], 0],
  ['of a rule whose ARN cannot be read', { ruleArn: 'arn:x', ...TIMED_OUT }, AS_IS, 'no-rule', ['timeout'], 0],
  ['to be fixed', SAME_KEYS, AS_IS, 'needs-fix', ['key-conflict'], 1],
  [
    'to be fixed, whatever is settled',
    SAME_KEYS,
    resolved('unknown', 'key-conflict'),
    'needs-fix',
    ['key-conflict'],
    1,
  ],
  ['with two keys', TWO_KEYS, AS_IS, 'needs-repair', ['key-conflict'], 0],
  ['with two keys, --fix', TWO_KEYS, fix(), 'needs-repair', ['key-conflict'], 0],
  ['without a key', NO_KEY, fix({ prefer: 'key', ttlSeconds: 1 }), 'needs-repair', ['key-missing'], 0],
  ['without a ttl, --fix', NO_TTL, fix(), 'needs-repair', ['ttl-missing'], 0],
  [
    'half mended',
    { detail: { key: 'a', key_base64: 'YQ', message: 'm', cacheName: 'c' } },
    fix(),
    'needs-repair',
    ['ttl-missing'],
    1,
  ],
  [
    'of a message that breaks the template',
    BROKEN_MESSAGE,
    fix({}, 'transform-failed'),
    'needs-repair',
    ['message-unrenderable'],
    0,
  ],
  ['with a ttl that is still too long', LONG_TTL, fix({ ttlSeconds: 90_000 }), 'needs-repair', ['ttl-invalid'], 1],
  [
    'of no detail-type of ours',
    { detailType: 'other', detail: { ...FINE_DETAIL, ttl: undefined } },
    fix(),
    'needs-repair',
    ['detail-type-unknown', 'ttl-missing'],
    0,
  ],
  ['for a cache that is missing', NO_CACHE, AS_IS, 'needs-outside-change', ['cache-not-found'], 0],
  ['for a cache that is missing, --fix', NO_CACHE, fix(), 'needs-outside-change', ['cache-not-found'], 0],
  [
    'for a cache that is missing, another settled',
    NO_CACHE,
    resolved('role-denied'),
    'needs-outside-change',
    ['cache-not-found'],
    0,
  ],
  [
    'mended, for a cache that is missing',
    { ...SAME_KEYS, ...NO_CACHE },
    fix(),
    'needs-outside-change',
    ['cache-not-found'],
    1,
  ],
  [
    'mended, of a template that broke for another reason',
    { ...NO_TTL, ...BROKEN_TEMPLATE },
    fix({ ttlSeconds: 60 }),
    'needs-outside-change',
    ['transform-failed'],
    1,
  ],
  [
    'of a template that broke for a reason outside the event',
    BROKEN_TEMPLATE,
    fix(),
    'needs-outside-change',
    ['transform-failed'],
    0,
  ],
  ['refused for no known reason', REFUSED, fix(), 'needs-outside-change', ['bad-request'], 0],
  [
    'sent to another cache, but denied',
    { error: momentoSaid(403, 'Forbidden') },
    fix({ mapCache: new Map([['sessions', 'b']]) }),
    'needs-outside-change',
    ['permission-denied'],
    1,
  ],
  ['for unknown reasons', {}, fix(), 'needs-outside-change', ['unknown'], 0],
];

type Sent = readonly [string, Sample, SendPolicy, 'send' | 'send-repaired'];

/** A dead letter, the policy, and how it is sent. */
const SENT: readonly Sent[] = [
  ['timed out', TIMED_OUT, AS_IS, 'send'],
  ['rate limited', { error: momentoSaid(429, 'Resources Exhausted', 'operations') }, AS_IS, 'send'],
  ['unavailable', { error: momentoSaid(503, 'x') }, AS_IS, 'send'],
  ['unreachable', { code: 'CONNECTION_FAILURE' }, AS_IS, 'send'],
  ['throttled', { code: 'THROTTLING' }, AS_IS, 'send'],
  ['retried in vain', { code: 'UNKNOWN', exhausted: 'MaximumRetryAttempts' }, AS_IS, 'send'],
  ['a cache that exists by now', NO_CACHE, resolved('cache-not-found'), 'send'],
  ['unknown, but settled', {}, resolved('unknown'), 'send'],
  ['a refusal that is settled', REFUSED, resolved('bad-request'), 'send'],
  ['nothing to fix', TIMED_OUT, fix({ prefer: 'key', ttlSeconds: 1 }), 'send'],
  ['the same keys', SAME_KEYS, fix(), 'send-repaired'],
  ['the same keys, the refusal explained', { ...SAME_KEYS, ...REFUSED }, fix(), 'send-repaired'],
  ['a preferred key', { ...TWO_KEYS, ...REFUSED }, fix({ prefer: 'key' }), 'send-repaired'],
  ['a ttl', NO_TTL, fix({ ttlSeconds: 60 }), 'send-repaired'],
  [
    'a ttl, the template settled',
    { ...NO_TTL, ...BROKEN_TEMPLATE },
    fix({ ttlSeconds: 60 }, 'transform-failed'),
    'send-repaired',
  ],
  ['a shorter ttl', LONG_TTL, fix({ ttlSeconds: 60 }), 'send-repaired'],
  ['another cache', NO_CACHE, fix({ mapCache: new Map([['sessions', 'b']]) }), 'send-repaired'],
  ['mended, its cache exists by now', { ...SAME_KEYS, ...NO_CACHE }, fix({}, 'cache-not-found'), 'send-repaired'],
];

function decided(sample: Sample, policy: SendPolicy) {
  return decide(examined(sample), policy);
}

describe('decide', () => {
  it.each(HELD)('holds what is %s', (_, sample, policy, reason, because, edits) => {
    const decision = decided(sample, policy);
    if (decision.verdict !== 'hold') throw new Error(`it was to ${decision.verdict}`);
    expect(decision.reason).toBe(reason);
    expect(decision.because).toEqual(because);
    expect(decision.edits).toHaveLength(edits);
  });

  it.each(SENT)('sends %s', (_, sample, policy, verdict) => {
    const decision = decided(sample, policy);
    expect(decision.verdict).toBe(verdict);
    expect(decision.edits.length > 0).toBe(verdict === 'send-repaired');
  });

  it('gives every reason that needs no look at the bus', () => {
    const own =
      'not-ours encrypted incomplete needs-completion no-rule needs-fix needs-repair cannot-set needs-outside-change';
    expect([...new Set(HELD.map((row) => row[3]))].sort()).toEqual(own.split(' ').sort());
  });

  it('sends the very bytes of an event that was not edited', () => {
    const detail = '{ "cacheName":"sessions","key":"a", "message":"m","ttl":60,"n":9007199254740993 ,"n":1.0 }';
    expect(decided({ ...TIMED_OUT, detail }, AS_IS)).toMatchObject({ verdict: 'send', event: { detailText: detail } });
  });

  it('decides alike where the wiring could only be assumed', () => {
    const letter = deadLetter({ ...SAME_KEYS, ...REFUSED });
    const verdicts = [deployed(), NOTHING_READABLE].map((found) => {
      return decide(examine(letter, found), fix()).verdict;
    });
    expect(verdicts).toEqual(['send-repaired', 'send-repaired']);
  });
});
