import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPattern, parsePattern } from '../../../../../src/domain/eventbridge/pattern/pattern.ts';
import type { JsonValue } from '../../../../../src/domain/json/json.ts';
import { matches } from '../../../../support/builders/event-pattern.ts';

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
