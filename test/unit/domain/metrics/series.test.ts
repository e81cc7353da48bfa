import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Window, windowOf } from '../../../../src/domain/metrics/range.ts';
import {
  align,
  downsample,
  growth,
  largest,
  latest,
  type Point,
  ratio,
  type Series,
  total,
  weightedMedian,
} from '../../../../src/domain/metrics/series.ts';

const NOW = Date.UTC(2026, 0, 31, 12, 0, 30);
const WINDOW = windowOf('15m', NOW);
const MINUTE = 60_000;

const value = fc.integer({ min: 0, max: 1000 });
const series: fc.Arbitrary<Series> = fc.array(fc.option(value, { nil: null }), { maxLength: 300 });

describe('align', () => {
  it('puts points into their periods in whatever order they come, and leaves out what lies outside', () => {
    const points: Point[] = [
      { at: WINDOW.end - MINUTE, value: 3 },
      { at: WINDOW.start, value: 1 },
      { at: WINDOW.start - MINUTE, value: 99 },
      { at: WINDOW.end, value: 99 },
    ];
    expect(align(points, WINDOW, 0)).toEqual([1, ...Array(13).fill(0), 3]);
    expect(align(points, WINDOW, null)).toEqual([1, ...Array(13).fill(null), 3]);
    expect(align([...points].reverse(), WINDOW, 0)).toEqual(align(points, WINDOW, 0));
  });
});

describe('of nothing known', () => {
  it.each<[string, unknown]>([
    ['the total', total([null, null])],
    ['the total of nothing', total([])],
    ['the latest', latest([null])],
    ['the largest', largest([])],
    ['the middle', weightedMedian([null], [5])],
    ['the ratio', ratio(null, 4)],
    ['the ratio to an unknown whole', ratio(1, null)],
    ['the ratio to nothing', ratio(0, 0)],
  ])('%s is no data', (_, result) => {
    expect(result).toBeNull();
  });
});

describe('a ratio', () => {
  it('is never more than everything and never less than nothing', () => {
    fc.assert(
      fc.property(value, value, (part, whole) => {
        const share = ratio(part, whole);
        expect(share === null || (share >= 0 && share <= 1)).toBe(true);
      }),
    );
    expect(ratio(3, 4)).toBe(0.75);
  });
});

describe('a weighted middle', () => {
  it('counts a value as often as its weight says', () => {
    expect(weightedMedian([10, 1000], [99, 1])).toBe(10);
    expect(weightedMedian([10, null, 1000], [1, 50, 99])).toBe(1000);
    expect(weightedMedian([10, 20, 30], [0, 0, 0])).toBe(20);
  });

  it('is one of the values', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), fc.array(value), (values, weights) => {
        expect(values).toContain(weightedMedian(values, weights));
      }),
    );
  });
});

describe('downsampling', () => {
  it('adds counts, keeps peaks, and lets only the first be of fewer neighbours', () => {
    expect(downsample([1, 2, 3, 4, 5, 6, 7], 3, 'sum')).toEqual([1, 9, 18]);
    expect(downsample([1, 2, 3, 4, 5, 6, 7], 3, 'largest')).toEqual([1, 4, 7]);
    expect(downsample([null, null, 3, null], 2, 'sum')).toEqual([null, 3]);
    expect(downsample([1, 2], 2, 'sum')).toEqual([1, 2]);
    expect(downsample([1, 2], 0, 'sum')).toEqual([]);
  });

  it('loses no event and no peak, and is as short as asked', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 100 }), (values, most) => {
        const sums = downsample(values, most, 'sum');
        expect(sums.length).toBeLessThanOrEqual(most);
        expect(total(sums)).toBe(total(values));
        expect(largest(downsample(values, most, 'largest'))).toBe(largest(values));
      }),
    );
  });
});

describe('growth', () => {
  const later = (minutes: number): Window => windowOf('15m', NOW + minutes * MINUTE);
  const counted = (events: readonly number[], window: Window): Series =>
    align(
      [...Map.groupBy(events, (at) => at - (at % MINUTE))].map(([at, of]) => ({ at, value: of.length })),
      window,
      0,
    );

  it('is what came meanwhile, also what came late for a period seen before', () => {
    const event = fc.integer({ min: WINDOW.start + 20 * MINUTE - 15 * MINUTE, max: WINDOW.end - 1 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 }), fc.array(event), fc.array(event), (minutes, seen, added) => {
        const before = counted(seen, WINDOW);
        const after = counted([...seen, ...added], later(minutes));
        expect(growth(before, WINDOW, after, later(minutes))).toBe(added.length);
      }),
    );
  });

  it('does not count what left the window', () => {
    const old = counted([WINDOW.start, WINDOW.start], WINDOW);
    expect(growth(old, WINDOW, counted([], later(3)), later(3))).toBe(0);
  });

  it.each([
    ['other periods', WINDOW, windowOf('1d', NOW)],
    ['an earlier window', later(2), WINDOW],
    ['a window far off', WINDOW, later(16)],
  ])('cannot be told across %s', (_, one, other) => {
    const flat = (window: Window) => Array(window.periods).fill(1);
    expect(growth(flat(one), one, flat(other), other)).toBeNull();
  });

  it('cannot be told where nothing is known', () => {
    const nothing = Array(15).fill(null);
    const something = Array(15).fill(1);
    expect(growth(nothing, WINDOW, something, WINDOW)).toBeNull();
    expect(growth(something, WINDOW, nothing, WINDOW)).toBeNull();
  });
});
