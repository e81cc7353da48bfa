import type { Clock } from '../../src/app/ports.ts';

/** A clock that never waits: a pause moves it on at once, and each is written down in milliseconds. */
export class FakeClock implements Clock {
  readonly pauses: number[] = [];
  #passed = 0;

  now(): number {
    return Date.UTC(2026, 0, 31, 12) + this.#passed;
  }

  monotonic(): number {
    return this.#passed;
  }

  /** Lets time pass, for whatever else takes its time. */
  advance(milliseconds: number): void {
    this.#passed += milliseconds;
  }

  async pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    this.pauses.push(milliseconds);
    if (!signal.aborted) this.advance(milliseconds);
  }
}
