import { describe, expect, it } from 'vitest';
import { type LevelReading, trendOf, withReading } from '../../../../src/domain/metrics/trend.ts';

/** Readings `stepSeconds` apart. */
function readings(stepSeconds: number, ...held: readonly number[]): readonly LevelReading[] {
  return held.reduce<readonly LevelReading[]>(
    (known, count, at) => withReading(known, { at: 1_000_000 + at * stepSeconds * 1000, arn: 'dlq', held: count }),
    [],
  );
}

describe('the trend of a queue', () => {
  it('is unknown before the second reading', () => {
    expect(trendOf([])).toBeNull();
    expect(trendOf(readings(10, 7))).toBeNull();
  });

  it('follows a redrive at once, although CloudWatch averages a quarter of an hour', () => {
    expect(trendOf(readings(10, 600, 560, 520, 480))).toEqual({
      arrivalsPerMinute: 0,
      drainPerMinute: 240,
      secondsToDrain: 120,
      windowSeconds: 30,
    });
  });

  it('tells rises from falls, and their difference gives the time to drain', () => {
    expect(trendOf(readings(30, 100, 130, 90))).toEqual({
      arrivalsPerMinute: 30,
      drainPerMinute: 40,
      secondsToDrain: 540,
      windowSeconds: 60,
    });
  });

  it('has no time to drain where the queue does not get emptier', () => {
    expect(trendOf(readings(60, 10, 10))).toMatchObject({
      arrivalsPerMinute: 0,
      drainPerMinute: 0,
      secondsToDrain: null,
    });
    expect(trendOf(readings(60, 10, 20))).toMatchObject({ secondsToDrain: null });
    expect(trendOf(readings(60, 10, 0))).toMatchObject({ secondsToDrain: 0 });
  });

  it('covers the last two minutes where readings are frequent, and the last step where they are rare', () => {
    const frequent = readings(10, ...Array.from({ length: 50 }, () => 5));
    expect(trendOf(frequent)?.windowSeconds).toBe(120);
    expect(frequent).toHaveLength(13);
    expect(trendOf(readings(300, 5, 5, 5))?.windowSeconds).toBe(300);
  });

  it('keeps a bounded number of readings', () => {
    expect(readings(0.001, ...Array.from({ length: 1000 }, () => 5)).length).toBeLessThanOrEqual(200);
  });

  it('begins anew with another queue and after a clock set back', () => {
    const known = readings(10, 5, 6);
    expect(withReading(known, { at: 9_000_000, arn: 'other', held: 1 })).toHaveLength(1);
    expect(withReading(known, { at: 1, arn: 'dlq', held: 1 })).toHaveLength(1);
  });
});
