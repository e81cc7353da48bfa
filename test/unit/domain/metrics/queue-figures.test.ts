import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { perMinute, secondsToDrain } from '../../../../src/domain/metrics/queue-figures.ts';
import { windowOf } from '../../../../src/domain/metrics/range.ts';
import { level, NOW, snapshot } from '../../../support/builders/snapshots.ts';

describe('a rate', () => {
  it('leaves the unfinished period out', () => {
    const window = windowOf('15m', NOW);
    expect(perMinute([...Array(14).fill(6), 0], window)).toBe(6);
    expect(perMinute([...Array(14).fill(0), 600], window)).toBe(0);
  });

  it('is that of the last quarter of an hour, in whatever periods', () => {
    const hour = windowOf('1h', NOW);
    expect(perMinute([...Array(44).fill(100), ...Array(15).fill(2), 0], hour)).toBe(2);
    expect(perMinute([1000, 1000, 5, 5, 5, 0], windowOf('1d', NOW))).toBe(1);
    expect(perMinute([1000, 120, 0], windowOf('1w', NOW))).toBe(2);
  });

  it('is unknown where nothing is known', () => {
    expect(perMinute(Array(15).fill(null), windowOf('15m', NOW))).toBeNull();
  });
});

describe('the time to drain', () => {
  it.each([
    [0, 5, 0, 0],
    [60, 0, 60, 60],
    [60, 30, 60, 120],
    [60, 60, 60, null],
    [60, 61, 60, null],
    [60, null, 60, null],
    [60, 0, null, null],
    [60, 0, 0, null],
  ])('of %s messages with %s arriving and %s leaving a minute is %s s', (held, arriving, leaving, expected) => {
    expect(secondsToDrain(held, arriving, leaving)).toBe(expected);
  });

  it('is finite and not negative, or not told', () => {
    const amount = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.nat(), amount, amount, (held, arriving, leaving) => {
        const seconds = secondsToDrain(held, arriving, leaving);
        expect(seconds === null || (Number.isFinite(seconds) && seconds >= 0)).toBe(true);
      }),
    );
  });
});

describe('the oldest message', () => {
  const aged = (ages: readonly (number | null)[], held = level()) =>
    snapshot({ level: held, metrics: { 'dlq ApproximateAgeOfOldestMessage': ages } }).queue;

  it('has what retention leaves of its age', () => {
    expect(aged([345_000])).toMatchObject({ oldestAgeSeconds: 345_000, secondsToRetention: 600 });
    expect(aged([400_000])).toMatchObject({ secondsToRetention: 0 });
  });

  it('has no age where CloudWatch has none of the last minutes', () => {
    expect(aged([])).toMatchObject({ oldestAgeSeconds: null, secondsToRetention: null });
    expect(aged([9, null, null, null, null])).toMatchObject({ oldestAgeSeconds: 9 });
    expect(aged([9, null, null, null, null, null])).toMatchObject({ oldestAgeSeconds: null });
  });

  it('is none in an empty queue', () => {
    expect(aged([345_000], level({ visible: 0 }))).toMatchObject({ oldestAgeSeconds: null, secondsToRetention: null });
  });

  it('is there in a queue whose messages are all in flight', () => {
    expect(aged([7], level({ visible: 0, inFlight: 3 }))).toMatchObject({ oldestAgeSeconds: 7 });
  });
});
