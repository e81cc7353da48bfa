import { Failure, isStop } from '../failures.ts';
import type { Clock } from '../ports.ts';

/** Whether a run may go on. One value for all tasks of the run; the first failure is the one that is reported. */
export class RunState {
  /** Aborts when the run must end: the operator stops it, it fails, or the reader of its outcomes has left. */
  readonly ending: AbortSignal;
  readonly #controller = new AbortController();
  #failure: Failure | undefined;
  #defect: { readonly error: unknown } | undefined;

  constructor(operator: AbortSignal) {
    this.ending = this.#controller.signal;
    const abort = () => this.#controller.abort();
    operator.addEventListener('abort', abort, { once: true });
    if (operator.aborted) abort();
  }

  /** Must the run end? Nothing is received or sent from then on; accepted events are still confirmed and their messages deleted. */
  get aborted(): boolean {
    return this.ending.aborted;
  }

  /** The failure that ended the run early; undefined when it was not a failure. */
  get failure(): Failure | undefined {
    return this.#failure;
  }

  /** Ends the run because of an error; anything but a Failure is a defect. */
  readonly fail = (error: unknown): void => {
    if (!(error instanceof Failure)) this.#defect ??= { error };
    else if (!isStop(error)) this.#failure ??= error;
    this.#controller.abort();
  };

  /** Has there been a defect? */
  get isBroken(): boolean {
    return this.#defect !== undefined;
  }

  /** Throws the first defect, if there was one. */
  throwDefect(): void {
    if (this.#defect !== undefined) throw this.#defect.error;
  }
}

/** Lets tasks of a run wait for a change. A task checks its condition before and after each wait. */
export class Change {
  #waiting: (() => void)[] = [];

  /** Wakes all that wait. */
  readonly tell = (): void => {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  };

  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  /** Waits for the next change, but no longer than `milliseconds`. */
  async within(milliseconds: number, clock: Clock): Promise<void> {
    if (milliseconds === Number.POSITIVE_INFINITY) return this.next();
    const changed = new AbortController();
    const change = this.next().then(() => changed.abort());
    await Promise.race([change, clock.pause(milliseconds, changed.signal)]);
  }
}
