import pLimit from 'p-limit';
import type { ReceivedMessage } from '../../domain/dead-letter/message.ts';
import type { Clock, Handle, InFlight, QueuePort, ScratchPort } from '../ports.ts';
import { batchesOf, REQUESTS_AT_ONCE, release } from './batches.ts';
import { IdSet } from './id-set.ts';
import { handleOf, InFlightTable } from './in-flight-table.ts';
import { VISIBILITY_SECONDS } from './visibility.ts';
import { VisibilityHeartbeat } from './visibility-heartbeat.ts';

/** The maximum number of entries taken from the tables at once. */
const TAKEN_AT_ONCE = 2_560;

/** The ports of the in-flight messages; without `scratch` everything stays in memory. */
export interface InFlightPorts {
  readonly queue: QueuePort;
  readonly clock: Clock;
  readonly scratch?: ScratchPort | undefined;
}

/**
 * The messages that this process has in flight: received, and neither deleted nor released. A use case releases everything
 * that it does not delete with `releaseAll`, so that looking does not disturb.
 */
export class InFlightMessages {
  readonly #queue: QueuePort;
  readonly #clock: Clock;
  readonly #held: InFlightTable;
  /** In flight, but not to be extended any more. */
  readonly #ending: InFlightTable;
  readonly #leftHidden: InFlightTable;
  readonly #gone: IdSet;
  readonly #extensions: VisibilityHeartbeat;

  constructor({ queue, clock, scratch }: InFlightPorts) {
    this.#queue = queue;
    this.#clock = clock;
    this.#held = new InFlightTable(scratch);
    this.#ending = new InFlightTable(scratch);
    this.#leftHidden = new InFlightTable(scratch);
    this.#gone = new IdSet(scratch);
    this.#extensions = new VisibilityHeartbeat(queue, clock, this.#held, this.#ending);
  }

  /** How many messages are in flight, those whose visibility timeout has ended included. */
  get count(): number {
    return this.#held.size + this.#ending.size;
  }

  /** The number of messages that this process hides from other readers at `now` (monotonic clock). */
  hidden(now: number): number {
    return this.count + this.#leftHidden.size - this.lapsed(now);
  }

  /** How many of ours are visible again because their visibility timeout has ended. */
  lapsed(now: number): number {
    return this.#tables.reduce((sum, table) => sum + table.countEndingBy(now), 0);
  }

  /** Adds a received message; its receipt handle replaces an older one, with which SQS deletes nothing. */
  take({ messageId, receiptHandle }: ReceivedMessage, visibleAt: number): void {
    this.#ending.delete(messageId);
    this.#leftHidden.delete(messageId);
    this.#gone.delete(messageId);
    this.#held.set(messageId, { receiptHandle, since: visibleAt - VISIBILITY_SECONDS * 1000, end: visibleAt });
  }

  /** The newest receipt handle of a message in flight. */
  handle(messageId: string): Handle | undefined {
    const entry = this.#entry(messageId);
    return entry && { messageId, receiptHandle: entry.receiptHandle };
  }

  /** When the visibility timeout of a message ends, on the monotonic clock; for one that is not in flight it has ended. */
  visibleAt(messageId: string): number {
    return this.#entry(messageId)?.end ?? Number.NEGATIVE_INFINITY;
  }

  /** Was the message deleted with its newest receipt handle? */
  isGone(messageId: string): boolean {
    return this.#gone.has(messageId);
  }

  /** Forgets a message that was deleted; only its newest receipt handle counts, because SQS accepts an older one and does nothing. */
  letGo({ messageId, receiptHandle }: Handle): void {
    for (const table of this.#tables) {
      if (table.get(messageId)?.receiptHandle !== receiptHandle) continue;
      table.delete(messageId);
      this.#gone.add(messageId);
    }
  }

  /**
   * Leaves a message hidden until its visibility timeout ends: one whose event the bus has or may have. If it were
   * released, the next run would find it at once and send it again.
   */
  leaveHidden(messageId: string): void {
    const entry = this.#entry(messageId);
    if (entry === undefined) return;
    this.#held.delete(messageId);
    this.#ending.delete(messageId);
    this.#leftHidden.set(messageId, entry);
  }

  /** Extends the visibility timeouts that need it once; one that SQS refuses to extend ends. */
  keep(): Promise<void> {
    return this.#extensions.keep();
  }

  /** Extends visibility timeouts until the signal aborts, independent of the rest of the run. */
  beat(signal: AbortSignal): Promise<void> {
    return this.#extensions.beat(signal);
  }

  /**
   * Releases everything in flight and answers how many messages could not be: those are visible again when their timeout
   * ends. A message whose timeout has ended is visible already and may be in flight elsewhere. Once `signal` is aborted, a
   * queue that does not answer is given up after a while.
   */
  async releaseAll(signal: AbortSignal): Promise<number> {
    const limit = pLimit(REQUESTS_AT_ONCE);
    const giving = release(this.#queue, this.#clock, signal);
    let stuck = 0;
    for (const table of [this.#held, this.#ending]) {
      while (table.size > 0) {
        const all = table.endingBy(Number.POSITIVE_INFINITY, TAKEN_AT_ONCE);
        for (const [messageId] of all) table.delete(messageId);
        const ours = all.filter(([, entry]) => entry.end > this.#clock.monotonic());
        const counts = await Promise.all(batchesOf(ours).map((some) => limit(() => giving(some.map(handleOf)))));
        stuck += counts.reduce((sum, count) => sum + count, 0);
      }
    }
    return stuck;
  }

  get #tables(): readonly InFlightTable[] {
    return [this.#held, this.#ending, this.#leftHidden];
  }

  #entry(messageId: string): InFlight | undefined {
    return this.#held.get(messageId) ?? this.#ending.get(messageId);
  }
}
