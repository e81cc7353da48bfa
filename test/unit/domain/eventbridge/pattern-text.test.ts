import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testMatches } from '../../../support/event-pattern.ts';

const ignoreCase = (text: string) => ({ 'equals-ignore-case': text });

const CASES: readonly [object, readonly unknown[], readonly unknown[]][] = [
  [{ prefix: 'ab' }, ['ab', 'abc', ['x', 'abc']], ['a', 'Abc', 'xab', '', 12, null, true, undefined, { ab: 'ab' }, []]],
  [{ prefix: '1' }, ['12'], [12]],
  [{ prefix: '' }, ['', 'x'], [1, null, undefined]],
  [{ prefix: ignoreCase('eventB') }, ['EVENTBRIDGE', 'eventb', 'EventB!'], ['event', 'xeventb', 1, null, undefined]],
  [{ prefix: ignoreCase('ÄÖ') }, ['äöü', 'Äö'], ['aou']],
  [{ suffix: '.png' }, ['a.png', '.png'], ['a.PNG', 'a.png ', 'png', 1, null, undefined]],
  [{ suffix: '' }, ['', 'x'], [1, undefined]],
  [{ suffix: ignoreCase('.pNg') }, ['a.PNG', 'a.png', '.Png'], ['png', 'a.png!', 1, null]],
  [ignoreCase('alice'), ['Alice', 'ALICE', 'alice', ['bob', 'aLICE']], ['alice ', 'alic', 'malice', '', 1, undefined]],
  [ignoreCase('ΟΔΟΣ'), ['οδοσ'], ['οδο']],
  [ignoreCase('İ'), ['İ'], ['i', 'i\u0307']],
  [ignoreCase(''), [''], ['x', null]],
  [{ wildcard: '*' }, ['', 'x', '*', 'a\nb'], [1, null, true, undefined]],
  [{ wildcard: 'abc' }, ['abc'], ['abcd', 'xabc', 'ABC']],
  [{ wildcard: '' }, [''], ['x']],
  [{ wildcard: 'dir/*.png' }, ['dir/a.png', 'dir/.png', 'dir/a/b.png'], ['dir/a.png2', 'xdir/a.png', 'dir/png']],
  [{ wildcard: '*/lib/*' }, ['/lib/', 'usr/lib/x'], ['lib/', '/li/b/']],
  [{ wildcard: 'ab*ba' }, ['abba', 'abxba'], ['aba', 'ab', 'ba']],
  [{ wildcard: '*a*b*a*' }, ['aba', 'xaxbxax', 'aab-a'], ['ab', 'baa']],
  [{ wildcard: 'a\\*b' }, ['a*b'], ['ab', 'axb', 'a\\*b']],
  [{ wildcard: 'a\\\\*' }, ['a\\', 'a\\b'], ['a', 'a*']],
  [{ wildcard: '*\\**' }, ['*', 'a*b'], ['', 'ab']],
  [{ wildcard: '.+' }, ['.+'], ['ab']],
];

describe('operators that compare texts', () => {
  it.each(CASES)('%j', (test, matching, others) => {
    expect(matching.filter((value) => !testMatches(test, value))).toEqual([]);
    expect(others.filter((value) => testMatches(test, value))).toEqual([]);
  });

  it('reads a wildcard as a regular expression would', () => {
    const piece = fc.constantFrom('a', 'b', '\\*', '\\\\');
    const wildcard = fc.array(fc.oneof(piece, fc.constant('*')), { maxLength: 7 }).filter((parts) => !hasTwins(parts));
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '*', '\\'), maxLength: 8 });
    fc.assert(
      fc.property(wildcard, text, (parts, value) => {
        const naive = new RegExp(`^${parts.map((part) => (part === '*' ? '[^]*' : part)).join('')}$`);
        expect(testMatches({ wildcard: parts.join('') }, value)).toBe(naive.test(value));
      }),
      { numRuns: 2000 },
    );
  });

  it('finds what it was made from: any text begins, ends, and is itself, whatever its case', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(testMatches({ prefix: one }, one + other)).toBe(true);
        expect(testMatches({ suffix: other }, one + other)).toBe(true);
        expect(testMatches({ prefix: ignoreCase(one.toUpperCase()) }, one.toLowerCase() + other)).toBe(true);
        expect(testMatches({ suffix: ignoreCase(other.toUpperCase()) }, one + other.toLowerCase())).toBe(true);
      }),
    );
  });

  it('matches a wildcard that would keep a backtracking matcher busy for years', () => {
    const wildcard = '*a'.repeat(1_000);
    expect(testMatches({ wildcard: `${wildcard}*b` }, 'a'.repeat(1_000_000))).toBe(false);
    expect(testMatches({ wildcard: `${wildcard}*` }, 'a'.repeat(1_000_000))).toBe(true);
  });
});

function hasTwins(parts: readonly string[]): boolean {
  return parts.some((part, at) => part === '*' && parts[at + 1] === '*');
}
