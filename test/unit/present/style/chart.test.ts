import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chart, topOf } from '../../../../src/present/style/chart.ts';

describe('a chart', () => {
  it('draws two values a character and four steps a row', () => {
    expect(chart([1, 2, 3, 4, 5, 6, 7, 8], 4, 2, 8, true)).toEqual(['  ⣠⣾', '⣤⣾⣿⣿']);
  });

  it('draws 0 as a line, and no data as nothing', () => {
    expect(chart([0, 0, null, null, 8, 8], 3, 1, 8, true)).toEqual(['⣀ ⣿']);
  });

  it('draws what is above 0 above the line, however small', () => {
    expect(chart([1, 0, 1_000_000, 0], 2, 1, 1_000_000, true)).toEqual(['⣄⣇']);
  });

  it('stretches few values and shows the largest of many', () => {
    expect(chart([8, 0], 4, 1, 8, true)).toEqual(['⣿⣿⣀⣀']);
    expect(chart([0, 0, 0, 8, 0, 0, 0, 0], 1, 1, 8, true)).toEqual(['⣇']);
  });

  it('has half steps without Unicode', () => {
    expect(chart([0, 1, 2, 3, 4, null], 6, 2, 4, false)).toEqual(['   .: ', '.::::'].map((row) => row.padEnd(6)));
  });

  it('is as large as was asked, with plain marks where asked, whatever the series', () => {
    const value = fc.option(fc.double({ min: -10, max: 1e15, noNaN: true }), { nil: null });
    fc.assert(
      fc.property(fc.array(value), fc.nat(40), fc.nat(10), fc.boolean(), (series, columns, rows, unicode) => {
        const drawn = chart(series, columns, rows, topOf(series), unicode);
        expect(drawn).toHaveLength(columns === 0 ? 0 : rows);
        for (const row of drawn) expect(row).toMatch(unicode ? /^[ \u2801-\u28ff]*$/ : /^[ .:]*$/);
        for (const row of drawn) expect(row).toHaveLength(columns);
      }),
    );
  });

  it('has no top of 0', () => {
    expect([topOf([]), topOf([null, 0]), topOf([3, null])]).toEqual([1, 1, 3]);
  });
});
