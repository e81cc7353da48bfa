import type { Handle, InFlight, ScratchInFlight, ScratchPort } from '../ports.ts';
import { Overflow } from './overflow.ts';

/** Entries beyond this many move out of memory, the oldest first: SQS's receipt handles are several hundred bytes long. */
const MOST_IN_MEMORY = 20_000;

/**
 * Visibility timeouts and receipt handles by message id, in the order in which they were set. As all timeouts are equally
 * long, that is about the order in which they end.
 */
export class InFlightTable {
  readonly #recent = new Map<string, InFlight>();
  readonly #mostInMemory: number;
  readonly #older: Overflow<ScratchInFlight>;
  #size = 0;

  constructor(scratch: ScratchPort | undefined, mostInMemory = MOST_IN_MEMORY) {
    this.#older = new Overflow(scratch, (opened) => opened.inFlight());
    this.#mostInMemory = mostInMemory;
  }

  get size(): number {
    return this.#size;
  }

  get(messageId: string): InFlight | undefined {
    return this.#recent.get(messageId) ?? this.#older.table?.get(messageId);
  }

  set(messageId: string, entry: InFlight): void {
    this.delete(messageId);
    this.#recent.set(messageId, entry);
    this.#size += 1;
    if (this.#recent.size > this.#mostInMemory) this.#moveOut();
  }

  delete(messageId: string): boolean {
    const deleted = this.#recent.delete(messageId) || this.#older.table?.delete(messageId) === true;
    if (deleted) this.#size -= 1;
    return deleted;
  }

  /** The number of entries that end by `time` on the monotonic clock. */
  countEndingBy(time: number): number {
    let count = this.#older.table?.countEndingBy(time) ?? 0;
    for (const { end } of this.#recent.values()) count += end <= time ? 1 : 0;
    return count;
  }

  /** The first that end by that time, at most so many; one that was set after one that ends later may be missing. */
  endingBy(time: number, most: number): readonly (readonly [string, InFlight])[] {
    const found = [...(this.#older.table?.endingBy(time, most) ?? [])];
    for (const entry of this.#recent) {
      if (entry[1].end > time || found.length >= most) break;
      found.push(entry);
    }
    return found;
  }

  #moveOut(): void {
    const oldest = [...this.#recent].slice(0, Math.ceil(this.#recent.size / 2));
    if (!this.#older.take((table) => table.putAll(oldest))) return;
    for (const [messageId] of oldest) this.#recent.delete(messageId);
  }
}

/** The handle of a message of a table. */
export function handleOf([messageId, { receiptHandle }]: readonly [string, InFlight]): Handle {
  return { messageId, receiptHandle };
}
