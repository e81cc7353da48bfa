import { ofOperator, type PatternCase } from './pattern-case.ts';

/** Anything but values, and but what other operators match; a field that is absent is not anything. */
export const ANYTHING_BUT: readonly PatternCase[] = ofOperator('anything-but', [
  ['x', ['y', '', 'X', 1, null, false, ['x', 'y']], ['x', ['x', 'x'], undefined, [], { x: 1 }]],
  [
    ['x', 'y'],
    ['z', 1],
    ['x', 'y', undefined],
  ],
  [1, [2, '1', 1.5, null, true], [1, undefined, [1]]],
  [
    [100, 200],
    [300, '100'],
    [100, 200],
  ],
  [111122223333, [1], [111122223333]],
  [{ prefix: 'init' }, ['done', '', 'Init', 1, null], ['init', 'initialising', undefined]],
  [{ prefix: ['init', 'err'] }, ['done', 'in'], ['init', 'error']],
  [{ suffix: '.png' }, ['a.jpg', 'png', 'a.PNG', 1], ['a.png', '.png', undefined]],
  [{ suffix: ['.png', '.jpg'] }, ['a.gif'], ['a.png', 'a.jpg']],
  [{ 'equals-ignore-case': 'Stopped' }, ['stop', 'started', 1], ['STOPPED', 'stopped', undefined]],
  [{ 'equals-ignore-case': ['Stopped', 'Failed'] }, ['ok'], ['STOPPED', 'failed']],
  [{ 'equals-ignore-case': '' }, ['x'], ['']],
  [{ wildcard: '*/lib/*' }, ['usr/bin/x', 'lib', 1, null], ['usr/lib/x', '/lib/', undefined]],
  [{ wildcard: ['*.jar', 'a\\*b'] }, ['a.class', 'axb'], ['a.jar', 'a*b']],
]);
