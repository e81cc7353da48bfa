import { createDeadlines } from './deadlines.ts';

/** The sandbox's only source of time: everything that waits, expires or retries asks it, so that tests can advance it. */
export interface SandboxClock {
  /** Milliseconds since the epoch: the machine's clock plus what was advanced. */
  now(): number;
  /** Runs `action` once that many sandbox milliseconds have passed; the answer cancels it. */
  after(milliseconds: number, action: () => void): () => void;
  /** Moves time forward; what became due runs, in order of its due time, before this returns. */
  advance(milliseconds: number): void;
}

/** Node's timers overflow above this and would fire at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** A clock that runs with the machine's and can be advanced. Its timers do not keep the process alive. */
export function createSandboxClock(machineNow: () => number = Date.now): SandboxClock {
  const waiting = createDeadlines<() => void>();
  let advanced = 0;
  let timer: NodeJS.Timeout | undefined;

  const now = () => machineNow() + advanced;

  function runDue(until: number): void {
    for (let due = waiting.takeDue(until); due !== undefined; due = waiting.takeDue(until)) {
      advanced += Math.max(0, due.at - now());
      due.item();
    }
  }

  function wakeForNext(): void {
    clearTimeout(timer);
    const next = waiting.next();
    if (next === undefined) return;
    const wait = Math.min(Math.max(next.at - now(), 1), LONGEST_TIMER);
    timer = setTimeout(() => {
      runDue(now());
      wakeForNext();
    }, wait);
    timer.unref();
  }

  return {
    now,
    after(milliseconds, action) {
      const deadline = waiting.add(now() + milliseconds, action);
      if (waiting.next() === deadline) wakeForNext();
      return () => waiting.cancel(deadline);
    },
    advance(milliseconds) {
      const until = now() + milliseconds;
      runDue(until);
      advanced += Math.max(0, until - now());
      wakeForNext();
    },
  };
}
