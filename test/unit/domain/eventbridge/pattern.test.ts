import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPattern, parsePattern } from '../../../../src/domain/eventbridge/pattern.ts';
import type { JsonValue } from '../../../../src/domain/json/json.ts';
import { matches } from '../../../support/event-pattern.ts';

/** Patterns and values of the field `a`, and whether they match; `undefined` is an absent field. */
const FIELD: readonly [string, unknown, boolean][] = [
  ['["x"]', 'x', true],
  ['["x"]', 'X', false],
  ['["x", "y"]', 'y', true],
  ['["x"]', undefined, false],
  ['[""]', '', true],
  ['[""]', null, false],
  ['[1]', 1, true],
  ['[1]', '1', false],
  ['["1"]', 1, false],
  ['[null]', null, true],
  ['[null]', '', false],
  ['[null]', undefined, false],
  ['[true]', true, true],
  ['[true]', 'true', false],
  ['[{"prefix": "ab"}, "z"]', 'z', true],
  ['[{"prefix": "ab"}, {"numeric": [">", 1]}, {"cidr": "10.0.0.0/8"}]', '10.1.1.1', true],
  ['[{"prefix": "ab"}, {"numeric": [">", 1]}, {"cidr": "10.0.0.0/8"}]', '11.1.1.1', false],
  ['{"b": ["x"]}', { b: 'x' }, true],
  ['{"b": ["x"]}', 'x', false],
];

const NAMES = [
  'prefix',
  'suffix',
  'equals-ignore-case',
  'wildcard',
  'anything-but',
  'exists',
  'numeric',
  'cidr',
  '$or',
];

describe('matchPattern', () => {
  it.each(FIELD)('%s against %j is %s', (pattern, value, expected) => {
    expect(matches(`{"a": ${pattern}}`, value === undefined ? {} : { a: value })).toBe(expected);
  });

  it('asks for all fields', () => {
    const pattern = '{"source": ["app"], "detail": {"a": [1], "b": {"c": ["x"]}}}';
    expect(matches(pattern, { source: 'app', detail: { a: 1, b: { c: 'x' }, more: 1 } })).toBe(true);
    expect(matches(pattern, { source: 'app', detail: { a: 1, b: { c: 'y' } } })).toBe(false);
    expect(matches(pattern, { detail: { a: 1, b: { c: 'x' } } })).toBe(false);
  });

  it('finds own members only', () => {
    expect(matches('{"constructor": [{"exists": true}]}', {})).toBe(false);
    expect(matches('{"constructor": {"name": [{"exists": false}]}}', {})).toBe(true);
    expect(matches('{"__proto__": {"a": [1]}}', JSON.parse('{"__proto__": {"a": 1}}'))).toBe(true);
    expect(matches('{"__proto__": {"a": [1]}}', {})).toBe(false);
  });

  it('takes any text as a pattern, and what it reads matches any event without throwing', () => {
    const name = fc.constantFrom(...NAMES, '__proto__', 'a', 'b');
    const leaf = fc.constantFrom<unknown>('a', '*', 'a\\', '10.0.0.0/8', '::/1', '10.1.1.1', '>', 5, 1, null, true);
    const tree = fc.letrec((tie) => ({
      node: fc.oneof({ maxDepth: 5 }, leaf, fc.jsonValue(), fc.array(tie('node')), fc.dictionary(name, tie('node'))),
    })).node;
    let read = 0;
    const text = fc.oneof(
      fc.string(),
      tree.map((value) => JSON.stringify({ a: [value] })),
      tree.map((value) => JSON.stringify({ $or: [{ a: [{ prefix: 'a' }] }, { a: value }] })),
      fc.tuple(name, tree).map(([operator, value]) => JSON.stringify({ a: [{ [operator]: value }] })),
    );
    fc.assert(
      fc.property(text, tree, (pattern, event) => {
        const parsed = parsePattern(pattern);
        if (parsed.kind !== 'pattern') return;
        read += 1;
        matchPattern(parsed.pattern, { a: event as JsonValue });
        matchPattern(parsed.pattern, event as JsonValue);
      }),
      { numRuns: 2000 },
    );
    expect(read).toBeGreaterThan(100);
  });
});
