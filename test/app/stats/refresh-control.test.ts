import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../src/app/ports.ts';
import { RefreshControl } from '../../../src/app/stats/refresh-control.ts';
import { turns } from '../../support/fakes/turns.ts';

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
function waiting(refreshControl: RefreshControl, milliseconds = 60_000) {
  const { clock, pauses, ring } = held();
  const stop = new AbortController();
  let over = false;
  const ended = refreshControl.wait(clock, milliseconds, stop.signal).then(() => {
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
    const { isOver, pauses, ring } = waiting(new RefreshControl('1h'), 5000);
    expect(await isOver()).toBe(false);
    expect(pauses).toEqual([5000]);
    ring();
    expect(await isOver()).toBe(true);
  });

  it.each<[string, (refreshControl: RefreshControl) => void]>([
    ['another range', (refreshControl) => refreshControl.turnTo('1d')],
    ['a look that is asked for', (refreshControl) => refreshControl.refreshNow()],
  ])('ends with %s', async (_, act) => {
    const refreshControl = new RefreshControl('1h');
    const { isOver } = waiting(refreshControl);
    expect(await isOver()).toBe(false);
    act(refreshControl);
    expect(await isOver()).toBe(true);
  });

  it('ends with the signal, paused or not', async () => {
    const refreshControl = new RefreshControl('1h');
    const running = waiting(refreshControl);
    running.stop();
    expect(await running.isOver()).toBe(true);
    refreshControl.pause();
    const paused = waiting(refreshControl);
    expect(await paused.isOver()).toBe(false);
    paused.stop();
    expect(await paused.isOver()).toBe(true);
  });

  it('is none when a look was asked for during the last one', async () => {
    const refreshControl = new RefreshControl('1h');
    refreshControl.turnTo('3h');
    const first = waiting(refreshControl);
    expect(await first.isOver()).toBe(true);
    expect(first.pauses).toEqual([]);
    expect(await waiting(refreshControl).isOver()).toBe(false);
  });
});

describe('a pause', () => {
  it('keeps waiting when the time is over, and ends with a look', async () => {
    const refreshControl = new RefreshControl('1h');
    const { isOver, pauses, ring } = waiting(refreshControl, 5000);
    refreshControl.pause();
    expect(await isOver()).toBe(false);
    expect(pauses).toHaveLength(2);
    expect(pauses[1]).toBeGreaterThan(86_400_000);
    ring();
    expect(await isOver()).toBe(false);
    refreshControl.resume();
    expect(await isOver()).toBe(true);
  });

  it('lets single looks through', async () => {
    const refreshControl = new RefreshControl('1h');
    refreshControl.pause();
    const { isOver } = waiting(refreshControl);
    refreshControl.refreshNow();
    expect(await isOver()).toBe(true);
    expect(refreshControl.paused).toBe(true);
  });
});
