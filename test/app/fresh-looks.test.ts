import { expect, it } from 'vitest';
import { FreshLooks } from '../../src/app/fresh-looks.ts';
import { FakeClock } from '../support/fake-clock.ts';

function counted() {
  const clock = new FakeClock();
  const looks = new FreshLooks<number>(clock);
  let made = 0;
  const look = async () => {
    made += 1;
    return made;
  };
  return {
    clock,
    fresh: (since?: number) => looks.fresh('arn', look, since),
    anew: () => looks.anew('arn', look),
    looks,
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
  const { fresh, anew, looks } = counted();
  expect(looks.last('arn')).toBeUndefined();
  expect([await fresh(), await anew(), await fresh(), await looks.last('arn')]).toEqual([1, 2, 2, 2]);
});
