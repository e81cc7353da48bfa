/** More ids than this are found in the file itself. */
const MOST_IDS = 5;

/** The messages that the operator gave edits for, as long as they were not met among the selected. */
export class UnmetEdits {
  readonly #ids: Set<string>;

  constructor(messageIds: Iterable<string>) {
    this.#ids = new Set(messageIds);
  }

  /** A selected message came. */
  meet(messageId: string): void {
    this.#ids.delete(messageId);
  }

  get ids(): readonly string[] {
    return [...this.#ids];
  }

  /** What is to be said of those that are left; nothing when there are none. */
  get warnings(): readonly string[] {
    const { ids } = this;
    if (ids.length === 0) return [];
    const more = ids.length > MOST_IDS ? ` and ${ids.length - MOST_IDS} more` : '';
    const named = `${ids.slice(0, MOST_IDS).join(', ')}${more}`;
    return [
      `--edits: ${ids.length === 1 ? 'a message' : `${ids.length} messages`} not met among the selected: ${named}.`,
    ];
  }
}
