import type { ScratchPort } from '../ports.ts';

/** Where a table puts what is too much for memory. Opened with the first of it. */
export class Overflow<Table> {
  readonly #open: (scratch: ScratchPort) => Table;
  #scratch: ScratchPort | undefined;
  #table: Table | undefined;

  constructor(scratch: ScratchPort | undefined, open: (scratch: ScratchPort) => Table) {
    this.#scratch = scratch;
    this.#open = open;
  }

  /** What has been moved out; undefined as long as nothing has. */
  get table(): Table | undefined {
    return this.#table;
  }

  /** Did `put` move something out? Where nothing can be written beside memory, memory has to do from then on. */
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
