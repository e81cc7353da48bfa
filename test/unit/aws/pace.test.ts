import { expect, it } from 'vitest';
import { machineClock } from '../../../src/aws/clock.ts';
import type { PaceClock } from '../../../src/aws/pace.ts';
import { pacedCalls } from '../../../src/aws/pace.ts';

/** A clock on which pauses end in the order of their ends. */
function timeline() {
  let now = 0;
  const sleeping: { readonly until: number; readonly wake: () => void }[] = [];
  const clock: PaceClock = {
    monotonic: () => now,
    pause: (milliseconds) => new Promise((wake) => sleeping.push({ until: now + milliseconds, wake })),
  };
  const pass = async (milliseconds: number) => {
    const end = now + milliseconds;
    for (;;) {
      await new Promise(setImmediate);
      sleeping.sort((one, other) => one.until - other.until);
      if (sleeping[0] === undefined || sleeping[0].until > end) break;
      const next = sleeping.shift();
      now = next?.until ?? now;
      next?.wake();
    }
    now = end;
  };
  return { clock, pass, now: () => now };
}

it('some calls start at once, the others one after the other, in the order of asking', async () => {
  const { clock, pass, now } = timeline();
  const pace = pacedCalls(20, 3, clock);
  const started: [number, number][] = [];
  const calls = Array.from({ length: 7 }, (_, at) => pace(async () => void started.push([at, now()])));
  await pass(1000);
  await Promise.all(calls);
  expect(started).toEqual([
    [0, 0],
    [1, 0],
    [2, 0],
    [3, 50],
    [4, 100],
    [5, 150],
    [6, 200],
  ]);
});

it('no second ever sees more than the rate and the burst together', async () => {
  const { clock, pass, now } = timeline();
  const pace = pacedCalls(20, 10, clock);
  const started: number[] = [];
  const calls: Promise<unknown>[] = [];
  for (let round = 0; round < 6; round += 1) {
    for (let call = 0; call < 15; call += 1) calls.push(pace(async () => void started.push(now())));
    await pass(400);
  }
  await pass(60_000);
  await Promise.all(calls);
  expect(started).toHaveLength(90);
  for (const from of started) {
    expect(started.filter((at) => at >= from && at < from + 1000).length).toBeLessThanOrEqual(30);
  }
});

it('nobody waits any more once it is stopped', async () => {
  const stop = new AbortController();
  const pace = pacedCalls(1, 1, machineClock);
  const calls = Array.from({ length: 9 }, (_, at) => pace(async () => at, stop.signal));
  stop.abort();
  expect(await Promise.all([...calls, pace(async () => 9, stop.signal)])).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

it('a call that fails holds up nobody', async () => {
  const { clock, pass } = timeline();
  const pace = pacedCalls(20, 1, clock);
  const failed = pace(() => Promise.reject(new Error('no')));
  const after = pace(async () => 'yes');
  await expect(failed).rejects.toThrow('no');
  await pass(100);
  expect(await after).toBe('yes');
});

const THROTTLED = new Error('slower');

/** A call that is throttled so many times. */
function throttledCall(times: number) {
  const starts: number[] = [];
  const call = async (now: number) => {
    starts.push(now);
    if (starts.length <= times) throw THROTTLED;
    return 'yes';
  };
  return { starts, call };
}

it('a throttled call waits and goes again, and no other call starts meanwhile', async () => {
  const { clock, pass, now } = timeline();
  const pace = pacedCalls(20, 3, clock, (error) => error === THROTTLED);
  const { starts, call } = throttledCall(3);
  const throttled = pace(() => call(now()));
  await pass(10);
  const other = pace(async () => now());
  await pass(60_000);
  expect(await throttled).toBe('yes');
  expect(starts).toEqual([0, 1_050, 3_050, 7_050]);
  expect(await other).toBe(1_000);
});

it('throttling without end is told after some minutes, with few calls', async () => {
  const { clock, pass, now } = timeline();
  const pace = pacedCalls(20, 3, clock, (error) => error === THROTTLED);
  const { starts, call } = throttledCall(Number.POSITIVE_INFINITY);
  const failed = expect(pace(() => call(now()))).rejects.toBe(THROTTLED);
  await pass(10 * 60_000);
  await failed;
  expect(starts.length).toBeLessThan(30);
  expect(starts.at(-1)).toBeLessThanOrEqual(5 * 60_000);
  expect(starts.at(-1)).toBeGreaterThan(4 * 60_000);
});

it('a stop ends the wait for throttling to end', async () => {
  const stop = new AbortController();
  const pace = pacedCalls(1_000, 3, machineClock, (error) => error === THROTTLED);
  const failed = expect(pace(() => Promise.reject(THROTTLED), stop.signal)).rejects.toBe(THROTTLED);
  stop.abort();
  await failed;
});
