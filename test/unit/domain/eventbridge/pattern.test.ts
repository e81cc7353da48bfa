import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPattern, parsePattern } from '../../../../src/domain/eventbridge/pattern.ts';
import type { JsonValue } from '../../../../src/domain/json/json.ts';

/** Patterns and values of the field `a`, and whether they match. */
const FIELD: readonly [string, unknown, boolean][] = [
  ['["x"]', 'x', true],
  ['["x"]', 'X', false],
  ['["x", "y"]', 'y', true],
  ['["x"]', undefined, false],
  ['[1]', 1, true],
  ['[300]', JSON.parse('3.0e2'), true],
  ['[1]', '1', false],
  ['["1"]', 1, false],
  ['[null]', null, true],
  ['[null]', undefined, false],
  ['[true]', true, true],
  ['[true]', 'true', false],
  ['["x"]', ['w', 'x'], true],
  ['["x"]', [['w'], [['x']]], true],
  ['["x"]', [], false],
  ['["x"]', { x: 'x' }, false],
  ['[{"prefix": "ab"}]', 'abc', true],
  ['[{"prefix": "ab"}]', 'a', false],
  ['[{"prefix": "1"}]', 12, false],
  ['[{"prefix": "ab"}, "z"]', 'z', true],
  ['[{"anything-but": "x"}]', 'y', true],
  ['[{"anything-but": "x"}]', 'x', false],
  ['[{"anything-but": "x"}]', undefined, false],
  ['[{"anything-but": ["x", "y"]}]', 'y', false],
  ['[{"anything-but": [1, 2]}]', 3, true],
  ['[{"anything-but": 1}]', '1', true],
  ['[{"anything-but": "x"}]', ['x', 'y'], true],
  ['[{"anything-but": {"prefix": "ab"}}]', 'abc', false],
  ['[{"anything-but": {"prefix": ["ab", "c"]}}]', 'cd', false],
  ['[{"anything-but": {"prefix": "ab"}}]', 'b', true],
  ['[{"exists": true}]', null, true],
  ['[{"exists": true}]', undefined, false],
  ['[{"exists": true}]', { b: 1 }, false],
  ['[{"exists": true}]', [], false],
  ['[{"exists": false}]', undefined, true],
  ['[{"exists": false}]', 0, false],
  ['[{"exists": false}, "x"]', 'x', true],
  ['[{"numeric": ["=", 5]}]', 5, true],
  ['[{"numeric": ["=", 5]}]', '5', false],
  ['[{"numeric": ["<", 5]}]', 5, false],
  ['[{"numeric": ["<=", 5]}]', 5, true],
  ['[{"numeric": [">", 5]}]', 5.1, true],
  ['[{"numeric": [">=", 5]}]', 4.9, false],
  ['[{"numeric": [">", 0, "<=", 5]}]', 5, true],
  ['[{"numeric": [">", 0, "<=", 5]}]', 0, false],
  ['{"b": ["x"]}', { b: 'x' }, true],
  ['{"b": ["x"]}', [{ b: 'w' }, { b: 'x' }], true],
  [
    '{"b": ["x"], "c": [1]}',
    [
      { b: 'x', c: 2 },
      { b: 'w', c: 1 },
    ],
    false,
  ],
  ['{"b": ["x"]}', 'x', false],
  ['{"b": [{"exists": false}]}', undefined, true],
  ['{"b": [{"exists": false}]}', { b: 1 }, false],
];

const UNREAD: readonly [string, 'refused' | 'unsupported'][] = [
  ['', 'refused'],
  ['[]', 'refused'],
  ['"a"', 'refused'],
  ['null', 'refused'],
  ['{}', 'refused'],
  ['{"a": "x"}', 'refused'],
  ['{"a": null}', 'refused'],
  ['{"a": []}', 'refused'],
  ['{"a": {}}', 'refused'],
  ['{"a": [["x"]]}', 'refused'],
  ['{"a": [{}]}', 'refused'],
  ['{"a": [{"prefix": "x", "exists": true}]}', 'refused'],
  ['{"a": [{"prefix": 1}]}', 'refused'],
  ['{"a": [{"exists": "true"}]}', 'refused'],
  ['{"a": [{"anything-but": []}]}', 'refused'],
  ['{"a": [{"anything-but": ["x", 1]}]}', 'refused'],
  ['{"a": [{"anything-but": null}]}', 'refused'],
  ['{"a": [{"anything-but": {"prefix": ""}}]}', 'refused'],
  ['{"a": [{"numeric": []}]}', 'refused'],
  ['{"a": [{"numeric": [">"]}]}', 'refused'],
  ['{"a": [{"numeric": ["!=", 1]}]}', 'refused'],
  ['{"a": [{"numeric": ["<", 5, ">", 1]}]}', 'refused'],
  ['{"a": [{"numeric": [">", 5, "<", 1]}]}', 'refused'],
  ['{"a": [{"numeric": ["=", 5000000001]}]}', 'refused'],
  ['{"a": [{"numeric": [">", "1"]}]}', 'refused'],
  ['{"a": [{"suffix": "x"}]}', 'unsupported'],
  ['{"a": [{"wildcard": "*"}]}', 'unsupported'],
  ['{"a": [{"cidr": "10.0.0.0/8"}]}', 'unsupported'],
  ['{"a": [{"equals-ignore-case": "x"}]}', 'unsupported'],
  ['{"a": [{"prefix": {"equals-ignore-case": "x"}}]}', 'unsupported'],
  ['{"a": [{"anything-but": {"suffix": "x"}}]}', 'unsupported'],
  ['{"$or": [{"a": [1]}, {"b": [1]}]}', 'unsupported'],
];

function matches(pattern: string, event: unknown): boolean {
  const parsed = parsePattern(pattern);
  if (parsed.kind !== 'pattern') throw new Error(JSON.stringify(parsed));
  return matchPattern(parsed.pattern, event as JsonValue);
}

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
    expect(matches('{"__proto__": {"a": [1]}}', JSON.parse('{"__proto__": {"a": 1}}'))).toBe(true);
  });

  it('takes an event nested beyond what the stack would bear', () => {
    expect(matches('{"a": ["x"]}', JSON.parse(`{"a": ${'['.repeat(100_000)}"x"${']'.repeat(100_000)}}`))).toBe(true);
  });
});

describe('parsePattern', () => {
  it.each(UNREAD)('%s is %s', (pattern, kind) => {
    expect(parsePattern(pattern).kind).toBe(kind);
  });

  it('bounds the depth of a pattern', () => {
    expect(parsePattern(`${'{"a":'.repeat(100_000)}[1]${'}'.repeat(100_000)}`).kind).toBe('unsupported');
    expect(parsePattern(`${'{"a":'.repeat(100)}[1]${'}'.repeat(100)}`).kind).toBe('pattern');
  });

  it('takes any text, and what it reads matches any event without throwing', () => {
    const operator = fc.constantFrom('prefix', 'anything-but', 'exists', 'numeric', '__proto__', '>', 'a');
    const tree = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.jsonValue(),
        operator,
        fc.array(tie('node')),
        fc.dictionary(operator, tie('node')),
      ),
    })).node;
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          tree.map((value) => JSON.stringify({ a: value })),
        ),
        tree,
        (text, event) => {
          const parsed = parsePattern(text);
          if (parsed.kind === 'pattern') matchPattern(parsed.pattern, { a: event as JsonValue });
        },
      ),
    );
  });
});
