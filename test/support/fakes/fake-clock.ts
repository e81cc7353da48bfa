import type { Clock } from '../../../src/app/ports.ts';

/** So many turns of the event loop belong to everything that is under way; an answer of the fake queue takes four. */
const TURNS = 8;

interface Pause {
  readonly milliseconds: number;
  readonly at: number;
  readonly wake: () => void;
}

/**
 * A clock that never waits: once nothing else can happen at once, time moves on to the end of the earliest pause, so that
 * pauses of several tasks overlap as they do on a real clock. Each pause that was not cut is written down in milliseconds.
 */
export class FakeClock implements Clock {
  readonly pauses: number[] = [];
  readonly #waiting = new Set<Pause>();
  #passed = 0;
  #quietTurns = 0;
  #moving = false;

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
    if (signal.aborted) {
      this.pauses.push(milliseconds);
      return;
    }
    this.#quietTurns = 0;
    await new Promise<void>((resolve) => {
      const wake = () => {
        this.#waiting.delete(pause);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const pause = { milliseconds, at: this.#passed + milliseconds, wake };
      this.#waiting.add(pause);
      signal.addEventListener('abort', wake);
      if (!this.#moving) void this.#move();
    });
  }

  async #move(): Promise<void> {
    this.#moving = true;
    while (this.#waiting.size > 0) {
      await new Promise(setImmediate);
      this.#quietTurns += 1;
      if (this.#quietTurns < TURNS) continue;
      this.#quietTurns = 0;
      const [first] = [...this.#waiting].sort((one, other) => one.at - other.at);
      if (first === undefined) break;
      this.#passed = Math.max(this.#passed, first.at);
      this.pauses.push(first.milliseconds);
      first.wake();
    }
    this.#moving = false;
  }
}
