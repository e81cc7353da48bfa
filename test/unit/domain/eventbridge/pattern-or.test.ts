import { describe, expect, it } from 'vitest';
import { matches, whyUnread } from '../../../support/event-pattern.ts';

const CASES: readonly [string, readonly unknown[], readonly unknown[]][] = [
  [
    '{"$or": [{"a": [1]}, {"b": [2]}]}',
    [{ a: 1 }, { b: 2 }, { a: 1, b: 2 }, { a: 9, b: 2 }],
    [{}, { a: 2 }, { b: 1 }, { $or: [{ a: 1 }] }],
  ],
  [
    '{"s": ["x"], "$or": [{"a": [1]}, {"b": [2], "c": [{"prefix": "y"}]}, {"d": [{"exists": false}]}]}',
    [{ s: 'x' }, { s: 'x', a: 1, d: 1 }, { s: 'x', b: 2, c: 'yes', d: 1 }],
    [{ a: 1 }, { s: 'x', b: 2, d: 1 }, { s: 'x', c: 'yes', d: 1 }],
  ],
  [
    '{"$or": [{"a": [1]}, {"b": [1]}], "detail": {"$or": [{"c": [1]}, {"d": [1]}]}}',
    [
      { a: 1, detail: { c: 1 } },
      { b: 1, detail: { d: 1 } },
    ],
    [{ a: 1 }, { detail: { c: 1 } }, { a: 1, detail: { a: 1 } }],
  ],
  [
    '{"s": [1], "$or": [{"a": [1]}, {"b": [1], "$or": [{"c": [1]}, {"d": [1]}]}]}',
    [
      { s: 1, a: 1 },
      { s: 1, b: 1, c: 1 },
      { s: 1, b: 1, d: 1 },
    ],
    [{ a: 1 }, { s: 1, b: 1 }, { s: 1, c: 1 }],
  ],
  [
    '{"$or": [{"a": {"b": [1]}}, {"a": {"c": [1]}}]}',
    [{ a: { b: 1 } }, { a: { c: 1 } }, { a: [{ b: 0 }, { c: 1 }] }],
    [{ a: 1 }, { b: 1 }],
  ],
  [
    '{"a": {"$or": [{"b": [1]}, {"c": [1]}]}}',
    [{ a: { c: 1 } }, { a: [{ b: 0 }, { c: 1 }] }],
    [{ c: 1 }, { a: { d: 1 } }],
  ],
  // What stands within and beside a $or about one array must hold in one and the same element.
  [
    '{"a": {"x": [1]}, "$or": [{"a": {"b": [1]}}, {"a": {"c": [1]}}]}',
    [{ a: [{ x: 1, b: 1 }] }, { a: [{ x: 1 }, { x: 1, c: 1 }] }],
    [{ a: [{ x: 1 }, { b: 1 }] }, { a: [{ x: 1 }, { c: 1 }] }],
  ],
  // A field that is named twice must match both lists.
  [
    '{"a": [1, 2], "$or": [{"a": [2, 3]}, {"b": [1]}]}',
    [{ a: 2 }, { a: 1, b: 1 }, { a: [1, 3] }],
    [{ a: 1 }, { a: 3 }],
  ],
];

const REFUSED: readonly [string, string][] = [
  ['{"$or": []}', '$or: takes a list of at least two patterns'],
  ['{"$or": [{"a": [1]}]}', '$or: takes a list of at least two patterns'],
  ['{"$or": {"a": [1]}}', '$or: takes a list of at least two patterns'],
  ['{"$or": "x"}', '$or: takes a list of at least two patterns'],
  ['{"detail": {"$or": ["x", {"a": [1]}]}}', 'detail.$or[0]: is no pattern'],
  ['{"$or": [{"a": [1]}, []]}', '$or[1]: is no pattern'],
  ['{"$or": [{"a": [1]}, {}]}', '$or[1]: an object of the pattern is empty'],
  ['{"$or": [{"a": [1]}, {"b": {"c": []}}]}', '$or[1].b.c: the list is empty'],
  ['{"$or": [{"a": [1]}, {"b": 1}]}', '$or[1].b: is neither an object nor a list'],
  ['{"$or": [{"a": [1]}, {"$or": [{"b": [1]}]}]}', '$or[1].$or: takes a list of at least two patterns'],
  ['{"$or": [{"numeric": [1]}, {"a": [1]}]}', '$or[0].numeric: the name of an operator is no field within $or'],
  [
    '{"$or": [{"a": {"prefix": ["x"]}}, {"a": [1]}]}',
    '$or[0].a.prefix: the name of an operator is no field within $or',
  ],
];

/** A `$or` of that many patterns on one field. */
const or = (field: string, size: number) => ({ $or: Array.from({ length: size }, (_, at) => ({ [field]: [at] })) });

describe('$or', () => {
  it.each(CASES)('%s', (pattern, matching, others) => {
    expect(matching.filter((event) => !matches(pattern, event))).toEqual([]);
    expect(others.filter((event) => matches(pattern, event))).toEqual([]);
  });

  it.each(REFUSED)('refuses %s', (pattern, reason) => {
    expect(whyUnread(pattern)).toBe(reason);
  });

  it('is an ordinary list elsewhere, and operators are ordinary names outside of it', () => {
    expect(matches('{"a": ["$or"], "prefix": ["x"]}', { a: '$or', prefix: 'x' })).toBe(true);
  });

  it('makes at most 1,000 combinations', () => {
    const tooMany = '$or makes more than 1000 combinations';
    const product = (a: number, b: number) => JSON.stringify({ d: or('a', a), e: { f: or('b', b) } });
    expect(whyUnread(JSON.stringify(or('a', 1000)))).toBeUndefined();
    expect(whyUnread(JSON.stringify(or('a', 1001)))).toBe(tooMany);
    expect(whyUnread(product(10, 100))).toBeUndefined();
    expect(whyUnread(product(11, 91))).toBe(tooMany);
    const within = (size: number) => JSON.stringify({ ...or('a', 10), d: { $or: [{ c: [1] }, or('b', size)] } });
    expect(whyUnread(within(99))).toBeUndefined();
    expect(whyUnread(within(100))).toBe(tooMany);
  });

  it('refuses soon what would make more combinations than can be counted', () => {
    const levels = Object.fromEntries(Array.from({ length: 2_000 }, (_, at) => [`f${at}`, or('a', 2)]));
    expect(whyUnread(JSON.stringify(levels))).toBe('$or makes more than 1000 combinations');
  });
});
