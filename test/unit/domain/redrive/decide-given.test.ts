import { describe, expect, it } from 'vitest';
import type { CauseId } from '../../../../src/domain/diagnosis/catalogue.ts';
import { decide } from '../../../../src/domain/redrive/decide.ts';
import { SAFE_ONLY } from '../../../../src/domain/repair/repair.ts';
import { set } from '../../../support/builders/assignments.ts';
import { examine, examined, NOTHING_READABLE } from '../../../support/builders/examined.ts';
import { deadLetter, FINE_DETAIL, momentoSaid, type Sample } from '../../../support/builders/messages.ts';

const TIMED_OUT: Sample = { code: 'TIMEOUT' };
const NO_CACHE: Sample = { error: momentoSaid(404, 'Not Found', 'Cache not found') };
const REFUSED = momentoSaid(400, 'Multiple Keys Specified');
const UNKNOWN_TYPE: Sample = { detailType: 'cachePut', detail: { ...FINE_DETAIL, ttl: undefined }, error: REFUSED };

const given = (...texts: string[]) => ({
  fix: true,
  repair: { ...SAFE_ONLY, set: texts.map(set) },
  resolved: new Set<CauseId>(),
});

describe('values that the operator gives', () => {
  it.each<[string, Sample, readonly string[], readonly string[]]>([
    ['go into an event without a fault', TIMED_OUT, ['detail.x=1'], ['detail.x: null → 1']],
    [
      'mend a fault',
      { detail: { ...FINE_DETAIL, key: undefined }, error: REFUSED },
      ['detail.key=a'],
      ['detail.key: null → "a"'],
    ],
    ['send to a cache that exists', NO_CACHE, ['detail.cacheName=b'], ['detail.cacheName: "sessions" → "b"']],
    [
      'are followed by the repairs',
      { ...TIMED_OUT, detail: { ...FINE_DETAIL, key: undefined } },
      ['detail.key_base64="YQ=="'],
      ['detail.key_base64: null → "YQ=="', 'detail.key_base64: "YQ==" → "YQ"'],
    ],
    [
      'change source and detail-type',
      TIMED_OUT,
      ['source=a', 'detail-type=cacheSet2'],
      ['source: "shop.web" → "a"', 'detail-type: "cacheSet" → "cacheSet2"'],
    ],
  ])('%s', (_, sample, texts, edits) => {
    const decision = decide(examined(sample), given(...texts));
    expect(decision.verdict).toBe('send-repaired');
    expect(decision.edits.map(({ path, before, after }) => `${path}: ${before} → ${after}`)).toEqual(edits);
  });

  it('are no repair where they stand already', () => {
    expect(decide(examined(TIMED_OUT), given('detail.ttl=60')).verdict).toBe('send');
  });

  it('do not bring a cache into being', () => {
    const same = decide(examined(NO_CACHE), given('detail.cacheName="\\u0073essions"', 'detail.x=1'));
    expect(same).toMatchObject({ reason: 'needs-outside-change', because: ['cache-not-found'] });
  });

  it('are judged as an event that came with them', () => {
    const decision = decide(examined(TIMED_OUT), given('detail.ttl=soon', 'detail.key_base64=user:1'));
    expect(decision).toMatchObject({
      reason: 'needs-repair',
      because: ['key-conflict', 'key-base64-invalid', 'ttl-invalid'],
    });
  });

  it('name the detail-type, by which the mapping of the quick-start is found', () => {
    const one = examine(deadLetter(UNKNOWN_TYPE), NOTHING_READABLE);
    expect(one.rendering).toBeUndefined();
    expect(decide(one, given('detail-type=cacheSet'))).toMatchObject({
      reason: 'needs-repair',
      because: ['ttl-missing'],
    });
    expect(decide(one, given('detail-type=cacheSet', 'detail.ttl=5')).verdict).toBe('send-repaired');
  });

  it('are for the message that the file names, before those for all', () => {
    const one = examined({ ...TIMED_OUT, messageId: 'a' });
    const policy = given('detail.x=1');
    const decision = decide(one, {
      ...policy,
      repair: { ...policy.repair, edits: new Map([['a', [set('detail.x=2')]]]) },
    });
    expect(decision.edits.map(({ after }) => after)).toEqual(['2']);
  });
});
