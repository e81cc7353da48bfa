import { expect, it } from 'vitest';
import { DrainDetector } from '../../../src/app/queue/drain-detector.ts';
import { InFlightMessages } from '../../../src/app/queue/in-flight-messages.ts';
import { FakeClock } from '../../support/fakes/fake-clock.ts';
import { FakeQueue } from '../../support/fakes/fake-queue.ts';

/** Four polls that are under way when the first of them brings the last message. */
async function fourPolls() {
  const clock = new FakeClock();
  const queue = new FakeQueue(clock, []);
  const end = new DrainDetector(queue, clock, new InFlightMessages({ queue, clock }));
  const begin = () => end.begin(() => false);
  const [first, ...others] = await Promise.all([begin(), begin(), begin(), begin()]);
  end.came();
  end.over(first);
  return { clock, end, begin, others };
}

it('polls that were under way when the last message came tell nothing of what came after', async () => {
  const { clock, end, begin, others } = await fourPolls();
  clock.advance(499);
  for (const poll of others) expect(await end.isDrained(poll)).toBe(false);
  const later = await Promise.all([begin(), begin(), begin()]);
  const told = [];
  for (const poll of later) told.push(await end.isDrained(poll));
  expect(told).toEqual([false, false, true]);
});

it('unless they have looked for half a second since', async () => {
  const { clock, end, others } = await fourPolls();
  clock.advance(500);
  const told = [];
  for (const poll of others) told.push(await end.isDrained(poll));
  expect(told).toEqual([false, false, true]);
});
