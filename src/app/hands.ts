import pLimit from 'p-limit';
import type { ReceivedMessage } from '../domain/dead-letter/message.ts';
import { handBack } from './hand-back.ts';
import { IdSet } from './id-set.ts';
import { HALF_LEASE_MS, LEASE_SECONDS, LONGEST_IN_HAND_MS } from './lease.ts';
import { LeaseTable } from './lease-table.ts';
import { HANDLES_A_REQUEST, portions } from './portions.ts';
import type { Clock, Handle, Lease, QueuePort, ScratchPort } from './ports.ts';

const REQUESTS_AT_ONCE = 16;
const AT_ONCE = HANDLES_A_REQUEST * REQUESTS_AT_ONCE;
/** After extensions have failed: how long until they are tried again. */
const BETWEEN_FAILURES_MS = 5_000;

/** What hands need from outside; without `scratch` everything stays in memory. */
export interface HandsPorts {
  readonly queue: QueuePort;
  readonly clock: Clock;
  readonly scratch?: ScratchPort | undefined;
}

/**
 * The messages that are in our hands: received and neither deleted nor handed back. Whatever a use case does not
 * delete must leave through `handBackAll`, so that looking does not disturb.
 */
export class Hands {
  readonly #queue: QueuePort;
  readonly #clock: Clock;
  readonly #held: LeaseTable;
  /** In hand, but not to be extended any more. */
  readonly #ending: LeaseTable;
  readonly #leftHidden: LeaseTable;
  readonly #gone: IdSet;
  #keeping = false;
  #keepAgainAt = Number.NEGATIVE_INFINITY;

  constructor({ queue, clock, scratch }: HandsPorts) {
    this.#queue = queue;
    this.#clock = clock;
    this.#held = new LeaseTable(scratch);
    this.#ending = new LeaseTable(scratch);
    this.#leftHidden = new LeaseTable(scratch);
    this.#gone = new IdSet(scratch);
  }

  /** How many messages are in hand, lapsed leases included. */
  get count(): number {
    return this.#held.size + this.#ending.size;
  }

  /** How many messages are hidden from others by us at that time of the monotonic clock. */
  hidden(now: number): number {
    return this.count + this.#leftHidden.size - this.lapsed(now);
  }

  /** How many of ours have become visible again because their lease ran out. */
  lapsed(now: number): number {
    return this.#tables.reduce((sum, table) => sum + table.countEndingBy(now), 0);
  }

  /** Takes a message; the newest receipt handle replaces an older one, with which SQS deletes nothing. */
  take({ messageId, receiptHandle }: ReceivedMessage, leaseEnd: number): void {
    this.#ending.delete(messageId);
    this.#leftHidden.delete(messageId);
    this.#gone.delete(messageId);
    this.#held.set(messageId, { receiptHandle, since: leaseEnd - LEASE_SECONDS * 1000, end: leaseEnd });
  }

  /** The newest right to a message in hand. */
  handle(messageId: string): Handle | undefined {
    const lease = this.#lease(messageId);
    return lease && { messageId, receiptHandle: lease.receiptHandle };
  }

  /** When the lease on a message ends, on the monotonic clock; one that is not in hand has ended. */
  leaseEnd(messageId: string): number {
    return this.#lease(messageId)?.end ?? Number.NEGATIVE_INFINITY;
  }

  /** Was the message deleted with its newest receipt? */
  isGone(messageId: string): boolean {
    return this.#gone.has(messageId);
  }

  /** Forgets a message that was deleted; only its newest receipt counts, for SQS takes an older one and does nothing. */
  letGo({ messageId, receiptHandle }: Handle): void {
    for (const table of this.#tables) {
      if (table.get(messageId)?.receiptHandle !== receiptHandle) continue;
      table.delete(messageId);
      this.#gone.add(messageId);
    }
  }

  /**
   * Leaves a message hidden until its lease ends: one whose event the bus has or may have. Handed back, the next run
   * would find it at once and send it again.
   */
  leaveHidden(messageId: string): void {
    const lease = this.#lease(messageId);
    if (lease === undefined) return;
    this.#held.delete(messageId);
    this.#ending.delete(messageId);
    this.#leftHidden.set(messageId, lease);
  }

  /**
   * Extends the leases of which half has passed: what is still in hand then waits for its turn or for the end of the
   * run. One caller at a time does it, and the others go on. What cannot be extended for certain runs out.
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

  /**
   * Makes everything in hand visible again and tells how many could not be: those return when their lease ends. What a
   * lapsed lease held is visible already, and perhaps in the hands of others. Once `signal` is aborted a queue that does
   * not answer is given up after a while.
   */
  async handBackAll(signal: AbortSignal): Promise<number> {
    const limit = pLimit(REQUESTS_AT_ONCE);
    const giving = handBack(this.#queue, this.#clock, signal);
    let stuck = 0;
    for (const table of [this.#held, this.#ending]) {
      while (table.size > 0) {
        const all = table.endingBy(Number.POSITIVE_INFINITY, AT_ONCE * REQUESTS_AT_ONCE);
        for (const [messageId] of all) table.delete(messageId);
        const ours = all.filter(([, lease]) => lease.end > this.#clock.monotonic());
        const counts = await Promise.all(portions(ours).map((some) => limit(() => giving(some.map(handleOf)))));
        stuck += counts.reduce((sum, count) => sum + count, 0);
      }
    }
    return stuck;
  }

  get #tables(): readonly LeaseTable[] {
    return [this.#held, this.#ending, this.#leftHidden];
  }

  #lease(messageId: string): Lease | undefined {
    return this.#held.get(messageId) ?? this.#ending.get(messageId);
  }

  #due(): readonly (readonly [string, Lease])[] {
    return this.#held.endingBy(this.#clock.monotonic() + HALF_LEASE_MS, AT_ONCE);
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

function handleOf([messageId, { receiptHandle }]: readonly [string, Lease]): Handle {
  return { messageId, receiptHandle };
}
