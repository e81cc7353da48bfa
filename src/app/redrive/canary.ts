/**
 * Until one message has made the whole way, deleted included, workers take turns, each with at most one receive: a bus or a
 * queue that refuses is then met with ten events, not with ten for each worker.
 */
export class Canary {
  #last: Promise<void> = Promise.resolve();
  #proven = false;

  /** Has a message made the whole way? */
  get isProven(): boolean {
    return this.#proven;
  }

  /** A message has made the whole way: from now on nobody waits. */
  prove(): void {
    this.#proven = true;
  }

  /** Waits for a turn and answers what ends it. */
  async turn(): Promise<() => void> {
    if (this.#proven) return () => {};
    const before = this.#last;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#last = promise;
    await before;
    if (this.#proven) resolve();
    return resolve;
  }
}
