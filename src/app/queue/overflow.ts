import type { ScratchPort } from '../ports.ts';

/** Holds the part of a table that does not fit into memory. Opened when the first of it is moved out. */
export class Overflow<Table> {
  readonly #open: (scratch: ScratchPort) => Table;
  #scratch: ScratchPort | undefined;
  #table: Table | undefined;

  constructor(scratch: ScratchPort | undefined, open: (scratch: ScratchPort) => Table) {
    this.#scratch = scratch;
    this.#open = open;
  }

  /** The part that was moved out; undefined while everything is in memory. */
  get table(): Table | undefined {
    return this.#table;
  }

  /** Moves something out and answers whether that worked. After a write fails, everything stays in memory. */
  take(put: (table: Table) => void): boolean {
    if (this.#scratch === undefined) return false;
    try {
      this.#table ??= this.#open(this.#scratch);
      put(this.#table);
      return true;
    } catch {
      this.#scratch = undefined;
      return false;
    }
  }
}
