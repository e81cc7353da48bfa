import { WINDOW } from './limits.ts';
import type { ReceiveBatch } from './poller.ts';

/** Receipts that nobody has looked at yet. */
export class ReadAhead {
  #messages = 0;
  #bytes = 0;

  /** May more be received before some of it is looked at? */
  get hasRoom(): boolean {
    return this.#messages < WINDOW.messages && this.#bytes < WINDOW.bytes;
  }

  /** The same receipts, counted from when they come. */
  async *fill(batches: AsyncIterable<ReceiveBatch>): AsyncGenerator<ReceiveBatch> {
    for await (const batch of batches) {
      this.#count(batch, 1);
      yield batch;
    }
  }

  /** Somebody looks at it now. */
  take(batch: ReceiveBatch): void {
    this.#count(batch, -1);
  }

  #count({ fresh }: ReceiveBatch, sign: 1 | -1): void {
    this.#messages += sign * fresh.length;
    for (const { body } of fresh) this.#bytes += sign * Buffer.byteLength(body);
  }
}
