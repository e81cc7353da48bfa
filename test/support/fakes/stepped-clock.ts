import type { Clock } from '../../../src/app/ports.ts';

/** A clock that stands still until it is moved; what waits for a moment is woken when that has come. */
export class SteppedClock implements Clock {
  #now: number;
  readonly #waiting = new Map<() => void, number>();

  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#now;
  }

  move(milliseconds: number): void {
    this.#now += milliseconds;
    for (const [wake, at] of this.#waiting) if (at <= this.#now) wake();
  }

  pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.set(wake, this.#now + milliseconds);
      signal.addEventListener('abort', wake);
      if (signal.aborted) wake();
    });
  }
}
