import { describe, expect, it } from 'vitest';
import { Dial } from '../../src/app/dial.ts';
import type { Clock } from '../../src/app/ports.ts';
import { turns } from '../support/turns.ts';

/** A clock whose pauses end only when their signal aborts or `ring` is called. */
function held() {
  const pauses: number[] = [];
  let end = () => {};
  const clock: Clock = {
    now: () => 0,
    monotonic: () => 0,
    pause: (milliseconds, signal) =>
      new Promise((resolve) => {
        pauses.push(milliseconds);
        end = resolve;
        signal.addEventListener('abort', () => resolve());
      }),
  };
  return { clock, pauses, ring: () => end() };
}

/** Waits on the dial; tells whether the wait is over after the event loop has turned a few times. */
function waiting(dial: Dial, milliseconds = 60_000) {
  const { clock, pauses, ring } = held();
  const stop = new AbortController();
  let over = false;
  const ended = dial.wait(clock, milliseconds, stop.signal).then(() => {
    over = true;
  });
  const isOver = async () => {
    await turns(5);
    return over;
  };
  return { isOver, pauses, ring, ended, stop: () => stop.abort() };
}

describe('a wait', () => {
  it('lasts as long as it was told to', async () => {
    const { isOver, pauses, ring } = waiting(new Dial('1h'), 5000);
    expect(await isOver()).toBe(false);
    expect(pauses).toEqual([5000]);
    ring();
    expect(await isOver()).toBe(true);
  });

  it.each<[string, (dial: Dial) => void]>([
    ['another range', (dial) => dial.turnTo('1d')],
    ['a look that is asked for', (dial) => dial.lookNow()],
  ])('ends with %s', async (_, act) => {
    const dial = new Dial('1h');
    const { isOver } = waiting(dial);
    expect(await isOver()).toBe(false);
    act(dial);
    expect(await isOver()).toBe(true);
  });

  it('ends with the signal, paused or not', async () => {
    const dial = new Dial('1h');
    const running = waiting(dial);
    running.stop();
    expect(await running.isOver()).toBe(true);
    dial.pause();
    const paused = waiting(dial);
    expect(await paused.isOver()).toBe(false);
    paused.stop();
    expect(await paused.isOver()).toBe(true);
  });

  it('is none when a look was asked for during the last one', async () => {
    const dial = new Dial('1h');
    dial.turnTo('3h');
    const first = waiting(dial);
    expect(await first.isOver()).toBe(true);
    expect(first.pauses).toEqual([]);
    expect(await waiting(dial).isOver()).toBe(false);
  });
});

describe('a pause', () => {
  it('keeps waiting when the time is over, and ends with a look', async () => {
    const dial = new Dial('1h');
    const { isOver, pauses, ring } = waiting(dial, 5000);
    dial.pause();
    expect(await isOver()).toBe(false);
    expect(pauses).toHaveLength(2);
    expect(pauses[1]).toBeGreaterThan(86_400_000);
    ring();
    expect(await isOver()).toBe(false);
    dial.resume();
    expect(await isOver()).toBe(true);
  });

  it('lets single looks through', async () => {
    const dial = new Dial('1h');
    dial.pause();
    const { isOver } = waiting(dial);
    dial.lookNow();
    expect(await isOver()).toBe(true);
    expect(dial.paused).toBe(true);
  });
});
