import { expect, it } from 'vitest';
import { monotonicThroughSleep } from '../../../src/aws/clock.ts';

function clocks() {
  const at = { wall: 1_000_000, running: 50 };
  const now = monotonicThroughSleep(
    () => at.wall,
    () => at.running,
  );
  const pass = (wall: number, running = wall) => {
    at.wall += wall;
    at.running += running;
    return now();
  };
  return pass;
}

it('runs as the monotonic clock does, whatever the two drift apart', () => {
  const pass = clocks();
  expect(pass(1_000)).toBe(1_050);
  expect(pass(1_400, 1_000)).toBe(2_050);
  expect(pass(600, 1_000)).toBe(3_050);
});

it('counts the time for which the machine slept', () => {
  const pass = clocks();
  expect(pass(310_000, 20)).toBe(310_050);
  expect(pass(1_000)).toBe(311_050);
});

it('does not go back when the wall clock is set back', () => {
  const pass = clocks();
  expect(pass(-3_600_000, 1_000)).toBe(1_050);
  expect(pass(1_000)).toBe(2_050);
});
