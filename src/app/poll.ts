import type { ReceivedMessage } from '../domain/dead-letter/message.ts';
import type { Hands } from './hands.ts';
import type { Clock, QueuePort } from './ports.ts';
import { Seen } from './seen.ts';

/** How long received messages stay ours. Those of a process that dies return after it. */
export const LEASE_SECONDS = 300;
/** How long a receive waits for the first message: a long poll asks every server of SQS, a short one only some. */
const WAIT_SECONDS = 1;
const EMPTY_POLLS_IN_A_ROW = 3;
/** How long SQS may say "visible" and give nothing new, before the rest is given up as `unread`. */
const PATIENCE_MS = 60_000;

/** What one receive brought. `repeated` came before: its lease ran out, or SQS delivered it twice. */
export interface Receipt {
  readonly fresh: readonly ReceivedMessage[];
  readonly repeated: readonly ReceivedMessage[];
  /** On the monotonic clock, counted from before the call. */
  readonly leaseEnd: number;
}

/** Reads one queue with several pollers; they share what they have seen and what is known about its end. */
export class Polling {
  readonly seen = new Seen();
  readonly #queue: QueuePort;
  readonly #clock: Clock;
  readonly #hands: Hands;
  #poll = 0;
  #lastFull = 0;
  #empty = 0;
  #lastFreshAt: number;
  #unread = 0;
  #ended = false;

  constructor(ports: { readonly queue: QueuePort; readonly clock: Clock }, hands: Hands) {
    this.#queue = ports.queue;
    this.#clock = ports.clock;
    this.#hands = hands;
    this.#lastFreshAt = ports.clock.monotonic();
  }

  /** Messages that the queue went on calling visible and never gave; 0 unless that is how the polling ended. */
  get unread(): number {
    return this.#unread;
  }

  /** No poller asks again; what is being asked for is still taken into hand. */
  stop(): void {
    this.#ended = true;
  }

  /** One poller: what each receive brought, already in hand, until the queue is drained, `stop` or the signal. */
  async *receipts(signal: AbortSignal): AsyncGenerator<Receipt> {
    while (!this.#ended && !signal.aborted) {
      this.#poll += 1;
      const startedAt = this.#poll;
      const leaseEnd = this.#clock.monotonic() + LEASE_SECONDS * 1000;
      const messages = await this.#queue.receive({ leaseSeconds: LEASE_SECONDS, waitSeconds: WAIT_SECONDS });
      for (const message of messages) this.#hands.take(message, leaseEnd);
      const { fresh, repeated } = this.seen.sort(messages);
      if (fresh.length > 0) this.#somethingCame();
      if (messages.length > 0) yield { fresh, repeated, leaseEnd };
      if (fresh.length === 0 && startedAt > this.#lastFull && (await this.#isDrained())) this.#ended = true;
    }
  }

  #somethingCame(): void {
    this.#lastFull = this.#poll;
    this.#lastFreshAt = this.#clock.monotonic();
    this.#empty = 0;
    this.#unread = 0;
  }

  /**
   * Drained means several polls in a row without a new message, all begun after the last one came, and nothing visible
   * but what we had in hand until its lease ran out.
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
