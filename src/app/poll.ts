import type { ReceivedMessage } from '../domain/dead-letter/message.ts';
import { isStop } from './failures.ts';
import type { Hands } from './hands.ts';
import { LEASE_SECONDS } from './lease.ts';
import type { Clock, QueuePort, ScratchPort } from './ports.ts';
import { Seen } from './seen.ts';

const MESSAGES_A_RECEIVE = 10;
/** How long a receive waits for the first message: a long poll asks every server of SQS, a short one only some. */
const WAIT_SECONDS = 1;
const EMPTY_POLLS_IN_A_ROW = 3;
/** The end of a long poll that began earlier says as much as a whole one. */
const LONG_ENOUGH_MS = 500;
/** A receive that has brought nothing for so long waits at a queue that is empty, or nearly so. */
const QUIET_MS = 100;
/** How long SQS may say "visible" and give nothing new, before the rest is given up as `unread`. */
const PATIENCE_MS = 60_000;

/** What one receive brought. `repeated` came before: its lease ran out, or SQS delivered it twice. */
export interface Receipt {
  readonly fresh: readonly ReceivedMessage[];
  readonly repeated: readonly ReceivedMessage[];
}

const NOTHING: Receipt = { fresh: [], repeated: [] };

/** Where a reading ends though messages may be left. */
export interface Bounds {
  /** Distinct messages read; never more. */
  readonly read: number;
  /** SQS allows about 120,000 messages in flight. What the pollers were asking for may come on top. */
  readonly inHand: number;
}

/** Messages that a run may have in hand, held or not selected. */
export const MAX_IN_HAND = 100_000;

/** No bounds but those of SQS. */
export const BOUNDS: Bounds = { read: Number.POSITIVE_INFINITY, inHand: MAX_IN_HAND };

/** Reads one queue with several pollers; they share what they have seen and what is known about its end. */
export class Polling {
  readonly seen: Seen;
  readonly #queue: QueuePort;
  readonly #clock: Clock;
  readonly #hands: Hands;
  readonly #bounds: Bounds;
  #poll = 0;
  #asking = 0;
  #lastFull = 0;
  #empty = 0;
  #lastFreshAt: number;
  #unread = 0;
  #reached: keyof Bounds | undefined;
  #watching = false;
  #cut = false;
  #ended = false;

  constructor(
    ports: { readonly queue: QueuePort; readonly clock: Clock; readonly scratch?: ScratchPort | undefined },
    hands: Hands,
    bounds: Bounds = BOUNDS,
  ) {
    this.seen = new Seen(ports.scratch);
    this.#queue = ports.queue;
    this.#clock = ports.clock;
    this.#hands = hands;
    this.#bounds = bounds;
    this.#lastFreshAt = ports.clock.monotonic();
  }

  /** Messages that the queue went on calling visible and never gave; 0 unless that is how the polling ended. */
  get unread(): number {
    return this.#unread;
  }

  /** The bound at which the polling ended. */
  get reached(): keyof Bounds | undefined {
    return this.#reached;
  }

  /** Was a receive cut by a stop? What SQS may have given it stays hidden until its lease ends, and nobody knows its receipt. */
  get wasCut(): boolean {
    return this.#cut;
  }

  /** No poller asks again; what is being asked for is still taken into hand. */
  stop(): void {
    this.#ended = true;
  }

  /**
   * One poller: what each receive brought, already in hand, be it nothing, until the queue is drained, a bound is reached,
   * `stop` or the signal. Between receives it keeps the leases of what is in hand. While `somethingWaits` a receive that
   * brings nothing at once yields an empty receipt before its own, so that what waits for more need not wait as long as it.
   */
  async *receipts(signal: AbortSignal, somethingWaits = () => false): AsyncGenerator<Receipt> {
    while (!this.#ended && !signal.aborted) {
      await this.#hands.keep();
      const most = this.#room();
      if (most === 0) return;
      this.#poll += 1;
      const startedAt = this.#poll;
      const receiving = this.#receive(most);
      if (!this.#watching && somethingWaits() && (await this.#isQuiet(receiving))) {
        try {
          yield NOTHING;
        } finally {
          // What it brings is in hand before anybody counts or hands back what is.
          await receiving.catch(() => {});
        }
      }
      const { fresh, repeated } = await receiving;
      if (fresh.length > 0) this.#somethingCame();
      yield { fresh, repeated };
      if (fresh.length === 0 && this.#tells(startedAt) && !signal.aborted && (await this.#isDrained())) this.stop();
    }
  }

  /** How many one more receive may bring; 0 at a bound. */
  #room(): number {
    const room = Math.min(MESSAGES_A_RECEIVE, this.#bounds.read - this.seen.count - this.#asking);
    if (this.seen.count >= this.#bounds.read) this.#reached ??= 'read';
    if (this.#hands.count >= this.#bounds.inHand) this.#reached ??= 'inHand';
    if (this.#reached !== undefined) this.stop();
    return this.#ended ? 0 : Math.max(0, room);
  }

  /** One poller watches for all. */
  async #isQuiet(receiving: Promise<Receipt>): Promise<boolean> {
    this.#watching = true;
    const answered = new AbortController();
    const quiet = this.#clock.pause(QUIET_MS, answered.signal).then(() => !answered.signal.aborted);
    const answer = receiving.then(
      () => false,
      () => false,
    );
    try {
      return await Promise.race([answer, quiet]);
    } finally {
      answered.abort();
      this.#watching = false;
    }
  }

  async #receive(most: number): Promise<Receipt> {
    const leaseEnd = this.#clock.monotonic() + LEASE_SECONDS * 1000;
    this.#asking += most;
    try {
      const messages = await this.#queue.receive({ most, leaseSeconds: LEASE_SECONDS, waitSeconds: WAIT_SECONDS });
      for (const message of messages) this.#hands.take(message, leaseEnd);
      return this.seen.sort(messages);
    } catch (error) {
      if (!isStop(error)) throw error;
      this.#cut = true;
      return NOTHING;
    } finally {
      this.#asking -= most;
    }
  }

  #somethingCame(): void {
    this.#lastFull = this.#poll;
    this.#lastFreshAt = this.#clock.monotonic();
    this.#empty = 0;
    this.#unread = 0;
  }

  /** Has an empty poll looked at the queue since the last message came: from its beginning on, or for long enough? */
  #tells(startedAt: number): boolean {
    const looked = this.#clock.monotonic() - this.#lastFreshAt;
    return startedAt > this.#lastFull || looked >= LONG_ENOUGH_MS;
  }

  /**
   * Drained means several polls in a row without a new message, that have looked since the last one came, and nothing
   * visible but what we had in hand until its lease ran out.
   */
  async #isDrained(): Promise<boolean> {
    this.#empty += 1;
    if (this.#empty < EMPTY_POLLS_IN_A_ROW) return false;
    this.#empty = 0;
    const { visible } = await this.#queue.describe();
    const unread = Math.max(0, visible - this.#hands.lapsed(this.#clock.monotonic()));
    if (unread === 0) return true;
    if (this.#clock.monotonic() - this.#lastFreshAt < PATIENCE_MS) return false;
    this.#unread = unread;
    return true;
  }
}
