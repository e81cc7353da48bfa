import { describe, expect, it } from 'vitest';
import { matches } from '../../../support/event-pattern.ts';

const PEOPLE = [
  { first: 'John', last: 'Doe' },
  { first: 'Anna', last: 'Smith' },
  { first: 'Peter', last: 'Jones' },
];

/** Patterns of the field `a`, with values that match and values that do not; `undefined` is an absent field. */
const CASES: readonly [string, readonly unknown[], readonly unknown[]][] = [
  [
    '["x"]',
    ['x', ['w', 'x'], [['w'], [['x']]], [{ b: 1 }, 'x']],
    [[], [[]], ['w'], { x: 'x' }, [{ x: 'x' }], undefined],
  ],
  ['["x", 1, null]', [['y', 1], [null]], [['y', '1'], []]],
  ['{"first": ["Anna"]}', [PEOPLE, [PEOPLE, []], PEOPLE[1]], [[], ['Anna'], PEOPLE[0], undefined]],
  ['{"first": ["Anna"], "last": ["Smith"]}', [PEOPLE, [[PEOPLE[0]], [PEOPLE[1]]]], [PEOPLE[0]]],
  ['{"first": ["Anna"], "last": ["Jones"]}', [{ first: 'Anna', last: 'Jones' }], [PEOPLE, [[PEOPLE[1]], [PEOPLE[2]]]]],
  [
    '{"b": {"c": [1]}, "d": [1]}',
    [[{ b: [{ c: 0 }, { c: 1 }], d: 1 }], [{ d: 1 }, { b: { c: 1 }, d: [0, 1] }]],
    [[{ b: [{ c: 1 }], d: 0 }, { d: 1 }], [{ b: [{ c: 0 }], d: 1 }]],
  ],
  [
    '{"b": {"c": [1], "d": [1]}}',
    [[{ b: [{ c: 1, d: 1 }] }]],
    [{ b: [{ c: 1 }, { d: 1 }] }, [{ b: { c: 1 } }, { b: { d: 1 } }]],
  ],
  ['[{"exists": true}]', [0, '', null, false, [1], [[null]]], [undefined, [], [[]], {}, { b: 1 }, [{ b: 1 }]]],
  ['[{"exists": false}]', [undefined, [], [[]], {}, { b: 1 }, [{ b: 1 }]], [0, null, [1], [{ b: 1 }, 1]]],
  ['[{"exists": false}, "x"]', [undefined, 'x', ['y', 'x']], ['y', null]],
  ['{"b": [{"exists": true}]}', [{ b: 0 }, [{}, { b: 0 }]], [undefined, {}, [], { b: [] }, { b: {} }]],
  ['{"b": [{"exists": false}]}', [undefined, 1, {}, [], [{}, { c: 1 }], { b: {} }], [{ b: 1 }, [{ b: 1 }, { c: 1 }]]],
  [
    '{"b": ["x"], "c": [{"exists": false}]}',
    [[{ b: 'x' }, { b: 'y' }]],
    [[{ b: 'x' }, { c: 1 }], [{ b: 'x', c: 1 }], [{ c: 1 }]],
  ],
];

describe('arrays and objects in the event', () => {
  it.each(CASES)('%s', (pattern, matching, others) => {
    const isMatch = (value: unknown) => matches(`{"a": ${pattern}}`, value === undefined ? {} : { a: value });
    expect(matching.filter((value) => !isMatch(value))).toEqual([]);
    expect(others.filter(isMatch)).toEqual([]);
  });

  it('takes an event nested beyond what the stack would bear', () => {
    expect(matches('{"a": ["x"]}', JSON.parse(`{"a": ${'['.repeat(100_000)}"x"${']'.repeat(100_000)}}`))).toBe(true);
    expect(matches('{"a": ["x"]}', JSON.parse(`{"a": ${'{"a":'.repeat(5_000)}"x"${'}'.repeat(5_000)}}`))).toBe(false);
  });

  it('takes arrays of a hundred thousand elements, several tests each', () => {
    const elements = Array.from({ length: 100_000 }, (_, at) => ({ b: at, c: [{ d: at }] }));
    const pattern =
      '{"a": {"b": [99999], "c": {"d": [99999]}, "e": [{"exists": false}], "$or": [{"b": [1]}, {"b": [99999]}]}}';
    expect(matches(pattern, { a: elements })).toBe(true);
    expect(matches(pattern, { a: elements.slice(1, -1) })).toBe(false);
  });
});
