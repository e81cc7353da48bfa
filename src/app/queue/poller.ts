import type { ReceivedMessage } from '../../domain/dead-letter/message.ts';
import { isStop } from '../failures.ts';
import type { Clock, QueuePort, ScratchPort } from '../ports.ts';
import { Arrivals } from './arrivals.ts';
import { DrainDetector } from './drain-detector.ts';
import { IdSet } from './id-set.ts';
import type { InFlightMessages } from './in-flight-messages.ts';
import { MAX_IN_FLIGHT, ReceiveBudget } from './limits.ts';
import { VISIBILITY_SECONDS } from './visibility.ts';

const MESSAGES_A_RECEIVE = 10;
/** How long a receive waits for the first message: a long poll asks every server of SQS, a short one only some. */
const WAIT_SECONDS = 1;
/** A receive without an answer for this long waits at a queue that is empty, or nearly so. */
const QUIET_MS = 100;

/** The messages of one receive. `repeated` came before: its visibility timeout ended, or SQS delivered it twice. */
export interface ReceiveBatch {
  readonly fresh: readonly ReceivedMessage[];
  readonly repeated: readonly ReceivedMessage[];
}

const NOTHING: ReceiveBatch = { fresh: [], repeated: [] };

/** Bounds at which a reading ends although messages may be left. */
export interface Bounds {
  /** Distinct messages read; never more. */
  readonly read: number;
  /** Messages in flight; receives under way may bring more. */
  readonly inFlight: number;
}

/** No bounds but those of SQS. */
export const BOUNDS: Bounds = { read: Number.POSITIVE_INFINITY, inFlight: MAX_IN_FLIGHT };

/** Which messages belong to a reading. */
export interface ReadingScope {
  /** Epoch milliseconds by the clock of SQS: messages sent from then on are only counted and released. Undefined: all are read. */
  readonly sentBefore: number | undefined;
  /** Messages sent before this time were certainly in the queue when the reading began. Absent: as `sentBefore`. */
  readonly certainBefore?: number;
}

/**
 * Reads one queue with several pollers; they share what they have seen and what is known about its end. Beyond the
 * `expected` messages, which the queue said that it holds, few of them poll at once.
 */
export class Poller {
  readonly seen: Seen;
  readonly #queue: QueuePort;
  readonly #clock: Clock;
  readonly #inFlight: InFlightMessages;
  readonly #bounds: Bounds;
  readonly #end: DrainDetector;
  readonly #arrivals: Arrivals;
  readonly #budget = new ReceiveBudget();
  readonly #expected: number;
  #asking = 0;
  #reached: keyof Bounds | undefined;
  #drained = false;
  #watching = false;
  #cut = false;
  #ended = false;

  constructor(
    ports: { readonly queue: QueuePort; readonly clock: Clock; readonly scratch?: ScratchPort | undefined },
    inFlight: InFlightMessages,
    bounds: Bounds = BOUNDS,
    expected = Number.POSITIVE_INFINITY,
    { sentBefore, certainBefore = sentBefore }: ReadingScope = { sentBefore: undefined },
  ) {
    this.#expected = expected;
    this.seen = new Seen(ports.scratch, certainBefore);
    this.#queue = ports.queue;
    this.#clock = ports.clock;
    this.#inFlight = inFlight;
    this.#bounds = bounds;
    this.#arrivals = new Arrivals(ports, sentBefore);
    const owed = () => ({ likely: Math.max(0, expected - this.seen.count), atMost: this.owed });
    this.#end = new DrainDetector(ports.queue, ports.clock, inFlight, owed);
  }

  /** Messages that the queue counted as visible and never delivered; 0 unless the polling ended for that reason. */
  get unread(): number {
    return this.#end.unread;
  }

  /** The maximum number of messages of the beginning that were not read, by the approximate count of the queue. */
  get owed(): number {
    return Math.max(0, this.#expected - this.seen.certain);
  }

  /** The bound at which the polling ended. */
  get reached(): keyof Bounds | undefined {
    return this.#reached;
  }

  /** Did the polling end because the queue was drained? */
  get isDrained(): boolean {
    return this.#drained;
  }

  /** Was a receive cut off by a stop? Its messages stay hidden for a visibility timeout, and their receipt handles are lost. */
  get wasCut(): boolean {
    return this.#cut;
  }

  /** The messages that arrived after the reading began. */
  get arrivals(): Pick<Arrivals, 'count' | 'hidden' | 'stuck' | 'releaseAll'> {
    return this.#arrivals;
  }

  /** No poller receives again; what is being received is still taken in flight. */
  stop(): void {
    this.#ended = true;
    this.#end.wake();
    this.#budget.wake();
  }

  /**
   * One poller: what each receive brought, already in flight, be it nothing, until the queue is drained, a bound is reached,
   * `stop` or the signal. Between receives it extends the visibility timeout of what is in flight. While `somethingWaits` a
   * receive that brings nothing at once yields an empty batch before its own, so that what waits for more need not wait as
   * long as it.
   */
  async *batches(signal: AbortSignal, somethingWaits = () => false): AsyncGenerator<ReceiveBatch> {
    let isEmpty = false;
    try {
      while (!this.#ended && !signal.aborted) {
        await this.#inFlight.keep();
        if (this.#arrivals.isDue) await this.#arrivals.releaseDue(signal);
        while (!this.#ended && !this.#budget.hasRoom(MESSAGES_A_RECEIVE)) await this.#budget.changed();
        const claim = this.#budget.claim(MESSAGES_A_RECEIVE);
        const { lastFull } = this.#end;
        const isAsBefore = () => isEmpty && this.#end.lastFull === lastFull;
        const poll = await this.#end.begin(() => !this.#ended && (isAsBefore() || this.#isAllAskedFor));
        try {
          const most = signal.aborted ? 0 : this.#room();
          if (most === 0) return;
          const receiving = this.#receive(most);
          if (!this.#watching && somethingWaits() && (await this.#isQuiet(receiving))) {
            try {
              yield NOTHING;
            } finally {
              // Its messages are added to the in-flight messages before those are counted or released.
              await receiving.catch(() => {});
            }
          }
          const { messages, fresh, repeated } = await receiving;
          claim.received(messages);
          isEmpty = fresh.length === 0;
          const result = { arrivals: messages.length - repeated.length, isFull: messages.length === most };
          if (!isEmpty) this.#end.came();
          else if (!signal.aborted && (await this.#end.isDrained(poll, result))) {
            this.#drained = true;
            this.stop();
          }
          // Before the yield: the consumer may never come back, and others wait for it.
          this.#end.over(poll);
          yield { fresh, repeated };
        } catch (error) {
          this.stop();
          throw error;
        } finally {
          this.#end.over(poll);
          claim.end();
        }
      }
    } finally {
      await this.#arrivals.releaseAll(signal);
    }
  }

  /** Do the receives under way ask for as much as the queue said it holds? Once it gave more, its count is not used. */
  get #isAllAskedFor(): boolean {
    if (this.seen.count > this.#expected) return false;
    return this.seen.count + this.#end.underWay * MESSAGES_A_RECEIVE >= this.#expected;
  }

  /** How many one more receive may bring; 0 at a bound. */
  #room(): number {
    const room = Math.min(MESSAGES_A_RECEIVE, this.#bounds.read - this.seen.count - this.#asking);
    if (this.seen.count >= this.#bounds.read) this.#reached ??= 'read';
    if (this.#inFlight.count >= this.#bounds.inFlight) this.#reached ??= 'inFlight';
    if (this.#reached !== undefined) this.stop();
    return this.#ended ? 0 : Math.max(0, room);
  }

  /** One poller watches for all. */
  async #isQuiet(receiving: Promise<Received>): Promise<boolean> {
    this.#watching = true;
    const answered = new AbortController();
    const quiet = this.#clock.pause(QUIET_MS, answered.signal).then(() => !answered.signal.aborted);
    const answer = receiving.then(
      () => false,
      () => false,
    );
    try {
      return await Promise.race([answer, quiet]);
    } finally {
      answered.abort();
      this.#watching = false;
    }
  }

  async #receive(most: number): Promise<Received> {
    const visibleAt = this.#clock.monotonic() + VISIBILITY_SECONDS * 1000;
    this.#asking += most;
    try {
      const messages = await this.#queue.receive({
        most,
        visibilitySeconds: VISIBILITY_SECONDS,
        waitSeconds: WAIT_SECONDS,
      });
      const older: ReceivedMessage[] = [];
      for (const message of messages) {
        if (this.#arrivals.isArrival(message)) this.#arrivals.take(message, visibleAt);
        else {
          this.#inFlight.take(message, visibleAt);
          older.push(message);
        }
      }
      return { messages, ...this.seen.sort(older) };
    } catch (error) {
      if (!isStop(error)) throw error;
      this.#cut = true;
      return { messages: [], ...NOTHING };
    } finally {
      this.#asking -= most;
    }
  }
}

/** A batch with all messages of its receive, arrivals included. */
interface Received extends ReceiveBatch {
  readonly messages: readonly ReceivedMessage[];
}

/** The distinct messages of a reading: SQS may deliver one twice, even within one answer. */
class Seen {
  readonly #ids: IdSet;
  readonly #certainBefore: number;
  #certain = 0;
  #oldestSentAt: number | undefined;

  constructor(scratch: ScratchPort | undefined, certainBefore = Number.POSITIVE_INFINITY) {
    this.#ids = new IdSet(scratch);
    this.#certainBefore = certainBefore;
  }

  /** How many distinct messages came so far. */
  get count(): number {
    return this.#ids.size;
  }

  /** How many of them were there for certain when the reading began. */
  get certain(): number {
    return this.#certain;
  }

  /** SentTimestamp of the oldest, milliseconds since the epoch. */
  get oldestSentAt(): number | undefined {
    return this.#oldestSentAt;
  }

  /** Separates new messages from known ones; the new ones are known from now on. */
  sort(messages: readonly ReceivedMessage[]): ReceiveBatch {
    const fresh: ReceivedMessage[] = [];
    const repeated: ReceivedMessage[] = [];
    for (const message of messages) {
      const isNew = this.#ids.add(message.messageId);
      (isNew ? fresh : repeated).push(message);
      const { sentAt } = message;
      if (isNew && (sentAt === undefined || sentAt < this.#certainBefore)) this.#certain += 1;
      if (sentAt !== undefined) this.#oldestSentAt = Math.min(this.#oldestSentAt ?? sentAt, sentAt);
    }
    return { fresh, repeated };
  }
}
