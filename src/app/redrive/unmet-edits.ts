import { editIdOf } from '../../domain/repair/assignment.ts';
import { usage } from '../failures.ts';

/** More ids than this are found in the file itself. */
const MOST_IDS = 5;

/** The message ids that edits were given for and that matched no selected message yet. */
export class UnmetEdits {
  readonly #ids: ReadonlySet<string>;
  readonly #unmet: Set<string>;
  /** The message that each id stands for. */
  readonly #owners = new Map<string, string>();

  constructor(messageIds: Iterable<string>) {
    this.#ids = new Set(messageIds);
    this.#unmet = new Set(this.#ids);
  }

  /** A selected message came. Throws a usage Failure where an id is the start of two message ids: one of them would get the values of the other. */
  meet(messageId: string): void {
    const id = editIdOf(this.#ids, messageId);
    if (id === undefined) return;
    const owner = this.#owners.get(id) ?? messageId;
    if (owner !== messageId) {
      throw usage(
        `--edits: two selected messages begin with ${id}: ${owner} and ${messageId}.`,
        'Give the whole message ids in the file.',
      );
    }
    this.#owners.set(id, messageId);
    this.#unmet.delete(id);
  }

  get ids(): readonly string[] {
    return [...this.#unmet];
  }

  /** The warning about ids that matched nothing; empty where there are none. */
  get warnings(): readonly string[] {
    const { ids } = this;
    if (ids.length === 0) return [];
    const more = ids.length > MOST_IDS ? ` and ${ids.length - MOST_IDS} more` : '';
    const which = ids.length === 1 ? 'this message id' : `these ${ids.length} message ids`;
    return [`--edits: ${which} matched none of the selected messages: ${ids.slice(0, MOST_IDS).join(', ')}${more}.`];
  }
}
