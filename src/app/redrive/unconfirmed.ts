import type { Prepared } from './known.ts';
import type { Delivery } from './put-events.ts';

/** What was accepted waits so long at most for the look that confirms it; one look serves all, for it costs two calls a rule. */
export const CONFIRM_EVERY_MS = 1_000;
/** Or until so many wait. */
const MOST = 2_000;

/** A dead letter whose event the bus has accepted. */
export interface Accepted {
  readonly prepared: Prepared;
  readonly delivery: Delivery & { readonly kind: 'accepted' };
  /** When, on the monotonic clock. */
  readonly since: number;
}

/**
 * What the bus has accepted and no look at its rule has confirmed since. A bus answers success for events that no rule
 * matches, so nothing of it is deleted before a look that began later has found the rule.
 */
export class Unconfirmed {
  readonly #waiting: Accepted[] = [];

  get count(): number {
    return this.#waiting.length;
  }

  add(accepted: Accepted): void {
    this.#waiting.push(accepted);
  }

  /** Takes out all if it is time to look, or with `rest`; whoever gets them has to bring them to their end. */
  take(now: number, rest: boolean): readonly Accepted[] {
    const [first] = this.#waiting;
    const isTime =
      rest || this.#waiting.length >= MOST || (first !== undefined && now - first.since >= CONFIRM_EVERY_MS);
    return isTime ? this.#waiting.splice(0) : [];
  }
}
