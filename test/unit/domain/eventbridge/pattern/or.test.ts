import { describe, expect, it } from 'vitest';
import { matches, whyUnread } from '../../../../support/builders/event-pattern.ts';

/** A `$or` of that many patterns on one field. */
const or = (field: string, size: number) => ({ $or: Array.from({ length: size }, (_, at) => ({ [field]: [at] })) });

describe('$or', () => {
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
