import { expect, it } from 'vitest';
import { LookupCache } from '../../../src/app/redrive/rule-lookups.ts';
import { FakeClock } from '../../support/fakes/fake-clock.ts';

function counted() {
  const clock = new FakeClock();
  const lookups = new LookupCache<number>(clock);
  let made = 0;
  const look = async () => {
    made += 1;
    return made;
  };
  return {
    clock,
    fresh: (since?: number) => lookups.fresh('arn', look, since),
    anew: () => lookups.anew('arn', look),
    lookups,
  };
}

it('a look serves all who ask within ten seconds', async () => {
  const { clock, fresh } = counted();
  expect(await Promise.all([fresh(), fresh()])).toEqual([1, 1]);
  clock.advance(9_999);
  expect(await fresh()).toBe(1);
  clock.advance(1);
  expect(await fresh()).toBe(2);
});

it('a look that began before something, or just then, says nothing of what came after', async () => {
  const { clock, fresh } = counted();
  await fresh();
  const then = clock.now();
  expect(await fresh(then)).toBe(2);
  clock.advance(1);
  expect([await fresh(then), await fresh(then), await fresh(then - 1)]).toEqual([3, 3, 3]);
});

it('a look that is made anew is the last', async () => {
  const { fresh, anew, lookups } = counted();
  expect(lookups.last('arn')).toBeUndefined();
  expect([await fresh(), await anew(), await fresh(), await lookups.last('arn')]).toEqual([1, 2, 2, 2]);
});
