import { describe, expect, it } from 'vitest';
import { decide } from '../../../../src/domain/redrive/decide.ts';
import { type RepairPolicy, SAFE_ONLY } from '../../../../src/domain/repair/repair.ts';
import { set } from '../../../support/builders/assignments.ts';
import { type Deployment, deployed, examine, NOTHING_READABLE } from '../../../support/builders/examined.ts';
import { deadLetter, type Sample } from '../../../support/builders/messages.ts';
import {
  ALL,
  DETAIL,
  decided,
  EMBEDS,
  inShort,
  NESTED,
  PAID,
  QUICK_START,
  WHOLE_DETAIL,
  words,
} from './completions.ts';

describe('an incomplete event', () => {
  it.each<[string, Sample, Deployment, Partial<RepairPolicy> | undefined, readonly string[]]>([
    ['without a word', PAID, QUICK_START, undefined, ['source', 'detail.key', 'detail.ttl', 'detail.cacheName']],
    ['with --fix alone', PAID, QUICK_START, {}, ['source', 'detail.key', 'detail.ttl', 'detail.cacheName']],
    ['without a source', PAID, QUICK_START, words(...ALL.slice(1)), ['source']],
    ['without a rule that could be read', PAID, {}, words(...ALL), ['detail-type']],
    ['without a key', PAID, QUICK_START, words('source=s', 'detail.cacheName=c', 'detail.ttl=1'), ['detail.key']],
    ['without a message', { body: '""' }, QUICK_START, words(...ALL), ['detail.message']],
    ['that lacks nothing, with --fix alone', WHOLE_DETAIL, DETAIL, {}, []],
    ['that is embedded whole, with --fix alone', NESTED, EMBEDS, {}, []],
    [
      'whose words are for another message',
      WHOLE_DETAIL,
      DETAIL,
      { edits: new Map([['other', [set('source=a')]]]) },
      [],
    ],
  ])('%s is held, and says what it lacks', (_, sample, deployment, repair, members) => {
    expect(decided(sample, deployment, repair)).toMatchObject({ reason: 'needs-completion', members });
  });

  it('is made of the body, the pattern and the words of the operator', () => {
    const decision = decided(PAID, QUICK_START, words(...ALL));
    expect(inShort(decision)).toEqual([
      'safe detail-type "cacheSet"',
      'safe detail.message "paid"',
      'assumed source "shop"',
      'assumed detail.cacheName "c"',
      'assumed detail.key "k"',
      'assumed detail.ttl 60',
    ]);
    expect(decision).toMatchObject({
      verdict: 'send-repaired',
      cause: 'event-incomplete',
      event: {
        source: 'shop',
        detailType: 'cacheSet',
        detailText: '{"message":"paid","cacheName":"c","key":"k","ttl":60}',
        time: undefined,
        resources: [],
      },
    });
  });

  it.each<[string, Sample, Deployment, Partial<RepairPolicy>, readonly string[]]>([
    [
      'the detail, under settings that hand it over',
      WHOLE_DETAIL,
      DETAIL,
      words('detail.ttl=5'),
      [`safe detail ${WHOLE_DETAIL.body}`, 'safe detail-type "cacheSet"', 'safe source "shop"', 'assumed detail.ttl 5'],
    ],
    [
      'the event that a template embeds',
      NESTED,
      EMBEDS,
      words('source=mine'),
      [
        'assumed detail {"cacheName":"c","key":"k","message":"m","ttl":60}',
        'assumed detail-type "cacheSet"',
        'assumed source "mine"',
      ],
    ],
    [
      'a message without the quotes that it may have had',
      { ...PAID, body: '"{a:x}"' },
      QUICK_START,
      words(...ALL),
      [
        'safe detail-type "cacheSet"',
        'assumed detail.message "{a:x}"',
        'assumed source "shop"',
        'assumed detail.cacheName "c"',
        'assumed detail.key "k"',
        'assumed detail.ttl 60',
      ],
    ],
    [
      'nothing of the body where the operator says otherwise',
      PAID,
      QUICK_START,
      words(...ALL, 'detail.message=other', 'detail-type=cacheSet'),
      [
        'assumed source "shop"',
        'assumed detail.cacheName "c"',
        'assumed detail.key "k"',
        'assumed detail.ttl 60',
        'assumed detail.message "other"',
        'assumed detail-type "cacheSet"',
      ],
    ],
    [
      'what the other repairs add',
      { ...PAID, body: '"paid"' },
      QUICK_START,
      {
        ...words('source=shop', 'detail.cacheName=c', 'detail.key_base64="YQ=="', 'detail.message=say "hi"'),
        ttlSeconds: 9,
        escapeMessage: true,
      },
      [
        'safe detail-type "cacheSet"',
        'assumed source "shop"',
        'assumed detail.cacheName "c"',
        'assumed detail.key_base64 "YQ=="',
        'assumed detail.message "say \\"hi\\""',
        'safe detail.key_base64 "YQ"',
        'assumed detail.ttl 9',
        'assumed detail.message "say \\\\\\"hi\\\\\\""',
      ],
    ],
  ])('is completed with %s', (_, sample, deployment, repair, edits) => {
    const decision = decided(sample, deployment, repair, 'unknown');
    expect(decision.verdict).toBe('send-repaired');
    expect(inShort(decision)).toEqual(edits);
  });

  it('keeps id, time and resources where it was embedded whole', () => {
    expect(decided(NESTED, EMBEDS, words('source=mine'), 'unknown')).toMatchObject({
      event: { id: '7bf73129-1428-4cd3-a780-95db273d1602', time: '2026-01-31T12:00:00Z', source: 'mine' },
    });
  });

  it('is assumed to be the detail where the settings may not be read, and no event is taken out of it', () => {
    const policy = {
      fix: true,
      repair: { ...SAFE_ONLY, ...words('source=a', 'detail-type=cacheSet') },
      resolved: new Set<never>(),
    };
    const decision = decide(examine(deadLetter(WHOLE_DETAIL), NOTHING_READABLE), policy);
    expect(inShort(decision)[0]).toBe(`assumed detail ${WHOLE_DETAIL.body}`);
    expect(decide(examine(deadLetter(NESTED), NOTHING_READABLE), policy)).toMatchObject({ reason: 'incomplete' });
  });

  it('is held without a rule that names a bus', () => {
    expect(decided({ ...PAID, ruleArn: 'arn:x' }, QUICK_START, words(...ALL))).toMatchObject({ reason: 'no-rule' });
  });

  it('is held where a value can be set in no way', () => {
    const decision = decided(WHOLE_DETAIL, DETAIL, words('detail.key.name=x'));
    expect(decision).toMatchObject({ reason: 'cannot-set', members: ['detail.key.name'] });
  });

  it('needs no pattern where its target is of no known detail-type but deployed', () => {
    const letter = deadLetter({ ...PAID });
    const policy = {
      fix: true,
      repair: { ...SAFE_ONLY, ...words(...ALL, 'detail-type=other') },
      resolved: new Set<never>(),
    };
    expect(decide(examine(letter, deployed()), policy).verdict).toBe('send-repaired');
  });
});
