import type { Receipt } from './poll.ts';

/** What may be in memory and wait for its turn: messages, and characters of their bodies. */
export const WINDOW = { messages: 10_000, bytes: 64 * 1024 * 1024 } as const;

/** Receipts that nobody has looked at yet. */
export class Backlog {
  #messages = 0;
  #bytes = 0;

  /** May more be received before some of it is looked at? */
  get hasRoom(): boolean {
    return this.#messages < WINDOW.messages && this.#bytes < WINDOW.bytes;
  }

  /** The same receipts, counted from when they come. */
  async *fill(receipts: AsyncIterable<Receipt>): AsyncGenerator<Receipt> {
    for await (const receipt of receipts) {
      this.#count(receipt, 1);
      yield receipt;
    }
  }

  /** Somebody looks at it now. */
  take(receipt: Receipt): void {
    this.#count(receipt, -1);
  }

  #count({ fresh }: Receipt, sign: 1 | -1): void {
    this.#messages += sign * fresh.length;
    for (const { body } of fresh) this.#bytes += sign * body.length;
  }
}
