import { HALF_LEASE_MS, LEASE_SECONDS, LONGEST_IN_HAND_MS } from './lease.ts';
import { handleOf, type LeaseTable } from './lease-table.ts';
import { HANDLES_A_REQUEST, portions, REQUESTS_AT_ONCE } from './portions.ts';
import type { Clock, Lease, QueuePort } from './ports.ts';

/** After extensions have failed: how long until they are tried again. */
const BETWEEN_FAILURES_MS = 5_000;

/** Extends leases, so that what is in hand stays hidden while it waits for its turn or for the end of the run. */
export class Extensions {
  readonly #queue: QueuePort;
  readonly #clock: Clock;
  readonly #held: LeaseTable;
  readonly #ending: LeaseTable;
  #keeping = false;
  #keepAgainAt = Number.NEGATIVE_INFINITY;

  /** Extends the leases that are `held`; those that cannot be extended any more move to `ending`. */
  constructor(queue: QueuePort, clock: Clock, held: LeaseTable, ending: LeaseTable) {
    this.#queue = queue;
    this.#clock = clock;
    this.#held = held;
    this.#ending = ending;
  }

  /**
   * Extends the leases of which half has passed. One caller at a time does it, and the others go on. What cannot be
   * extended for certain runs out.
   */
  async keep(): Promise<void> {
    if (this.#keeping || this.#clock.monotonic() < this.#keepAgainAt) return;
    this.#keeping = true;
    try {
      for (let due = this.#due(); due.length > 0; due = this.#due()) {
        const done = await Promise.all(portions(due).map((portion) => this.#extend(portion)));
        if (done.every((all) => all)) continue;
        this.#keepAgainAt = this.#clock.monotonic() + BETWEEN_FAILURES_MS;
        return;
      }
    } finally {
      this.#keeping = false;
    }
  }

  #due(): readonly (readonly [string, Lease])[] {
    return this.#held.endingBy(this.#clock.monotonic() + HALF_LEASE_MS, HANDLES_A_REQUEST * REQUESTS_AT_ONCE);
  }

  /** Were all extended that still can be? */
  async #extend(leases: readonly (readonly [string, Lease])[]): Promise<boolean> {
    const now = this.#clock.monotonic();
    const end = now + LEASE_SECONDS * 1000;
    const lasting = leases.filter(([, lease]) => lease.end > now && end <= lease.since + LONGEST_IN_HAND_MS);
    for (const [messageId, lease] of leases)
      if (!lasting.some(([id]) => id === messageId)) this.#runOut(messageId, lease);
    if (lasting.length === 0) return true;
    const outcomes = await this.#queue.extend(lasting.map(handleOf), LEASE_SECONDS);
    const byId = new Map(outcomes.map((outcome) => [outcome.messageId, outcome]));
    for (const [messageId, lease] of lasting) {
      const outcome = byId.get(messageId);
      if (this.#held.get(messageId)?.receiptHandle !== lease.receiptHandle) continue;
      if (outcome?.kind === 'done') this.#held.set(messageId, { ...lease, end });
      else if (outcome?.retryable === false) this.#runOut(messageId, lease);
    }
    return outcomes.every((outcome) => outcome.kind === 'done' || !outcome.retryable);
  }

  #runOut(messageId: string, lease: Lease): void {
    if (this.#held.get(messageId)?.receiptHandle !== lease.receiptHandle) return;
    this.#held.delete(messageId);
    this.#ending.set(messageId, lease);
  }
}
