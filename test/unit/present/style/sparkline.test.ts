import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { count, delta, latency, percent, rate } from '../../../../src/present/style/figures.ts';
import { sparkline } from '../../../../src/present/style/sparkline.ts';

describe('a sparkline', () => {
  it('goes from 0 to the largest value, and is blank without data', () => {
    expect(sparkline([0, 1, 50, null, 100], 10, 'largest', true)).toBe('▁▂▅ █');
    expect(sparkline([0, 1, 50, null, 100], 10, 'largest', false)).toBe('_.= #');
    expect(sparkline([0, 0], 10, 'sum', true)).toBe('▁▁');
    expect(sparkline([], 10, 'sum', true)).toBe('');
  });

  it('never draws something as nothing, nor nothing as something', () => {
    const values = fc.array(fc.option(fc.integer({ min: 0, max: 1e9 }), { nil: null }), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(values, (series) => {
        const line = sparkline(series, 40, 'sum', true);
        expect([...line].map((mark) => mark === ' ' || mark === '▁')).toEqual(
          series.map((value) => value === null || value === 0),
        );
      }),
    );
  });
});

describe('a figure', () => {
  it.each([
    [count(1_234_567), '1,234,567'],
    [count(null), '–'],
    [percent(1), '100 %'],
    [percent(0), '0 %'],
    [percent(0.99999), '99.9 %'],
    [percent(0.00001), '0.1 %'],
    [percent(0.5), '50.0 %'],
    [percent(null), '–'],
    [latency(0.2), '<1 ms'],
    [latency(999.4), '999 ms'],
    [latency(1400), '1.4 s'],
    [latency(3_600_000), '60 min'],
    [latency(null), '–'],
    [rate(1.25), '1.3/min'],
    [rate(null), 'no data'],
    [delta(12), '+12'],
    [delta(-3), '-3'],
    [delta(0), ''],
    [delta(null), ''],
  ])('is written %s', (written, expected) => {
    expect(written).toBe(expected);
  });
});
