import type { RangeName } from '../../domain/metrics/range.ts';
import type { Clock } from '../ports.ts';

/** A pause that only a change ends; the longest that a timer allows. */
const WITHOUT_END_MS = 2 ** 31 - 1;

/** Controls the refreshes while they run: range, pause, refresh now. Every change takes effect at once. */
export class RefreshControl {
  #range: RangeName;
  #paused = false;
  #asked = false;
  #waiting: AbortController | undefined;

  constructor(range: RangeName) {
    this.#range = range;
  }

  get range(): RangeName {
    return this.#range;
  }

  get paused(): boolean {
    return this.#paused;
  }

  /** Changes the range and refreshes at once. */
  turnTo(range: RangeName): void {
    this.#range = range;
    this.refreshNow();
  }

  /** Refreshes now, also while paused. */
  refreshNow(): void {
    this.#asked = true;
    this.#waiting?.abort();
  }

  /** Refreshes only on request until `resume`. */
  pause(): void {
    this.#paused = true;
    this.#waiting?.abort();
  }

  /** Ends the pause with a refresh. */
  resume(): void {
    this.#paused = false;
    this.refreshNow();
  }

  /** Waits `milliseconds` for the next refresh, or until one is requested or the signal aborts. */
  async wait(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
    while (!signal.aborted && !this.#asked) {
      const waiting = new AbortController();
      const end = () => waiting.abort();
      this.#waiting = waiting;
      signal.addEventListener('abort', end);
      await clock.pause(this.#paused ? WITHOUT_END_MS : milliseconds, waiting.signal);
      signal.removeEventListener('abort', end);
      if (!this.#paused) break;
    }
    this.#asked = false;
  }
}
