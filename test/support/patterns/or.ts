import type { PatternCase } from './pattern-case.ts';

/** One of several patterns, anywhere in a pattern. */
export const OR: readonly PatternCase[] = [
  {
    pattern: '{"$or": [{"a": [1]}, {"b": [2]}]}',
    matching: [{ a: 1 }, { b: 2 }, { a: 1, b: 2 }, { a: 9, b: 2 }],
    others: [{}, { a: 2 }, { b: 1 }, { $or: [{ a: 1 }] }],
  },
  {
    pattern: '{"s": ["x"], "$or": [{"a": [1]}, {"b": [2], "c": [{"prefix": "y"}]}, {"d": [{"exists": false}]}]}',
    matching: [{ s: 'x' }, { s: 'x', a: 1, d: 1 }, { s: 'x', b: 2, c: 'yes', d: 1 }],
    others: [{ a: 1 }, { s: 'x', b: 2, d: 1 }, { s: 'x', c: 'yes', d: 1 }],
  },
  {
    pattern: '{"$or": [{"a": [1]}, {"b": [1]}], "detail": {"$or": [{"c": [1]}, {"d": [1]}]}}',
    matching: [
      { a: 1, detail: { c: 1 } },
      { b: 1, detail: { d: 1 } },
    ],
    others: [{ a: 1 }, { detail: { c: 1 } }, { a: 1, detail: { a: 1 } }],
  },
  {
    pattern: '{"s": [1], "$or": [{"a": [1]}, {"b": [1], "$or": [{"c": [1]}, {"d": [1]}]}]}',
    matching: [
      { s: 1, a: 1 },
      { s: 1, b: 1, c: 1 },
      { s: 1, b: 1, d: 1 },
    ],
    others: [{ a: 1 }, { s: 1, b: 1 }, { s: 1, c: 1 }],
  },
  {
    pattern: '{"$or": [{"a": {"b": [1]}}, {"a": {"c": [1]}}]}',
    matching: [{ a: { b: 1 } }, { a: { c: 1 } }, { a: [{ b: 0 }, { c: 1 }] }],
    others: [{ a: 1 }, { b: 1 }],
  },
  {
    pattern: '{"a": {"$or": [{"b": [1]}, {"c": [1]}]}}',
    matching: [{ a: { c: 1 } }, { a: [{ b: 0 }, { c: 1 }] }],
    others: [{ c: 1 }, { a: { d: 1 } }],
  },
  // What stands within and beside a $or about one array must hold in one and the same element.
  {
    pattern: '{"a": {"x": [1]}, "$or": [{"a": {"b": [1]}}, {"a": {"c": [1]}}]}',
    matching: [{ a: [{ x: 1, b: 1 }] }, { a: [{ x: 1 }, { x: 1, c: 1 }] }],
    others: [{ a: [{ x: 1 }, { b: 1 }] }, { a: [{ x: 1 }, { c: 1 }] }],
  },
  // A field that is named twice must match both lists.
  {
    pattern: '{"a": [1, 2], "$or": [{"a": [2, 3]}, {"b": [1]}]}',
    matching: [{ a: 2 }, { a: 1, b: 1 }, { a: [1, 3] }],
    others: [{ a: 1 }, { a: 3 }],
  },
];
