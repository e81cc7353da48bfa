import type { Receipt } from './poll.ts';
import { WINDOW } from './window.ts';

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
    for (const { body } of fresh) this.#bytes += sign * Buffer.byteLength(body);
  }
}
