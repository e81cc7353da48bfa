import pLimit from 'p-limit';
import type { ReceivedMessage } from '../../domain/dead-letter/message.ts';
import type { Clock, QueuePort, ScratchPort } from '../ports.ts';
import { batchesOf, REQUESTS_AT_ONCE, release } from './batches.ts';
import { IdSet } from './id-set.ts';
import { handleOf, InFlightTable } from './in-flight-table.ts';
import { VISIBILITY_SECONDS } from './visibility.ts';

/**
 * How long a newer message stays in flight, in milliseconds. Released at once, it would come again with the next receive
 * and hide the older messages behind it; kept until the end, others would miss it for as long as the reading takes.
 */
const LONGEST_IN_FLIGHT_MS = 15_000;
/** More are not released in one go. */
const MOST_AT_ONCE = 2_560;

/**
 * The messages that arrived after a reading began. They do not belong to it: they are counted, kept in flight for a
 * moment so that receives bring older messages, and released.
 */
export class Arrivals {
  readonly #queue: QueuePort;
  readonly #clock: Clock;
  readonly #sentBefore: number;
  readonly #ids: IdSet;
  readonly #inFlight: InFlightTable;
  #releasing: Promise<void> | undefined;
  #stuck = 0;

  /** `sentBefore` (epoch milliseconds): a message sent from then on is an arrival; undefined: none is. */
  constructor(
    ports: { readonly queue: QueuePort; readonly clock: Clock; readonly scratch?: ScratchPort | undefined },
    sentBefore: number | undefined,
  ) {
    this.#queue = ports.queue;
    this.#clock = ports.clock;
    this.#sentBefore = sentBefore ?? Number.POSITIVE_INFINITY;
    this.#ids = new IdSet(ports.scratch);
    this.#inFlight = new InFlightTable(ports.scratch);
  }

  /** How many distinct messages arrived, as far as receives brought them. */
  get count(): number {
    return this.#ids.size;
  }

  /** How many of them could not be released; they return when their visibility timeout ends. */
  get stuck(): number {
    return this.#stuck;
  }

  /** How many of them this process hides from others at that time of the monotonic clock. */
  hidden(now: number): number {
    return this.#inFlight.size - this.#inFlight.countEndingBy(now);
  }

  /** Was the message sent after the reading began? One without SentTimestamp counts as sent before. */
  isArrival({ sentAt }: ReceivedMessage): boolean {
    return sentAt !== undefined && sentAt >= this.#sentBefore;
  }

  take({ messageId, receiptHandle }: ReceivedMessage, visibleAt: number): void {
    this.#ids.add(messageId);
    this.#inFlight.set(messageId, { receiptHandle, since: visibleAt - VISIBILITY_SECONDS * 1000, end: visibleAt });
  }

  /** Were some of them in flight long enough? */
  get isDue(): boolean {
    return this.#inFlight.size > 0 && this.#inFlight.endingBy(this.#due, 1).length > 0;
  }

  /** Releases those that were in flight long enough. */
  releaseDue(signal: AbortSignal): Promise<void> {
    return this.#release(this.#due, signal);
  }

  /** Releases all of them. */
  async releaseAll(signal: AbortSignal): Promise<void> {
    await this.#releasing;
    await this.#release(Number.POSITIVE_INFINITY, signal);
  }

  /** Messages whose visibility timeout ends by then were in flight long enough. */
  get #due(): number {
    return this.#clock.monotonic() + VISIBILITY_SECONDS * 1000 - LONGEST_IN_FLIGHT_MS;
  }

  /** One caller at a time releases, and the others go on. */
  async #release(endingBy: number, signal: AbortSignal): Promise<void> {
    if (this.#releasing !== undefined || this.#inFlight.size === 0) return;
    this.#releasing = this.#releaseEndingBy(endingBy, signal);
    try {
      await this.#releasing;
    } finally {
      this.#releasing = undefined;
    }
  }

  async #releaseEndingBy(endingBy: number, signal: AbortSignal): Promise<void> {
    const limit = pLimit(REQUESTS_AT_ONCE);
    const releasing = release(this.#queue, this.#clock, signal);
    for (let due = this.#inFlight.endingBy(endingBy, MOST_AT_ONCE); due.length > 0; ) {
      for (const [messageId] of due) this.#inFlight.delete(messageId);
      const ours = due.filter(([, entry]) => entry.end > this.#clock.monotonic());
      const stuck = await Promise.all(batchesOf(ours).map((some) => limit(() => releasing(some.map(handleOf)))));
      this.#stuck += stuck.reduce((sum, count) => sum + count, 0);
      due = this.#inFlight.endingBy(endingBy, MOST_AT_ONCE);
    }
  }
}
