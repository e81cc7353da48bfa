import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CAUSE_IDS } from '../../../../src/domain/diagnosis/catalogue.ts';
import { changesBetween, closest } from '../../../../src/domain/text/closest.ts';

const WORD = fc.string({ maxLength: 12 });

describe('the changes between two words', () => {
  it.each<[string, string, number]>([
    ['', '', 0],
    ['', 'abc', 3],
    ['lst', 'list', 1],
    ['listt', 'list', 1],
    ['lisd', 'list', 1],
    ['lsit', 'list', 1],
    ['ilst', 'list', 1],
    ['casue', 'cause', 1],
    ['ca', 'abc', 3],
    ['kitten', 'sitting', 3],
  ])('%j to %j is %i', (from, to, changes) => {
    expect(changesBetween(from, to)).toBe(changes);
  });

  it('are as many back as forth, none between equal words only, and never more than the longer has characters', () => {
    fc.assert(
      fc.property(WORD, WORD, (one, other) => {
        const changes = changesBetween(one, other);
        expect(changesBetween(other, one)).toBe(changes);
        expect(changes === 0).toBe(one === other);
        expect(changes).toBeGreaterThanOrEqual(Math.abs(one.length - other.length));
        expect(changes).toBeLessThanOrEqual(Math.max(one.length, other.length));
      }),
    );
  });

  it('are one after one slip of the fingers', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CAUSE_IDS), fc.nat(), fc.nat(3), (id, seed, slip) => {
        const place = seed % (id.length - 1);
        const [before, here, there, behind] = [id.slice(0, place), id[place], id[place + 1], id.slice(place + 2)];
        const slips = [
          `${before}${there}${behind}`,
          `${before}${here}~${there}${behind}`,
          `${before}~${there}${behind}`,
          `${before}${there}${here}${behind}`,
        ];
        expect(changesBetween(slips[slip] ?? '', id)).toBe(slip === 3 && here === there ? 0 : 1);
        expect(closest(slips[slip] ?? '', CAUSE_IDS)).toContain(id);
      }),
    );
  });
});

describe('the closest candidates', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['lst', ['list', 'show', 'redrive'], ['list']],
    ['key-conflct', ['key-missing', 'key-conflict'], ['key-conflict']],
    ['CACHE', ['--cache', 'cache'], ['cache']],
    ['ab', ['xb', 'ay', 'zzzz'], ['xb', 'ay']],
    ['lisp', ['list', 'lisp-1', 'list'], ['list']],
    ['nothing-like-it', ['list', 'show'], []],
    ['a', ['list'], []],
    ['', ['list'], []],
    ['list', [], []],
    ['x'.repeat(101), ['x'.repeat(101)], []],
    ['credentXXXX-rejected', ['credential-rejected'], []],
  ])('to %.20j among %j are %j', (word, candidates, found) => {
    expect(closest(word, candidates)).toEqual(found);
  });

  it('leave two thirds of a candidate as they are', () => {
    expect(closest('abXX', ['abcd'])).toEqual([]);
    expect(closest('abcXXX', ['abcdef'])).toEqual([]);
    expect(closest('abcdXX', ['abcdef'])).toEqual(['abcdef']);
  });
});
