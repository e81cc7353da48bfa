import type { Clock, InFlight, QueuePort } from '../ports.ts';
import { batchesOf, HANDLES_A_REQUEST, REQUESTS_AT_ONCE } from './batches.ts';
import { handleOf, type InFlightTable } from './in-flight-table.ts';
import { HALF_VISIBILITY_MS, LONGEST_IN_FLIGHT_MS, VISIBILITY_SECONDS } from './visibility.ts';

/** After extensions have failed: how long until they are tried again. */
const BETWEEN_FAILURES_MS = 5_000;
/** How often the heartbeat checks which timeouts need to be extended. */
const BETWEEN_BEATS_MS = 5_000;

/** Extends visibility timeouts, so that messages in flight stay hidden while they wait. */
export class VisibilityHeartbeat {
  readonly #queue: QueuePort;
  readonly #clock: Clock;
  readonly #held: InFlightTable;
  readonly #ending: InFlightTable;
  #keeping = false;
  #keepAgainAt = Number.NEGATIVE_INFINITY;

  /** Extends the timeouts in `held`; those that cannot be extended any more move to `ending`. */
  constructor(queue: QueuePort, clock: Clock, held: InFlightTable, ending: InFlightTable) {
    this.#queue = queue;
    this.#clock = clock;
    this.#held = held;
    this.#ending = ending;
  }

  /** Extends what needs it, again and again, until the signal aborts; an extension under way is finished. */
  async beat(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#clock.pause(BETWEEN_BEATS_MS, signal);
      if (!signal.aborted) await this.keep();
    }
  }

  /**
   * Extends the timeouts of which half has passed. One caller at a time does it; the others go on. A timeout that SQS
   * refuses to extend ends.
   */
  async keep(): Promise<void> {
    if (this.#keeping || this.#clock.monotonic() < this.#keepAgainAt) return;
    this.#keeping = true;
    try {
      for (let due = this.#due(); due.length > 0; due = this.#due()) {
        const done = await Promise.all(batchesOf(due).map((portion) => this.#extend(portion)));
        if (done.every((all) => all)) continue;
        this.#keepAgainAt = this.#clock.monotonic() + BETWEEN_FAILURES_MS;
        return;
      }
    } finally {
      this.#keeping = false;
    }
  }

  #due(): readonly (readonly [string, InFlight])[] {
    return this.#held.endingBy(this.#clock.monotonic() + HALF_VISIBILITY_MS, HANDLES_A_REQUEST * REQUESTS_AT_ONCE);
  }

  /** Are all extended that can be? */
  async #extend(entries: readonly (readonly [string, InFlight])[]): Promise<boolean> {
    const now = this.#clock.monotonic();
    const end = now + VISIBILITY_SECONDS * 1000;
    const lasting = entries.filter(([, entry]) => entry.end > now && end <= entry.since + LONGEST_IN_FLIGHT_MS);
    for (const [messageId, entry] of entries)
      if (!lasting.some(([id]) => id === messageId)) this.#runOut(messageId, entry);
    if (lasting.length === 0) return true;
    const outcomes = await this.#queue.extend(lasting.map(handleOf), VISIBILITY_SECONDS);
    const byId = new Map(outcomes.map((outcome) => [outcome.messageId, outcome]));
    for (const [messageId, entry] of lasting) {
      const outcome = byId.get(messageId);
      if (this.#held.get(messageId)?.receiptHandle !== entry.receiptHandle) continue;
      if (outcome?.kind === 'done') this.#held.set(messageId, { ...entry, end });
      else if (outcome?.retryable === false) this.#runOut(messageId, entry);
    }
    return outcomes.every((outcome) => outcome.kind === 'done' || !outcome.retryable);
  }

  #runOut(messageId: string, entry: InFlight): void {
    if (this.#held.get(messageId)?.receiptHandle !== entry.receiptHandle) return;
    this.#held.delete(messageId);
    this.#ending.set(messageId, entry);
  }
}
