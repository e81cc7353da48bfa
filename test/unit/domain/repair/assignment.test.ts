import { describe, expect, it } from 'vitest';
import { assignmentsFor, clashOf, editIdOf, isGiven, readSet } from '../../../../src/domain/repair/assignment.ts';
import { set } from '../../../support/builders/assignments.ts';

describe('--set', () => {
  it.each([
    ['detail.ttl=60', '60'],
    ['detail.n= 9007199254740993 ', '9007199254740993'],
    ['detail.key=user:1', '"user:1"'],
    ['detail.key=a=b', '"a=b"'],
    ['detail.key=', '""'],
    ['detail.key="60"', '"60"'],
    ['detail.key={"a":1}', '{"a":1}'],
    ['detail.key=null', 'null'],
    ['detail.key=say "hi"', '"say \\"hi\\""'],
    ['source=shop.orders', '"shop.orders"'],
    ['detail-type=cacheSet', '"cacheSet"'],
  ])('%s', (text, json) => {
    expect(readSet(text)).toMatchObject({ assignment: { json, asked: { repair: 'set-values' }, kind: 'assumed' } });
  });

  it.each([
    ['detail.key', /no = and no value/],
    ['source.name=x', /no =/],
    ['source=', /must be a string that is not empty/],
    ['source=5', /source must be a string/],
    ['detail-type=null', /detail-type must be a string/],
    ['source=aws.events', /begins with aws\./],
    ['time=now', /must begin with detail\., detail-type or source/],
  ])('refuses %s', (text, reason) => {
    expect(readSet(text)).toEqual({ kind: 'refused', reason: expect.stringMatching(reason) });
  });
});

describe('several values for one event', () => {
  it.each([
    [['detail.a=1', 'detail.a=2'], /detail\.a is given two values/],
    [['source=a', 'source=b'], /source is given two values/],
    [['detail.a={}', 'detail.a.b=1'], /detail\.a\.b lies within/],
    [['detail.a.b.c=1', 'detail.a=1'], /detail\.a\.b\.c lies within/],
    [Array.from({ length: 101 }, (_, at) => `detail.a${at}=1`), /more than 100 paths/],
  ])('clash: %s', (texts, clash) => {
    expect(clashOf(texts.map(set))).toMatch(clash);
  });

  it('do not where they only begin alike', () => {
    expect(
      clashOf(['detail.a=1', 'detail.ab=1', 'detail["a.b"]=1', 'source=a', 'detail.source=1'].map(set)),
    ).toBeUndefined();
  });

  it('are those of --set and those of the file, which wins on the same member, around it and within it', () => {
    const own = ['detail.key=own', 'detail.a.b=1', 'detail.c={}'].map(set);
    const general = ['detail.key=all', 'detail.a={}', 'detail.c.d=1', 'detail.ttl=60'].map(set);
    const policy = { set: general, edits: new Map([['m', own]]) };
    expect(assignmentsFor(policy, 'm')).toEqual([set('detail.ttl=60'), ...own]);
    expect(assignmentsFor(policy, 'another')).toEqual(general);
    expect(assignmentsFor(policy, '__proto__')).toEqual(general);
  });

  it('are found by the whole id before the longest prefix of at least eight characters', () => {
    const ids = new Set(['1b9f64f0', '1b9f64f0-aa', '1b9f64f0-aaaa', 'short']);
    expect(
      ['1b9f64f0-aaaa', '1b9f64f0-aabb', '1b9f64f0-b', 'short', 'shorter', '1b9f64f'].map((id) => editIdOf(ids, id)),
    ).toEqual(['1b9f64f0-aaaa', '1b9f64f0-aa', '1b9f64f0', 'short', undefined, undefined]);
  });

  it('tell which members they give', () => {
    const given = [set('detail.a.b=1'), set('source=x')];
    const paths = [
      { root: 'detail', names: ['a'] },
      { root: 'source' },
      { root: 'detail-type' },
      { root: 'detail', names: ['b'] },
    ] as const;
    expect(paths.map((path) => isGiven(given, path))).toEqual([true, true, false, false]);
  });
});
