import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { allot } from '../../../../src/dashboard/view/allot.ts';
import { short, shortDelta } from '../../../../src/dashboard/view/numbers.ts';
import { drawn, flow, spread, widthOf } from '../../../../src/dashboard/view/pane.ts';
import { shortNames } from '../../../../src/dashboard/view/short-names.ts';

describe('a count', () => {
  it.each<[number | null, string]>([
    [null, '–'],
    [0, '0'],
    [99_999, '99,999'],
    [100_000, '100k'],
    [999_999, '999k'],
    [1_250_000, '1.2M'],
    [9_999_999, '9.9M'],
    [123_456_789_012, '123G'],
  ])('%s', (value, text) => expect(short(value)).toBe(text));

  it('takes at most six characters', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1e14 }), (value) => short(value).length <= 6));
  });

  it('as a delta has a sign, and is nothing where nothing came or nothing is known', () => {
    expect([3, -3, 0, null, 120_000].map(shortDelta)).toEqual(['+3', '-3', '', '', '+120k']);
  });
});

describe('names', () => {
  const SET = 'momento-api-Set-ABCDEFGHIJKL';
  const DELETE = 'momento-api-Delete-MNOPQRSTUVWX';
  it.each<[number, readonly string[], readonly string[]]>([
    [40, [SET, DELETE], [SET, DELETE]],
    [20, [SET, DELETE], ['momento-api-Set', 'momento-api-Delete']],
    [10, [SET, DELETE], ['…Set', '…Delete']],
    [5, [SET], ['momento-api-Set']],
    [5, ['abcdef', 'abcxyz'], ['…def', '…xyz']],
    [10, ['a-ABCDEFGHIJKL', 'a-MNOPQRSTUVWX'], ['a-ABCDEFGHIJKL', 'a-MNOPQRSTUVWX']],
    [10, [], []],
  ])('in %i columns', (columns, names, expected) => expect(shortNames(names, columns)).toEqual(expected));

  it('that differ still differ', () => {
    const name = fc.string({ maxLength: 30 });
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 5 }), fc.nat(20), (names, columns) => {
        const unlike = new Set(shortNames(names, 1_000)).size;
        expect(new Set(shortNames(names, columns)).size).toBe(unlike);
      }),
    );
  });
});

describe('rows', () => {
  it('go to the first that could use more, after each has its least', () => {
    const demands = [
      { least: 1, most: 3 },
      { least: 2, most: 2 },
      { least: 1, most: 9 },
    ];
    expect([3, 4, 5, 8, 99].map((rows) => allot(rows, demands))).toEqual([
      [1, 2, 0],
      [1, 2, 1],
      [2, 2, 1],
      [3, 2, 3],
      [3, 2, 9],
    ]);
  });

  it('are never more than there are', () => {
    const demand = fc.record({ least: fc.nat(9), most: fc.nat(20) });
    fc.assert(
      fc.property(fc.nat(60), fc.array(demand), (rows, demands) => {
        const given = allot(rows, demands);
        expect(given.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(rows);
        expect(given.every((one, at) => one <= (demands[at]?.most ?? 0))).toBe(true);
      }),
    );
  });
});

describe('a line', () => {
  const paint = (text: string) => `<${text}>`;

  it('is cut to the width, with a mark, and nothing comes after the cut', () => {
    expect(drawn(['abc', ['defgh', paint], 'ijk'], { width: 6, unicode: true })).toBe('abc<de…>');
    expect(drawn(['abc', ['defgh', paint]], { width: 6, unicode: false })).toBe('abc<de~>');
    expect(drawn(['abc', ['def', paint]], { width: 6, unicode: true })).toBe('abc<def>');
  });

  it('holds nothing that a terminal could act upon, and is never wider than the pane', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(fc.array(text), fc.nat(60), fc.boolean(), (line, width, unicode) => {
        const written = drawn(line, { width, unicode });
        expect(stringWidth(written)).toBeLessThanOrEqual(width);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
        expect(written).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
      }),
    );
  });

  it('has its other end at the width where both have room, and loses it where not', () => {
    expect(drawn(spread(['ab'], ['yz'], 6), { width: 6, unicode: true })).toBe('ab  yz');
    expect(spread(['abcd'], ['wxyz'], 6)).toEqual(['abcd']);
  });

  it('breaks between facts only', () => {
    const lines = flow([['one'], ['two'], ['three']], 12);
    expect(lines.map((line) => drawn(line, { width: 12, unicode: true }))).toEqual(['  one · two', '  three']);
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1, maxLength: 10 })),
        fc.integer({ min: 14, max: 40 }),
        (facts, width) => {
          for (const line of flow(
            facts.map((fact) => [fact]),
            width,
          )) {
            if (line.length > 2) expect(widthOf(line)).toBeLessThanOrEqual(width);
          }
        },
      ),
    );
  });
});
