import type { ReceivedMessage } from '../../domain/dead-letter/message.ts';
import { isStop } from '../failures.ts';
import type { Clock, QueuePort, ScratchPort } from '../ports.ts';
import { DrainDetector } from './drain-detector.ts';
import type { InFlightMessages } from './in-flight-messages.ts';
import { Seen } from './seen.ts';
import { VISIBILITY_SECONDS } from './visibility.ts';

const MESSAGES_A_RECEIVE = 10;
/** How long a receive waits for the first message: a long poll asks every server of SQS, a short one only some. */
const WAIT_SECONDS = 1;
/** A receive that has brought nothing for so long waits at a queue that is empty, or nearly so. */
const QUIET_MS = 100;

/** What one receive brought. `repeated` came before: its lease ran out, or SQS delivered it twice. */
export interface ReceiveBatch {
  readonly fresh: readonly ReceivedMessage[];
  readonly repeated: readonly ReceivedMessage[];
}

const NOTHING: ReceiveBatch = { fresh: [], repeated: [] };

/** Where a reading ends though messages may be left. */
export interface Bounds {
  /** Distinct messages read; never more. */
  readonly read: number;
  /** SQS allows about 120,000 messages in flight. What the pollers were asking for may come on top. */
  readonly inFlight: number;
}

/** Messages that a run may have in hand, held or not selected. */
export const MAX_IN_FLIGHT = 100_000;

/** No bounds but those of SQS. */
export const BOUNDS: Bounds = { read: Number.POSITIVE_INFINITY, inFlight: MAX_IN_FLIGHT };

/**
 * Reads one queue with several pollers; they share what they have seen and what is known about its end. Beyond the
 * `expected` messages, which the queue said that it holds, few of them ask at once.
 */
export class Poller {
  readonly seen: Seen;
  readonly #queue: QueuePort;
  readonly #clock: Clock;
  readonly #inFlight: InFlightMessages;
  readonly #bounds: Bounds;
  readonly #end: DrainDetector;
  readonly #expected: number;
  #asking = 0;
  #reached: keyof Bounds | undefined;
  #watching = false;
  #cut = false;
  #ended = false;

  constructor(
    ports: { readonly queue: QueuePort; readonly clock: Clock; readonly scratch?: ScratchPort | undefined },
    inFlight: InFlightMessages,
    bounds: Bounds = BOUNDS,
    expected = Number.POSITIVE_INFINITY,
  ) {
    this.#expected = expected;
    this.seen = new Seen(ports.scratch);
    this.#queue = ports.queue;
    this.#clock = ports.clock;
    this.#inFlight = inFlight;
    this.#bounds = bounds;
    this.#end = new DrainDetector(ports.queue, ports.clock, inFlight);
  }

  /** Messages that the queue went on calling visible and never gave; 0 unless that is how the polling ended. */
  get unread(): number {
    return this.#end.unread;
  }

  /** The bound at which the polling ended. */
  get reached(): keyof Bounds | undefined {
    return this.#reached;
  }

  /** Was a receive cut by a stop? What SQS may have given it stays hidden until its lease ends, and nobody knows its receipt. */
  get wasCut(): boolean {
    return this.#cut;
  }

  /** No poller asks again; what is being asked for is still taken into hand. */
  stop(): void {
    this.#ended = true;
    this.#end.wake();
  }

  /**
   * One poller: what each receive brought, already in hand, be it nothing, until the queue is drained, a bound is reached,
   * `stop` or the signal. Between receives it keeps the leases of what is in hand. While `somethingWaits` a receive that
   * brings nothing at once yields an empty receipt before its own, so that what waits for more need not wait as long as it.
   */
  async *batches(signal: AbortSignal, somethingWaits = () => false): AsyncGenerator<ReceiveBatch> {
    let isEmpty = false;
    while (!this.#ended && !signal.aborted) {
      await this.#inFlight.keep();
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
            // What it brings is in hand before anybody counts or hands back what is.
            await receiving.catch(() => {});
          }
        }
        const { fresh, repeated } = await receiving;
        isEmpty = fresh.length === 0;
        if (!isEmpty) this.#end.came();
        else if (!signal.aborted && (await this.#end.isDrained(poll))) this.stop();
        // Before the yield: whoever reads may never come back, and others wait for it.
        this.#end.over(poll);
        yield { fresh, repeated };
      } catch (error) {
        this.stop();
        throw error;
      } finally {
        this.#end.over(poll);
      }
    }
  }

  /** Has been asked for as much as the queue said that it holds? Once it gave more than that, it said nothing. */
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
  async #isQuiet(receiving: Promise<ReceiveBatch>): Promise<boolean> {
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

  async #receive(most: number): Promise<ReceiveBatch> {
    const visibleAt = this.#clock.monotonic() + VISIBILITY_SECONDS * 1000;
    this.#asking += most;
    try {
      const messages = await this.#queue.receive({
        most,
        visibilitySeconds: VISIBILITY_SECONDS,
        waitSeconds: WAIT_SECONDS,
      });
      for (const message of messages) this.#inFlight.take(message, visibleAt);
      return this.seen.sort(messages);
    } catch (error) {
      if (!isStop(error)) throw error;
      this.#cut = true;
      return NOTHING;
    } finally {
      this.#asking -= most;
    }
  }
}
