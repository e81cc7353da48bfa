import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testMatches } from '../../../support/event-pattern.ts';

const CASES: readonly [unknown, readonly unknown[], readonly unknown[]][] = [
  ['x', ['y', '', 'X', 1, null, false, ['x', 'y']], ['x', ['x', 'x'], undefined, [], { x: 1 }]],
  [
    ['x', 'y'],
    ['z', 1],
    ['x', 'y', undefined],
  ],
  [1, [2, '1', 1.5, null, true], [1, undefined, [1]]],
  [
    [100, 200],
    [300, '100'],
    [100, 200],
  ],
  [111122223333, [1], [111122223333]],
  [{ prefix: 'init' }, ['done', '', 'Init', 1, null], ['init', 'initialising', undefined]],
  [{ prefix: ['init', 'err'] }, ['done', 'in'], ['init', 'error']],
  [{ suffix: '.png' }, ['a.jpg', 'png', 'a.PNG', 1], ['a.png', '.png', undefined]],
  [{ suffix: ['.png', '.jpg'] }, ['a.gif'], ['a.png', 'a.jpg']],
  [{ 'equals-ignore-case': 'Stopped' }, ['stop', 'started', 1], ['STOPPED', 'stopped', undefined]],
  [{ 'equals-ignore-case': ['Stopped', 'Failed'] }, ['ok'], ['STOPPED', 'failed']],
  [{ 'equals-ignore-case': '' }, ['x'], ['']],
  [{ wildcard: '*/lib/*' }, ['usr/bin/x', 'lib', 1, null], ['usr/lib/x', '/lib/', undefined]],
  [{ wildcard: ['*.jar', 'a\\*b'] }, ['a.class', 'axb'], ['a.jar', 'a*b']],
];

describe('anything-but', () => {
  it.each(CASES)('%j', (argument, matching, others) => {
    const test = { 'anything-but': argument };
    expect(matching.filter((value) => !testMatches(test, value))).toEqual([]);
    expect(others.filter((value) => testMatches(test, value))).toEqual([]);
  });

  const short = fc.string({ unit: fc.constantFrom('a', 'A', 'b', '.'), minLength: 1, maxLength: 3 });
  const operator = fc.constantFrom('prefix', 'suffix', 'equals-ignore-case', 'wildcard');

  it('is the negation of an operator that compares texts, and of each in a list', () => {
    fc.assert(
      fc.property(operator, fc.array(short, { minLength: 1, maxLength: 3 }), short, (name, texts, value) => {
        const matched = texts.some((text) => testMatches({ [name]: text }, value));
        expect(testMatches({ 'anything-but': { [name]: texts } }, value)).toBe(!matched);
        const first = testMatches({ [name]: texts[0] }, value);
        expect(testMatches({ 'anything-but': { [name]: texts[0] } }, value)).toBe(!first);
      }),
    );
  });

  it('is the negation of values', () => {
    const values = fc.oneof(
      fc.array(short, { minLength: 1 }),
      fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1 }),
    );
    fc.assert(
      fc.property(values, fc.oneof(short, fc.integer({ min: 0, max: 5 })), (list, value) => {
        const matched = list.some((element) => testMatches(element, value));
        expect(testMatches({ 'anything-but': list }, value)).toBe(!matched);
      }),
    );
  });
});
