import type { RangeName } from '../../domain/metrics/range.ts';
import type { Clock } from '../ports.ts';

/** A wait that only a change ends; no timer can be set for longer. */
const WITHOUT_END_MS = 2 ** 31 - 1;

/** What whoever watches may change while looks go on; every change is acted upon at once. */
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

  /** Looks at another range from now on. */
  turnTo(range: RangeName): void {
    this.#range = range;
    this.refreshNow();
  }

  /** Makes the next look now, also while paused. */
  refreshNow(): void {
    this.#asked = true;
    this.#waiting?.abort();
  }

  /** Makes no looks but those asked for until `resume`. */
  pause(): void {
    this.#paused = true;
    this.#waiting?.abort();
  }

  /** Ends the pause with a look. */
  resume(): void {
    this.#paused = false;
    this.refreshNow();
  }

  /** Waits that long for the next look, or until one is asked for or the signal aborts. */
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
