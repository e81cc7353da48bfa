import { ofField, type PatternCase } from './pattern-case.ts';

/** Values as they are, several in a list, and lists of values and operators. */
export const VALUES: readonly PatternCase[] = ofField([
  ['["x"]', ['x'], ['X', undefined, { x: 'x' }]],
  ['["x", "y"]', ['x', 'y'], ['z']],
  ['[""]', [''], [null, undefined]],
  ['[1]', [1], ['1', true]],
  ['["1"]', ['1'], [1]],
  ['[0]', [0], [null, false, '']],
  ['[0.1]', [0.1], [0.10001]],
  ['[300]', [JSON.parse('3.0e2')], ['300']],
  ['["300"]', ['300'], [300]],
  ['[111122223333]', [111122223333], [111122223334]],
  ['[null]', [null], ['', 'null', undefined]],
  ['[true]', [true], ['true', 1, false]],
  ['[{"prefix": "ab"}, "z"]', ['z', 'abc'], ['y']],
  ['[{"prefix": "ab"}, {"numeric": [">", 1]}, {"cidr": "10.0.0.0/8"}]', ['10.1.1.1', 2, 'ab'], ['11.1.1.1', 1]],
  ['{"b": ["x"]}', [{ b: 'x' }, { b: 'x', c: 1 }], ['x', { b: 'y' }, undefined]],
]);

/** Several fields, of which all must match. */
export const FIELDS: readonly PatternCase[] = [
  {
    pattern: '{"source": ["app"], "detail": {"a": [1], "b": {"c": ["x"]}}}',
    matching: [{ source: 'app', detail: { a: 1, b: { c: 'x' }, more: 1 } }],
    others: [
      { source: 'app', detail: { a: 1, b: { c: 'y' } } },
      { detail: { a: 1, b: { c: 'x' } } },
      { source: 'app' },
    ],
  },
];

/** Names with dots, which are steps: the same whether an event or a pattern has them. */
export const DOTS: readonly PatternCase[] = [
  {
    pattern: '{"a": {"b": ["x"]}}',
    matching: [{ 'a.b': 'x' }, { 'a.b': ['w', 'x'] }, { a: { c: 1 }, 'a.b': 'x' }],
    others: [{ 'a.b': 'y' }, { 'a.bc': 'x' }, { ab: 'x' }, { 'a.b.c': 'x' }, { 'a..b': 'x' }],
  },
  {
    pattern: '{"a.b": ["x"]}',
    matching: [{ a: { b: 'x' } }, { 'a.b': 'x' }, { a: [{ b: 'w' }, { b: 'x' }] }],
    others: [{ a: { b: 'y' } }, { a: 'x', b: 'x' }],
  },
  {
    pattern: '{"a.b": {"c.d": [1]}}',
    matching: [{ a: { 'b.c': { d: 1 } } }, { 'a.b.c.d': 1 }],
    others: [{ a: { b: 1 } }],
  },
  {
    pattern: '{"a": {"b": ["x"], "c": ["y"]}}',
    matching: [{ 'a.b': 'x', 'a.c': 'y' }],
    others: [{ 'a.b': 'x' }, { 'a.b': 'x', 'a.c': 'z' }],
  },
  {
    pattern: '{"a": {"b": [{"exists": false}]}}',
    matching: [{ a: { c: 1 } }, { 'a.c': 1 }],
    others: [{ 'a.b': 1 }, { a: { c: 1 }, 'a.b': null }],
  },
  { pattern: '{"a.b": [{"exists": false}]}', matching: [{ a: { c: 1 } }, {}], others: [{ a: { b: 1 } }, { 'a.b': 1 }] },
];
