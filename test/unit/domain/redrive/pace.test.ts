import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_RATES,
  openAt,
  type Pace,
  type Rates,
  slower,
  spend,
  startPace,
  timeNeeded,
  UNLIMITED,
} from '../../../../src/domain/redrive/pace.ts';

const sets = (count: number) => new Map([['cacheSet', count]]);

/** Sends requests of ten as fast as the pace lets them through, for so long; answers when each went. */
function run(pace: Pace, milliseconds: number, type = 'cacheSet', throttledAt = Number.POSITIVE_INFINITY) {
  const times: number[] = [];
  let throttled = false;
  let state = pace;
  let now = 0;
  for (;;) {
    now = Math.max(now + 1, openAt(state, type));
    if (now >= milliseconds) return { times, pace: state };
    if (now >= throttledAt && !throttled) {
      state = slower(state, now);
      throttled = true;
      continue;
    }
    state = spend(state, new Map([[type, 10]]), now);
    times.push(now);
  }
}

const between = (times: readonly number[], from: number, to: number) =>
  times.filter((time) => time >= from && time < to).length * 10;

const rates: fc.Arbitrary<Rates> = fc.record({
  overall: fc.oneof(fc.integer({ min: 1, max: 500 }), fc.constant(Number.POSITIVE_INFINITY)),
  byType: fc.integer({ min: 1, max: 50 }).map((rate) => new Map([['topicPublish', rate]])),
});
const asked = fc.record({
  type: fc.constantFrom('cacheSet', 'topicPublish'),
  count: fc.integer({ min: 1, max: 10 }),
  idle: fc.integer({ min: 0, max: 3_000 }),
});

describe('the pace', () => {
  it('lets no more through than the rate, over any stretch, but for one request', () => {
    fc.assert(
      fc.property(rates, fc.array(asked, { minLength: 1, maxLength: 60 }), (limits, wishes) => {
        let pace = startPace(limits, 0);
        let now = 0;
        const went: { at: number; type: string; count: number }[] = [];
        for (const { type, count, idle } of wishes) {
          now = Math.max(now + idle, openAt(pace, type));
          pace = spend(pace, new Map([[type, count]]), now);
          went.push({ at: now, type, count });
        }
        for (const [first, { at: from }] of went.entries()) {
          let all = 0;
          let topics = 0;
          for (const { at, type, count } of went.slice(first)) {
            const seconds = (at - from) / 1000 + 1e-6;
            expect(all).toBeLessThanOrEqual(limits.overall * seconds + 10);
            if (type === 'topicPublish')
              expect(topics).toBeLessThanOrEqual((limits.byType.get(type) ?? 0) * seconds + 10);
            all += count;
            topics += type === 'topicPublish' ? count : 0;
          }
        }
      }),
    );
  });

  it('begins with a tenth and reaches the whole rate within ten seconds', () => {
    const { times } = run(startPace({ overall: 100, byType: new Map() }, 0), 30_000);
    expect(between(times, 0, 1_000)).toBeLessThanOrEqual(20);
    expect(between(times, 20_000, 30_000)).toBeGreaterThanOrEqual(980);
    expect(between(times, 20_000, 30_000)).toBeLessThanOrEqual(1_010);
  });

  it('holds back a single detail-type and lets the others through', () => {
    const { times, pace } = run(startPace(DEFAULT_RATES, 0), 60_000, 'topicPublish');
    expect(between(times, 30_000, 60_000)).toBe(300);
    expect(openAt(pace, 'topicPublish')).toBeGreaterThan(openAt(pace, 'cacheSet'));
  });

  it('does not save up while nothing is sent', () => {
    const pace = spend(startPace({ overall: 10, byType: new Map() }, 0), sets(10), 60_000);
    expect(openAt(pace, 'cacheSet')).toBe(61_000);
  });

  it('lets everything through where it is unlimited', () => {
    const pace = spend(startPace(UNLIMITED, 0), sets(1_000_000), 5);
    expect(openAt(pace, 'cacheSet')).toBe(5);
  });

  it('halves when AWS throttles, once for what comes together, and recovers', () => {
    const { times } = run(startPace({ overall: 100, byType: new Map() }, 0), 60_000, 'cacheSet', 20_000);
    expect(between(times, 18_000, 20_000)).toBeGreaterThan(180);
    expect(between(times, 20_000, 22_000)).toBeLessThan(120);
    expect(between(times, 20_000, 22_000)).toBeGreaterThan(60);
    expect(between(times, 40_000, 50_000)).toBeGreaterThan(950);
    const throttled = slower(startPace(DEFAULT_RATES, 0), 5_000);
    expect(slower(throttled, 5_500)).toEqual(throttled);
    expect(slower(throttled, 6_001)).not.toEqual(throttled);
  });

  it('of an unlimited run becomes half of what was reached', () => {
    let pace = startPace(UNLIMITED, 0);
    for (let now = 0; now < 5_000; now += 10) pace = spend(pace, sets(10), now);
    pace = slower(pace, 5_000);
    const began = openAt(pace, 'cacheSet');
    const after = spend(pace, sets(500), began);
    expect(openAt(after, 'cacheSet') - began).toBeGreaterThan(900);
    expect(openAt(after, 'cacheSet') - began).toBeLessThan(1_100);
  });

  it('never stands still, however often AWS throttles', () => {
    let pace = startPace({ overall: 100, byType: new Map() }, 0);
    for (let now = 0; now < 600_000; now += 2_000) pace = slower(pace, now);
    expect(openAt(pace, 'cacheSet')).toBeLessThan(600_000 + 10_000);
  });
});

it.each<[string, Rates, Record<string, number>, number]>([
  ['nothing', DEFAULT_RATES, {}, 0],
  ['of one kind', DEFAULT_RATES, { cacheSet: 500 }, 5_000],
  ['with a slow kind', DEFAULT_RATES, { cacheSet: 500, topicPublish: 200 }, 20_000],
  ['with a slow kind that is rare', DEFAULT_RATES, { cacheSet: 990, topicPublish: 10 }, 10_000],
  ['unlimited', UNLIMITED, { cacheSet: 500 }, 0],
])('the time needed: %s', (_, limits, counts, expected) => {
  expect(timeNeeded(limits, new Map(Object.entries(counts)))).toBe(expected);
});
