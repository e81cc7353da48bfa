import type { ReceivedMessage } from '../../domain/dead-letter/message.ts';
import type { Examined } from '../../domain/diagnosis/examined.ts';
import { isSelected } from '../../domain/selection/selection.ts';
import { type Examiner, withoutLongAttributes } from '../list/examiner.ts';
import type { RedriveRequest } from './redrive-request.ts';
import { UnmetEdits } from './unmet-edits.ts';

/** Chooses the dead letters that a redrive is about, as many as its limit allows. */
export class Selecting {
  readonly #request: RedriveRequest;
  readonly #examiner: Examiner;
  readonly #unmet: UnmetEdits;
  #taken = 0;

  constructor(request: RedriveRequest, examiner: Examiner) {
    this.#request = request;
    this.#examiner = examiner;
    this.#unmet = new UnmetEdits(request.policy.repair.edits.keys());
  }

  /** Those of new messages that are selected, in order, with what is known about them. */
  async of(fresh: readonly ReceivedMessage[]): Promise<readonly Examined[]> {
    const examined = await this.#examiner.examineAll(fresh);
    const meant = examined.filter((one) => isSelected(this.#request.selection, one));
    const room = (this.#request.limit ?? Number.POSITIVE_INFINITY) - this.#taken;
    const taken = meant.slice(0, Math.max(0, room));
    this.#taken += taken.length;
    for (const { deadLetter } of taken) this.#unmet.meet(deadLetter.messageId);
    return taken.map(withoutLongAttributes);
  }

  /** Are as many selected as the limit allows? */
  get reachedLimit(): boolean {
    return this.#request.limit !== undefined && this.#taken >= this.#request.limit;
  }

  /** The messages that edits were given for, and that were not met among the selected. */
  get unmet(): readonly string[] {
    return this.#unmet.ids;
  }

  /** What had to be assumed about the integration, and what is to be said of edits that met nothing. */
  get warnings(): readonly string[] {
    return [...this.#examiner.warnings, ...this.#unmet.warnings];
  }
}
