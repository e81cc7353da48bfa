import { describe, expect, it } from 'vitest';
import { testMatches, whyUnread } from '../../../support/event-pattern.ts';

const CASES: readonly [readonly unknown[], readonly unknown[], readonly unknown[]][] = [
  [
    ['=', 5],
    [5, 5.0, [1, 5]],
    [4.999999, '5', null, true, undefined],
  ],
  [['=', 301.8], [JSON.parse('3.018e2')], [301.800001]],
  [['=', 0], [-0], [0.000001, -0.000001]],
  [
    ['<', 5],
    [4.999999, -5e9],
    [5, 6, '4', -5_000_000_001],
  ],
  [['<=', 5], [5], [5.000001]],
  [
    ['>', 5],
    [5.000001, 5e9],
    [5, 4, 5_000_000_001, 1e308],
  ],
  [['>=', 5], [5], [4.999999]],
  [
    ['>', 0, '<=', 5],
    [0.000001, 5],
    [0, 5.000001],
  ],
  [
    ['>=', -1, '<', 1],
    [-1, 0],
    [1, -1.000001],
  ],
  [
    ['>=', -5e9, '<=', 5e9],
    [-5e9, 5e9],
    [5000000001, -5000000001, 1e308],
  ],
];

const REFUSED: readonly [unknown, string][] = [
  [5, 'numeric takes a list'],
  [{ '=': 5 }, 'numeric takes a list'],
  [[], 'numeric takes one comparison or a range'],
  [['>'], 'numeric takes a number after >'],
  [['>', '1'], 'numeric takes a number after >'],
  [['>', null], 'numeric takes a number after >'],
  [['!=', 1], 'numeric takes =, <, <=, > and >='],
  [[1, '='], 'numeric takes =, <, <=, > and >='],
  [['>', 1, '<'], 'numeric takes a number after <'],
  [['>', 1, '<', 2, '=', 3], 'numeric takes one comparison or a range'],
  [['=', 1, '<', 2], 'a range of numeric goes from a lower to a higher bound'],
  [['<', 5, '>', 1], 'a range of numeric goes from a lower to a higher bound'],
  [['>', 5, '<', 1], 'a range of numeric goes from a lower to a higher bound'],
  [['>', 5, '<', 5], 'a range of numeric goes from a lower to a higher bound'],
  [['=', 5_000_000_001], 'numeric takes numbers from -5e9 to 5e9'],
  [['>', -5_000_000_001], 'numeric takes numbers from -5e9 to 5e9'],
];

describe('numeric', () => {
  it.each(CASES)('%j', (numeric, matching, others) => {
    expect(matching.filter((value) => !testMatches({ numeric }, value))).toEqual([]);
    expect(others.filter((value) => testMatches({ numeric }, value))).toEqual([]);
  });

  it.each(REFUSED)('refuses %j', (numeric, reason) => {
    expect(whyUnread(JSON.stringify({ a: [{ numeric }] }))).toBe(`a: ${reason}`);
  });
});

describe('numbers as values', () => {
  it.each([
    [300, JSON.parse('3.0e2'), true],
    [300, '300', false],
    ['300', 300, false],
    [111122223333, 111122223333, true],
    [0.1, 0.1, true],
    [1, true, false],
    [0, null, false],
  ])('%j against %j is %s', (test, value, expected) => {
    expect(testMatches(test, value)).toBe(expected);
  });
});
