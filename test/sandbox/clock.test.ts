import { describe, expect, it } from 'vitest';
import { createSandboxClock } from '../../src/sandbox/time/clock.ts';

describe('the sandbox clock', () => {
  const still = () => createSandboxClock(() => 1_000_000);

  it('is the machine’s clock plus what was advanced', () => {
    const clock = still();
    expect(clock.now()).toBe(1_000_000);
    clock.advance(500);
    expect(clock.now()).toBe(1_000_500);
  });

  it('runs what becomes due in order, each at its own time', () => {
    const clock = still();
    const ran: string[] = [];
    const note = (name: string) => () => ran.push(`${name} at ${clock.now() - 1_000_000}`);
    clock.after(300, note('third'));
    clock.after(100, note('first'));
    clock.after(100, note('second'));
    clock.after(1000, note('never'));
    clock.advance(999);
    expect(ran).toEqual(['first at 100', 'second at 100', 'third at 300']);
    expect(clock.now()).toBe(1_000_999);
  });

  it('runs what is added while it advances', () => {
    const clock = still();
    const at: number[] = [];
    const every = () => {
      at.push(clock.now() - 1_000_000);
      clock.after(100, every);
    };
    clock.after(100, every);
    clock.advance(350);
    expect(at).toEqual([100, 200, 300]);
  });

  it('does not run what was cancelled', () => {
    const clock = still();
    let ran = false;
    clock.after(10, () => {
      ran = true;
    })();
    clock.advance(100);
    expect(ran).toBe(false);
  });

  it('runs by itself with the machine’s time', async () => {
    const clock = createSandboxClock();
    const before = clock.now();
    await new Promise<void>((resolve) => clock.after(20, resolve));
    expect(clock.now() - before).toBeGreaterThanOrEqual(20);
  });
});
