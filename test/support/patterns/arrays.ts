import { ofField, type PatternCase } from './pattern-case.ts';

const PEOPLE = [
  { first: 'John', last: 'Doe' },
  { first: 'Anna', last: 'Smith' },
  { first: 'Peter', last: 'Jones' },
];

/** Arrays in the event: of values, of objects that must match in one and the same element, and of arrays. */
export const ARRAYS: readonly PatternCase[] = ofField([
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
]);
