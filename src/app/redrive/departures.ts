import { Failure } from '../failures.ts';
import type { Clock } from '../ports.ts';
import type { InFlightMessages } from '../queue/in-flight-messages.ts';
import type { Dispatch } from './dispatch.ts';
import type { Prepared } from './known.ts';
import type { Planner } from './planner.ts';
import { ended } from './redrive-entry.ts';
import type { RedriveEntry } from './redrive-events.ts';
import type { SendQueue, Waiting } from './send-queue.ts';
import { CONFIRM_EVERY_MS } from './unconfirmed.ts';

/** An event that has waited no longer is sent without another look at the bus. */
const AS_GOOD_AS_NEW_MS = 500;
/** Leases are kept at least so often while waiting for the rate. */
const LONGEST_PAUSE_MS = 5_000;

/** What sending from the outbox is put together from. */
export interface DeparturesParts {
  readonly planner: Planner;
  readonly sendQueue: SendQueue;
  readonly dispatch: Dispatch;
  readonly inFlight: InFlightMessages;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Sends what waits in the outbox when its time has come. What sends or confirms adds to `done` what has come to its end. */
export class Departures {
  readonly #parts: DeparturesParts;
  #failure: Failure | undefined;

  constructor(parts: DeparturesParts) {
    this.#parts = parts;
  }

  /** Set when the run should end: a look at the bus failed, or sending on cannot succeed. */
  get failure(): Failure | undefined {
    return this.#failure ?? this.#parts.dispatch.failure;
  }

  /** Ends the run: what waits comes back as `left`. */
  fail(failure: Failure): void {
    this.#failure ??= failure;
  }

  /** Is so much waiting to be sent that nothing more should be received? */
  get isFull(): boolean {
    return this.#parts.sendQueue.isFull && this.failure === undefined;
  }

  /** Is anything waiting to be sent, or to be confirmed? */
  get isWaiting(): boolean {
    return this.#parts.sendQueue.count > 0 || this.#parts.dispatch.isWaiting;
  }

  /**
   * Sends the next request if its time has come, or if the run is to end: then it comes back as `left`. With `rest` it may
   * be one that is not full. Was there one?
   */
  async next(done: RedriveEntry[], rest: boolean): Promise<boolean> {
    const now = this.#parts.clock.monotonic();
    const due = this.#parts.sendQueue.next(now, rest);
    if (due === undefined || (due.at > now && this.#mayGoOn)) return false;
    this.#parts.sendQueue.take(due, now);
    const ready: Prepared[] = [];
    try {
      for (const one of due.waiting) await this.#lookAgain(one, now, ready, done);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.fail(error);
      const told = new Set(done.map(({ examined }) => examined));
      const left = due.waiting.filter(({ prepared }) => !told.has(prepared.examined));
      done.push(...left.map(({ prepared }) => ended(prepared, 'left')));
      return true;
    }
    for (const { prepared, outcome, delivery } of await this.#parts.dispatch.send(ready)) {
      done.push(ended(prepared, outcome, delivery));
    }
    return true;
  }

  /** Sends the next request, full or not, after waiting for its time. Was there one? */
  async nextInTime(done: RedriveEntry[]): Promise<boolean> {
    const due = this.#parts.sendQueue.next(this.#parts.clock.monotonic(), true);
    if (due === undefined) return false;
    await this.#until(due.at, done);
    return this.next(done, true);
  }

  /** Confirms and deletes what was accepted, if it is time to, or with `rest`. */
  async confirm(done: RedriveEntry[], rest: boolean): Promise<void> {
    for (const { prepared, outcome, delivery } of await this.#parts.dispatch.confirmed(rest)) {
      done.push(ended(prepared, outcome, delivery));
    }
  }

  /** It may be one that this run has sent; and of what has waited the bus is looked at again, which may have changed meanwhile. */
  async #lookAgain(waiting: Waiting, now: number, ready: Prepared[], done: RedriveEntry[]): Promise<void> {
    const { prepared, since, tellable } = waiting;
    await tellable;
    const isOld = now - since > AS_GOOD_AS_NEW_MS && this.#mayGoOn;
    const { planner } = this.#parts;
    const decision = planner.heldAsReturned(prepared) ?? (isOld ? await planner.lookAgain(prepared) : undefined);
    if (decision === undefined) ready.push(prepared);
    else done.push(ended({ ...prepared, decision }, 'held'));
  }

  get #mayGoOn(): boolean {
    return !this.#parts.signal.aborted && this.failure === undefined;
  }

  async #until(at: number, done: RedriveEntry[]): Promise<void> {
    for (let left = this.#wait(at); left > 0 && this.#mayGoOn; left = this.#wait(at)) {
      const longest = this.#parts.dispatch.isWaiting ? CONFIRM_EVERY_MS : LONGEST_PAUSE_MS;
      await this.#parts.clock.pause(Math.min(left, longest), this.#parts.signal);
      await this.confirm(done, false);
      await this.#parts.inFlight.keep();
    }
  }

  #wait(at: number): number {
    return at - this.#parts.clock.monotonic();
  }
}
