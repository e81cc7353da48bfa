import { ofOperator, type PatternCase } from './pattern-case.ts';

const ignoreCase = (text: string) => ({ 'equals-ignore-case': text });

/** The beginning of a text, also whatever its case. */
export const PREFIX: readonly PatternCase[] = ofOperator('prefix', [
  ['ab', ['ab', 'abc', ['x', 'abc']], ['a', 'Abc', 'xab', '', 12, null, true, undefined, { ab: 'ab' }, []]],
  ['1', ['12'], [12]],
  ['', ['', 'x'], [1, null, undefined]],
  [ignoreCase('eventB'), ['EVENTBRIDGE', 'eventb', 'EventB!'], ['event', 'xeventb', 1, null, undefined]],
  [ignoreCase('ÄÖ'), ['äöü', 'Äö'], ['aou']],
]);

/** The end of a text, also whatever its case. */
export const SUFFIX: readonly PatternCase[] = ofOperator('suffix', [
  ['.png', ['a.png', '.png'], ['a.PNG', 'a.png ', 'png', 1, null, undefined]],
  ['', ['', 'x'], [1, undefined]],
  [ignoreCase('.pNg'), ['a.PNG', 'a.png', '.Png'], ['png', 'a.png!', 1, null]],
]);

/** A text whatever its case. */
export const EQUALS_IGNORE_CASE: readonly PatternCase[] = ofOperator('equals-ignore-case', [
  ['alice', ['Alice', 'ALICE', 'alice', ['bob', 'aLICE']], ['alice ', 'alic', 'malice', '', 1, undefined]],
  ['ΟΔΟΣ', ['οδοσ'], ['οδο']],
  ['İ', ['İ'], ['i', 'i\u0307']],
  ['', [''], ['x', null]],
]);

/** A text with asterisks for any characters. */
export const WILDCARD: readonly PatternCase[] = ofOperator('wildcard', [
  ['*', ['', 'x', '*', 'a\nb'], [1, null, true, undefined]],
  ['abc', ['abc'], ['abcd', 'xabc', 'ABC']],
  ['', [''], ['x']],
  ['dir/*.png', ['dir/a.png', 'dir/.png', 'dir/a/b.png'], ['dir/a.png2', 'xdir/a.png', 'dir/png']],
  ['*/lib/*', ['/lib/', 'usr/lib/x'], ['lib/', '/li/b/']],
  ['ab*ba', ['abba', 'abxba'], ['aba', 'ab', 'ba']],
  ['*a*b*a*', ['aba', 'xaxbxax', 'aab-a'], ['ab', 'baa']],
  ['a\\*b', ['a*b'], ['ab', 'axb', 'a\\*b']],
  ['a\\\\*', ['a\\', 'a\\b'], ['a', 'a*']],
  ['*\\**', ['*', 'a*b'], ['', 'ab']],
  ['\\**x*', ['*x', '*abxc'], ['x', 'abx', '*']],
  ['.+', ['.+'], ['ab']],
]);
