import type { ReceivedMessage } from '../domain/dead-letter/message.ts';
import type { Hands } from './hands.ts';
import type { QueuePort } from './ports.ts';

/** How long a receive waits for the first message: a long poll asks every server of SQS, a short one only some. */
const WAIT_SECONDS = 1;
const EMPTY_POLLS_IN_A_ROW = 3;
/** How often SQS may say "visible" and then give nothing, before the rest is given up as `unread`. */
const DISAGREEMENTS = 20;

/** Reads one queue with several pollers; they share what is known about its end. */
export class Polling {
  readonly #queue: QueuePort;
  readonly #hands: Hands;
  readonly #leaseSeconds: number;
  #poll = 0;
  #lastFull = 0;
  #empty = 0;
  #disagreements = 0;
  #unread = 0;
  #ended = false;

  constructor(queue: QueuePort, hands: Hands, leaseSeconds: number) {
    this.#queue = queue;
    this.#hands = hands;
    this.#leaseSeconds = leaseSeconds;
  }

  /** Messages that the queue went on calling visible and never gave; 0 unless that is how the polling ended. */
  get unread(): number {
    return this.#unread;
  }

  /** No poller asks again; what is being asked for is still taken into hand. */
  stop(): void {
    this.#ended = true;
  }

  /** One poller: batches of messages, each already in hand, until the queue is drained, `stop` or the signal. */
  async *batches(signal: AbortSignal): AsyncGenerator<readonly ReceivedMessage[]> {
    while (!this.#ended && !signal.aborted) {
      this.#poll += 1;
      const startedAt = this.#poll;
      const messages = await this.#queue.receive({ leaseSeconds: this.#leaseSeconds, waitSeconds: WAIT_SECONDS });
      for (const message of messages) this.#hands.take(message);
      if (messages.length > 0) {
        this.#lastFull = this.#poll;
        this.#empty = 0;
        yield messages;
      } else if (startedAt > this.#lastFull && (await this.#isDrained())) {
        this.#ended = true;
      }
    }
  }

  /** Drained means several empty long polls in a row, all begun after the last message, and nothing visible. */
  async #isDrained(): Promise<boolean> {
    this.#empty += 1;
    if (this.#empty < EMPTY_POLLS_IN_A_ROW) return false;
    this.#empty = 0;
    const { visible } = await this.#queue.describe();
    if (visible === 0) return true;
    this.#disagreements += 1;
    if (this.#disagreements < DISAGREEMENTS) return false;
    this.#unread = visible;
    return true;
  }
}
