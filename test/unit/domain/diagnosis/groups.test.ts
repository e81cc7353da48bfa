import { describe, expect, it } from 'vitest';
import type { Examined } from '../../../../src/domain/diagnosis/examined.ts';
import {
  addToGroups,
  byUrgency,
  type Group,
  groupKey,
  largestFirst,
  MOST_CACHES,
  MOST_GROUPS,
} from '../../../../src/domain/diagnosis/groups.ts';
import { examined } from '../../../support/builders/examined.ts';
import { answered, FINE_DETAIL, momentoSaid, RULE_ARN, type Sample } from '../../../support/builders/messages.ts';

const grouped = (all: readonly Examined[]): readonly Group[] =>
  largestFirst(all.reduce(addToGroups, new Map<string, Group>()));
const groupsOf = (...samples: readonly Sample[]) => grouped(samples.map((sample) => examined(sample)));

/** Two dead letters, and whether they failed alike. */
const PAIRS: readonly [string, Sample, Sample, boolean][] = [
  ['the same', { code: 'X', error: 'e' }, { code: 'X', error: 'e' }, true],
  ['numbers apart', { code: 'X', error: 'item 12 of 99' }, { code: 'X', error: 'item 7 of 100' }, true],
  [
    'UUIDs apart',
    { code: 'X', error: 'id 0f6a2b1c-1111-2222-3333-444455556666' },
    { code: 'X', error: 'id ABCDEF00-1111-2222-3333-444455556666' },
    true,
  ],
  [
    'request ids apart',
    { code: 'X', error: '(Request ID: 5K3JQ1MBXG5T7FEYJ2ABCDEFGH)' },
    { code: 'X', error: '(Request ID: ZZ9PQ1MBXG5T7FEYJ2ABCDEFGX)' },
    true,
  ],
  [
    'descriptions of an answer apart',
    { error: momentoSaid(403, 'Forbidden', 'a') },
    { error: momentoSaid(403, 'Forbidden', 'b') },
    true,
  ],
  [
    'keys apart',
    { error: momentoSaid(403, 'Forbidden') },
    { error: momentoSaid(403, 'Forbidden'), detail: { ...FINE_DETAIL, key: 'x' } },
    true,
  ],
  ['words apart', { code: 'X', error: 'e' }, { code: 'X', error: 'f' }, false],
  ['HTTP status apart', { error: answered(502, '') }, { error: answered(503, '') }, false],
  ['titles apart', { error: momentoSaid(403, 'Forbidden') }, { error: momentoSaid(403, 'Denied') }, false],
  ['rules apart', {}, { ruleArn: `${RULE_ARN}-2` }, false],
  ['no rule', {}, { ruleArn: undefined }, false],
  ['detail-types apart', {}, { detailType: 'cacheDelete' }, false],
  ['causes apart', {}, { detail: {} }, false],
];

describe('groupKey', () => {
  it.each(PAIRS)('%s', (_, one, other, alike) => {
    expect(groupKey(examined(one)) === groupKey(examined(other))).toBe(alike);
  });
});

describe('groups', () => {
  it('name the caches that do not exist, each once, bounded in number and length', () => {
    const error = momentoSaid(404, 'Not Found', 'Cache not found');
    const of = (cacheName: string) => ({ error, detail: { ...FINE_DETAIL, cacheName } });
    expect(groupsOf(of('a'), of('b'), of('a'))[0]).toMatchObject({ caches: ['a', 'b'], moreCaches: false });
    const [group] = groupsOf(...Array.from({ length: 50 }, (_, at) => of(`${'x'.repeat(10_000)}${at}`)), of('last'));
    expect(group?.caches.every((name) => name.length <= 255)).toBe(true);
    const many = groupsOf(...Array.from({ length: 50 }, (_, at) => of(`cache-${at}`)))[0];
    expect(many?.caches).toHaveLength(MOST_CACHES);
    expect(many?.moreCaches).toBe(true);
  });

  it('of another cause name no caches', () => {
    expect(groupsOf({ error: answered(503, '') })[0]).toMatchObject({ cause: 'momento-unavailable', caches: [] });
  });

  it('have an owner; an obstacle counts only where the cause asks nothing of anybody', () => {
    const ownerOf = (sample: Sample, deployment = {}) => grouped([examined(sample, deployment)])[0]?.owner;
    expect(ownerOf({ error: answered(503, '') })).toBe('nobody');
    expect(ownerOf({ error: answered(503, '') }, { rulePlace: 'other-account' })).toBe('other-team');
    expect(ownerOf({ detail: {} }, { rulePlace: 'other-account' })).toBe('application');
  });

  it('are read by urgency: what stops later events first, then the most frequent', () => {
    const unavailable = { error: answered(503, '') };
    const groups = groupsOf(unavailable, unavailable, { detail: {} }, { error: momentoSaid(401, 'Unauthorized') });
    expect(byUrgency(groups).map(([{ cause }]) => cause)).toEqual([
      'credential-rejected',
      'momento-unavailable',
      'key-missing',
    ]);
  });

  it('count, with the first and the last, and name a sample', () => {
    const error = momentoSaid(404, 'Not Found', 'Cache not found');
    const [group, ...others] = groupsOf(
      { error, messageId: 'first', sentAt: 2000 },
      { error, messageId: 'second', sentAt: 1000 },
      { error, messageId: 'third', sentAt: undefined },
      { error, messageId: 'fourth', sentAt: 3000 },
    );
    expect(others).toEqual([]);
    expect(group).toMatchObject({
      cause: 'cache-not-found',
      title: 'The cache does not exist',
      error: 'HTTP 404 Not Found',
      count: 4,
      ruleArn: RULE_ARN,
      detailType: 'cacheSet',
      firstSentAt: 1000,
      lastSentAt: 3000,
      sampleMessageId: 'first',
    });
  });

  it('know nothing where nothing is told', () => {
    const [group] = groupsOf({ ruleArn: undefined, sentAt: undefined, body: 'x' });
    expect(group).toMatchObject({ error: null, ruleArn: null, detailType: null, firstSentAt: null, lastSentAt: null });
  });

  it('stand largest first', () => {
    const groups = groupsOf({}, { detail: {} }, { detail: {} });
    expect(groups.map((group) => group.count)).toEqual([2, 1]);
  });

  it('show an error on one short printable line', () => {
    const [group] = groupsOf({ code: 'X', error: `\u001b[2J\n${'long '.repeat(1000)}` });
    expect(group?.error).toMatch(/^\\u001b\[#J\\nlong /);
    expect(group?.error?.length).toBeLessThanOrEqual(120);
  });

  it('are bounded; what comes after counts as other', () => {
    const letters = 'abcdefghijklmnopqrstuvwxyz';
    const word = (at: number) =>
      [at / 676, (at / 26) % 26, at % 26].map((digit) => letters[Math.floor(digit)]).join('');
    const many = Array.from({ length: MOST_GROUPS + 50 }, (_, at) => examined({ code: 'X', error: word(at) }));
    const groups = grouped([...many, ...many]);
    expect(groups).toHaveLength(MOST_GROUPS + 1);
    expect(groups[0]).toMatchObject({ cause: 'other', count: 100, error: null, ruleArn: null });
    expect(groups.slice(1).every((group) => group.count === 2)).toBe(true);
    expect(groups.reduce((sum, group) => sum + group.count, 0)).toBe(2 * many.length);
  });
});
