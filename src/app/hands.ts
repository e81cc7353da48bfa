import pLimit from 'p-limit';
import type { ReceivedMessage } from '../domain/dead-letter/message.ts';
import type { Handle, QueuePort } from './ports.ts';

const HANDLES_A_REQUEST = 10;
const REQUESTS_AT_ONCE = 8;
const ATTEMPTS = 3;

/**
 * The messages that are in our hands: received and neither deleted nor handed back. Whatever a use case does not
 * delete must leave through `handBackAll`, so that looking does not disturb.
 */
export class Hands {
  readonly #queue: QueuePort;
  readonly #held = new Map<string, Lease>();
  readonly #leftHidden = new Map<string, Lease>();
  readonly #gone = new Set<string>();

  constructor(queue: QueuePort) {
    this.#queue = queue;
  }

  /** How many messages are hidden from others by us at that time of the monotonic clock. */
  hidden(now: number): number {
    return this.#held.size + this.#leftHidden.size - this.lapsed(now);
  }

  /** How many of ours have become visible again because their lease ran out. */
  lapsed(now: number): number {
    return [...this.#held.values(), ...this.#leftHidden.values()].filter((lease) => lease.end <= now).length;
  }

  /** Takes a message; the newest receipt handle replaces an older one, which SQS no longer honours. */
  take({ messageId, receiptHandle }: ReceivedMessage, leaseEnd: number): void {
    this.#leftHidden.delete(messageId);
    this.#gone.delete(messageId);
    this.#held.set(messageId, { receiptHandle, end: leaseEnd });
  }

  /** The newest right to a message in hand. */
  handle(messageId: string): Handle | undefined {
    const lease = this.#held.get(messageId);
    return lease && { messageId, receiptHandle: lease.receiptHandle };
  }

  /** Was the message deleted with its newest receipt? */
  isGone(messageId: string): boolean {
    return this.#gone.has(messageId);
  }

  /** Forgets a message that was deleted; only its newest receipt counts, for SQS takes an older one and does nothing. */
  letGo({ messageId, receiptHandle }: Handle): void {
    for (const leases of [this.#held, this.#leftHidden]) {
      if (leases.get(messageId)?.receiptHandle !== receiptHandle) continue;
      leases.delete(messageId);
      this.#gone.add(messageId);
    }
  }

  /**
   * Leaves a message hidden until its lease ends: one whose event the bus has or may have. Handed back, the next run
   * would find it at once and send it again.
   */
  leaveHidden(messageId: string): void {
    const lease = this.#held.get(messageId);
    if (lease === undefined) return;
    this.#held.delete(messageId);
    this.#leftHidden.set(messageId, lease);
  }

  /**
   * Makes everything in hand visible again and tells how many could not be: those return when their lease ends. What a
   * lapsed lease held is visible already, and perhaps in the hands of others.
   */
  async handBackAll(now: number): Promise<number> {
    const limit = pLimit(REQUESTS_AT_ONCE);
    const ours = [...this.#held].filter(([, lease]) => lease.end > now);
    const handles = ours.map(([messageId, { receiptHandle }]) => ({ messageId, receiptHandle }));
    const chunks = Array.from({ length: Math.ceil(handles.length / HANDLES_A_REQUEST) }, (_, at) =>
      handles.slice(at * HANDLES_A_REQUEST, (at + 1) * HANDLES_A_REQUEST),
    );
    const stuck = await Promise.all(chunks.map((chunk) => limit(() => this.#handBack(chunk))));
    this.#held.clear();
    return stuck.reduce((sum, count) => sum + count, 0);
  }

  async #handBack(chunk: readonly Handle[]): Promise<number> {
    let rest = chunk;
    let refused = 0;
    for (let attempt = 0; attempt < ATTEMPTS && rest.length > 0; attempt += 1) {
      const failed = (await this.#queue.handBack(rest)).filter((one) => one.kind === 'failed');
      const again = new Set(failed.filter((one) => one.retryable).map((one) => one.messageId));
      refused += failed.length - again.size;
      rest = rest.filter((handle) => again.has(handle.messageId));
    }
    return refused + rest.length;
  }
}

/** One receive of a message; `end` is on the monotonic clock. */
interface Lease {
  readonly receiptHandle: string;
  readonly end: number;
}
