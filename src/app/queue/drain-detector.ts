import type { Clock, QueuePort } from '../ports.ts';
import type { InFlightMessages } from './in-flight-messages.ts';

/** Polls in a row without an unread message, before the counts of the queue are checked. */
const PROBES = 3;
/** The end of a long poll that began before the last unread message came says as much as a whole long poll. */
const LONG_ENOUGH_MS = 500;
/** How long the queue may count messages as visible and not deliver them, before the rest is given up as `unread`. */
const PATIENCE_MS = 60_000;
/** The same while it delivers new arrivals and polls are not full: then it delivers everything it has. */
const PATIENCE_WITH_ARRIVALS_MS = 10_000;
/**
 * While more arrives than the pollers can receive, every poll is full of arrivals and says little about older messages. So
 * many in a row are evidence, provided that as much was read as the queue held at first.
 */
const FULL_PROBES = 30;

/** The result of a poll without an unread message: messages that arrived since the reading began, and whether it was full. */
export interface ProbeResult {
  readonly arrivals: number;
  readonly isFull: boolean;
}

/** How many of the messages that the queue held at first are not read, by its own approximate count. */
export interface Owed {
  /** Where every message that was read was there at first. */
  readonly likely: number;
  /** Where those that arrived at about that time were not. */
  readonly atMost: number;
}

const UNKNOWN: Owed = { likely: Number.POSITIVE_INFINITY, atMost: Number.POSITIVE_INFINITY };

const NOTHING: ProbeResult = { arrivals: 0, isFull: false };

/**
 * Detects when several pollers have drained one queue, also while new messages arrive: arrivals do not count as unread. Each
 * poll goes through `begin`, then `came` or `isDrained`, then `over`.
 */
export class DrainDetector {
  readonly #queue: QueuePort;
  readonly #clock: Clock;
  readonly #inFlight: InFlightMessages;
  readonly #owed: () => Owed;
  #polls = 0;
  /** The polls under way and when each began, on the monotonic clock. */
  readonly #open = new Map<number, number>();
  /** Those of them that began when the queue was likely empty already. */
  readonly #probes = new Set<number>();
  #lastFull = 0;
  #lastFreshAt: number;
  /** Polls without an unread message since the last unread one, and how many of them were full. */
  #quiet = 0;
  #quietFull = 0;
  #quietSince: number | undefined;
  /** The lowest count of visible messages since then: no more can be unread. */
  #least = Number.POSITIVE_INFINITY;
  #hasArrivals = false;
  /** Are the counts of the queue being checked? Then no probe begins. */
  #checking = false;
  #unread = 0;
  #waiting: (() => void)[] = [];

  constructor(queue: QueuePort, clock: Clock, inFlight: InFlightMessages, owed: () => Owed = () => UNKNOWN) {
    this.#queue = queue;
    this.#clock = clock;
    this.#inFlight = inFlight;
    this.#owed = owed;
    this.#lastFreshAt = clock.monotonic();
  }

  /** Messages that the queue counted as visible and never delivered; 0 unless it counts as drained for that reason. */
  get unread(): number {
    return this.#unread;
  }

  /** The last poll that had begun when an unread message came. */
  get lastFull(): number {
    return this.#lastFull;
  }

  /** How many polls have begun and are not over. */
  get underWay(): number {
    return this.#open.size;
  }

  /**
   * Begins a poll and answers its number. Where the queue is likely empty it waits while enough polls are under way to
   * detect that: one more would only make the end later and cost a call.
   */
  async begin(isLikelyEmpty: () => boolean): Promise<number> {
    while (isLikelyEmpty() && (this.#checking || this.#probes.size >= PROBES - (this.#quiet % PROBES))) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
    this.#polls += 1;
    this.#open.set(this.#polls, this.#clock.monotonic());
    if (isLikelyEmpty()) this.#probes.add(this.#polls);
    return this.#polls;
  }

  /** Ends a poll. */
  over(poll: number): void {
    this.#open.delete(poll);
    this.#probes.delete(poll);
    this.wake();
  }

  /** Every caller that waits to begin a poll checks again. */
  wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  /** A poll brought an unread message. */
  came(): void {
    this.#lastFull = this.#polls;
    this.#lastFreshAt = this.#clock.monotonic();
    this.#quiet = 0;
    this.#quietFull = 0;
    this.#quietSince = undefined;
    this.#least = Number.POSITIVE_INFINITY;
    this.#unread = 0;
  }

  /** The poll brought no unread message. Is the queue drained? Ends for any rate of arrivals: the patience is finite. */
  async isDrained(poll: number, { arrivals, isFull }: ProbeResult = NOTHING): Promise<boolean> {
    const since = this.#clock.monotonic() - this.#lastFreshAt;
    this.#hasArrivals ||= arrivals > 0;
    if (poll <= this.#lastFull && since < LONG_ENOUGH_MS) return false;
    const began = this.#open.get(poll) ?? this.#lastFreshAt;
    this.#quietSince ??= Math.max(began, this.#lastFreshAt);
    this.#quiet += 1;
    if (isFull) this.#quietFull += 1;
    if (this.#quiet % PROBES !== 0) return false;
    const { lastFull } = this;
    const visible = await this.#visible();
    // Another poll may have brought an unread message meanwhile.
    if (this.lastFull !== lastFull) return false;
    const now = this.#clock.monotonic();
    this.#least = Math.min(this.#least, Math.max(0, visible - this.#inFlight.lapsed(now)));
    return this.#hasArrivals ? this.#isDrainedBut(now) : this.#isGivenUp(this.#least, now, PATIENCE_MS);
  }

  async #visible(): Promise<number> {
    this.#checking = true;
    try {
      return (await this.#queue.describe()).visible;
    } finally {
      this.#checking = false;
    }
  }

  /** Visible messages may all be arrivals: no more of them are unread than the queue still owes. */
  #isDrainedBut(now: number): boolean {
    const { likely, atMost } = this.#owed();
    const unread = Math.min(this.#least, atMost);
    if (this.#quiet - this.#quietFull < PROBES) {
      return unread === 0 && this.#least > 0 ? this.#quiet >= FULL_PROBES : this.#isGivenUp(unread, now, PATIENCE_MS);
    }
    return likely === 0 || this.#isGivenUp(unread, now, PATIENCE_WITH_ARRIVALS_MS);
  }

  #isGivenUp(unread: number, now: number, patience: number): boolean {
    if (unread > 0 && now - (this.#quietSince ?? now) < patience) return false;
    this.#unread = unread;
    return true;
  }
}
