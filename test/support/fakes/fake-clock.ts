import type { Clock } from '../../../src/app/ports.ts';
import { turns } from './turns.ts';

/** So many turns of the event loop belong to whatever is on its way; an answer of the fake queue takes four. */
const TURNS = 8;

/**
 * A clock that never waits: a pause moves it on as soon as nothing else can happen at once, unless its signal was aborted
 * until then, and each that was not cut is written down in milliseconds.
 */
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
    const wasStopped = signal.aborted;
    if (!wasStopped) await turns(TURNS);
    if (!wasStopped && signal.aborted) return;
    this.pauses.push(milliseconds);
    if (!wasStopped) this.advance(milliseconds);
  }
}
