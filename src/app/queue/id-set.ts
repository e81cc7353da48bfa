import type { ScratchIds, ScratchPort } from '../ports.ts';
import { Overflow } from './overflow.ts';

/** Ids beyond this many move out of memory. */
const MOST_IN_MEMORY = 20_000;

/** A set of ids that does not grow in memory: a run may see millions. */
export class IdSet {
  readonly #recent = new Set<string>();
  readonly #mostInMemory: number;
  readonly #older: Overflow<ScratchIds>;
  #size = 0;

  constructor(scratch: ScratchPort | undefined, mostInMemory = MOST_IN_MEMORY) {
    this.#older = new Overflow(scratch, (opened) => opened.ids());
    this.#mostInMemory = mostInMemory;
  }

  get size(): number {
    return this.#size;
  }

  has(id: string): boolean {
    return this.#recent.has(id) || this.#older.table?.has(id) === true;
  }

  /** Adds an id and answers whether it is new. */
  add(id: string): boolean {
    if (this.has(id)) return false;
    this.#recent.add(id);
    this.#size += 1;
    if (this.#recent.size > this.#mostInMemory && this.#older.take((table) => table.addAll(this.#recent)))
      this.#recent.clear();
    return true;
  }

  delete(id: string): void {
    const deleted = this.#recent.delete(id) || this.#older.table?.delete(id) === true;
    if (deleted) this.#size -= 1;
  }
}
