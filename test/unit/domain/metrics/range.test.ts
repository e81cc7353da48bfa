import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRangeName, periodStarts, RANGE_NAMES, RANGES, windowOf } from '../../../../src/domain/metrics/range.ts';

const NOW = Date.UTC(2026, 0, 31, 12, 34, 56, 789);

describe('a window', () => {
  it.each([
    ['15m', '2026-01-31T12:20:00.000Z', '2026-01-31T12:35:00.000Z', 15],
    ['1h', '2026-01-31T11:35:00.000Z', '2026-01-31T12:35:00.000Z', 60],
    ['3h', '2026-01-31T09:35:00.000Z', '2026-01-31T12:35:00.000Z', 180],
    ['1d', '2026-01-30T12:35:00.000Z', '2026-01-31T12:35:00.000Z', 288],
    ['3d', '2026-01-28T12:45:00.000Z', '2026-01-31T12:45:00.000Z', 288],
    ['1w', '2026-01-24T13:00:00.000Z', '2026-01-31T13:00:00.000Z', 168],
  ] as const)('of %s begins at %s and ends at %s', (range, start, end, periods) => {
    const window = windowOf(range, NOW);
    expect(new Date(window.start).toISOString()).toBe(start);
    expect(new Date(window.end).toISOString()).toBe(end);
    expect(window.periods).toBe(periods);
  });

  it('holds the present in its last period, and every period begins at a whole multiple', () => {
    fc.assert(
      fc.property(fc.constantFrom(...RANGE_NAMES), fc.integer({ min: 0, max: 4e12 }), (range, now) => {
        const window = windowOf(range, now);
        const starts = periodStarts(window);
        const length = RANGES[range].periodSeconds * 1000;
        expect(starts).toHaveLength(window.periods);
        expect(starts.every((start) => start % length === 0)).toBe(true);
        expect(starts.at(-1)).toBeLessThanOrEqual(now);
        expect(now).toBeLessThan(window.end);
        expect((starts.at(-1) ?? 0) + length).toBe(window.end);
      }),
    );
  });

  it('can be had: CloudWatch keeps points of a minute for 15 days', () => {
    for (const { seconds } of Object.values(RANGES)) expect(seconds).toBeLessThan(15 * 86_400);
  });

  it('is named by none but its names', () => {
    expect(RANGE_NAMES.every(isRangeName)).toBe(true);
    expect(['', '2h', 'toString', '__proto__'].some(isRangeName)).toBe(false);
  });
});
