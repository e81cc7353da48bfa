import type { Clock, QueuePort } from '../ports.ts';
import type { InFlightMessages } from './in-flight-messages.ts';

const EMPTY_POLLS_IN_A_ROW = 3;
/** The end of a long poll that began before the last message came says as much as a whole one. */
const LONG_ENOUGH_MS = 500;
/** How long SQS may say "visible" and give nothing new, before the rest is given up as `unread`. */
const PATIENCE_MS = 60_000;

/** Knows when a queue is drained that several pollers read. Each poll is begun, told of, and then over. */
export class DrainDetector {
  readonly #queue: QueuePort;
  readonly #clock: Clock;
  readonly #inFlight: InFlightMessages;
  #polls = 0;
  readonly #open = new Set<number>();
  /** Those under way that began when the queue was likely empty already. */
  readonly #probes = new Set<number>();
  #lastFull = 0;
  #lastFreshAt: number;
  #empty = 0;
  #unread = 0;
  #waiting: (() => void)[] = [];

  constructor(queue: QueuePort, clock: Clock, inFlight: InFlightMessages) {
    this.#queue = queue;
    this.#clock = clock;
    this.#inFlight = inFlight;
    this.#lastFreshAt = clock.monotonic();
  }

  /** Messages that the queue went on calling visible and never gave; 0 unless that is why it counts as drained. */
  get unread(): number {
    return this.#unread;
  }

  /** The last poll that had begun when something new came. */
  get lastFull(): number {
    return this.#lastFull;
  }

  /** How many polls have begun and are not over. */
  get underWay(): number {
    return this.#open.size;
  }

  /**
   * A poll begins; answers its number. Where the queue is likely empty it waits while polls enough are under way to tell
   * whether it is: one more would only make the end later and cost a call.
   */
  async begin(isLikelyEmpty: () => boolean): Promise<number> {
    while (isLikelyEmpty() && this.#probes.size >= EMPTY_POLLS_IN_A_ROW - this.#empty) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
    this.#polls += 1;
    this.#open.add(this.#polls);
    if (isLikelyEmpty()) this.#probes.add(this.#polls);
    return this.#polls;
  }

  /** Nothing more is to be told of that poll. */
  over(poll: number): void {
    this.#open.delete(poll);
    this.#probes.delete(poll);
    this.wake();
  }

  /** Whoever waits to begin a poll looks again. */
  wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  /** A poll brought something new. */
  came(): void {
    this.#lastFull = this.#polls;
    this.#lastFreshAt = this.#clock.monotonic();
    this.#empty = 0;
    this.#unread = 0;
  }

  /**
   * That poll brought nothing new. Drained means several of them in a row that have looked since the last message came, and
   * nothing visible but what we had in hand until its lease ran out.
   */
  async isDrained(poll: number): Promise<boolean> {
    const lookup = this.#clock.monotonic() - this.#lastFreshAt;
    if (poll <= this.#lastFull && lookup < LONG_ENOUGH_MS) return false;
    this.#empty += 1;
    if (this.#empty < EMPTY_POLLS_IN_A_ROW) return false;
    this.#empty = 0;
    const { visible } = await this.#queue.describe();
    const unread = Math.max(0, visible - this.#inFlight.lapsed(this.#clock.monotonic()));
    if (unread === 0) return true;
    if (this.#clock.monotonic() - this.#lastFreshAt < PATIENCE_MS) return false;
    this.#unread = unread;
    return true;
  }
}
