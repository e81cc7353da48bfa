import { ofField, type PatternCase } from './pattern-case.ts';

/** Fields that are there, whatever they hold, and fields that are not; only leaves are there. */
export const EXISTS: readonly PatternCase[] = ofField([
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
]);
