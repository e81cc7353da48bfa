import { describe, expect, it } from 'vitest';
import type { CauseId } from '../../../../src/domain/diagnosis/catalogue.ts';
import { decide } from '../../../../src/domain/redrive/decide.ts';
import type { SendPolicy } from '../../../../src/domain/redrive/decision.ts';
import { type Doubt, heldThoughSent } from '../../../../src/domain/redrive/decision.ts';
import { SAFE_ONLY } from '../../../../src/domain/repair/repair.ts';
import { holdText } from '../../../../src/present/redrive/hold-reasons.ts';
import { examined } from '../../../support/builders/examined.ts';
import { FINE_DETAIL } from '../../../support/builders/messages.ts';

const GIVEN: SendPolicy = { fix: true, repair: { ...SAFE_ONLY, prefer: 'key', ttlSeconds: 60 }, resolved: new Set() };

describe('what was sent and is held', () => {
  it.each<[Doubt, RegExp]>([
    [
      'rule-disabled',
      /^an earlier run sent it, and it is unknown whether it arrived, because its rule is not enabled now: fix that, .*--resend-unknown/,
    ],
    [
      'target-missing',
      /^an earlier run sent it, and it is unknown whether it arrived, because its rule does not have the target/,
    ],
    [
      'rule-unchecked',
      /^an earlier run sent it, and it cannot be checked whether it arrived, .*DescribeRule \(--force rule .*so it is not deleted$/,
    ],
    ['pattern-unchecked', /--force pattern/],
  ])('because of %s says what is to be done', (doubt, said) => {
    const sent = { verdict: 'remove-only', cause: 'timeout', edits: [], newEventId: 'n', unconfirmedSince: 1 } as const;
    expect(holdText(heldThoughSent(sent, doubt))).toMatch(said);
  });
});

describe('why something is held for want of a repair', () => {
  it.each<[CauseId, RegExp]>([
    ['key-conflict', /--prefer key\|key_base64 says which one stays, where the target reads it from the detail/],
    [
      'key-base64-invalid',
      /--base64-as-text takes it for the key, where the target reads both from the detail and no key is there$/,
    ],
    ['ttl-missing', /--ttl SECONDS says how long, where the target reads the ttl from the detail/],
    [
      'ttl-invalid',
      /--max-ttl SECONDS says how long at most, --fix --ttl SECONDS says how long, where the target reads the ttl from the detail/,
    ],
    ['key-missing', /The application must send a key/],
  ])('%s is told in words that hold whichever flags were given', (cause, said) => {
    expect(
      holdText({ verdict: 'hold', cause, edits: [], reason: 'needs-repair', because: [cause], members: [] }),
    ).toMatch(said);
  });

  it('says to who has given --ttl where it cannot help', () => {
    const http = { path: ['$.detail.cacheName'], query: { ttl_seconds: '$.time', key: '$.detail.key' }, headers: {} };
    const one = examined({ detail: FINE_DETAIL }, { http });
    const decision = decide(one, GIVEN);
    expect(decision).toMatchObject({ verdict: 'hold', reason: 'needs-repair' });
    if (decision.verdict !== 'hold') return;
    expect(decision.because).toContain('ttl-invalid');
    expect(holdText(decision)).toContain('where the target reads the ttl from the detail');
  });
});
