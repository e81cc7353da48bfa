/** So many are told one by one: a queue can name as many rules as it has messages. */
export const MOST_WARNINGS = 20;

/** What had to be assumed in a run, each said once. What it holds does not grow beyond its bound. */
export class Warnings {
  readonly #told = new Set<string>();
  #others = 0;

  add(warning: string): void {
    if (this.#told.has(warning)) return;
    if (this.#told.size < MOST_WARNINGS) this.#told.add(warning);
    else this.#others += 1;
  }

  /** In the order in which they came; the last one tells how often there was another. */
  get all(): readonly string[] {
    const others = this.#others === 0 ? [] : [`And ${this.#others} more messages with further notes like these.`];
    return [...this.#told, ...others];
  }
}
