import { type Entry, entryBytes, MAX_ENTRIES, MAX_REQUEST_BYTES } from '../../domain/redrive/entry.ts';
import { openAt, type Pace, type Rates, slower, spend, startPace } from '../../domain/redrive/pace.ts';
import { entryFor, type PlannedSend } from '../../domain/redrive/planned.ts';
import { WINDOW } from '../queue/limits.ts';

/** More events need not wait, however fast they go: enough for full requests, little enough for memory. */
const MOST_WAITING = 2_000;

/** No more is kept waiting than is sent within this time, so that plans stay young and others may receive the rest. */
const MOST_SECONDS_WAITING = 20;
/** A request that is not full is sent when its first event has waited this long. */
const LONGEST_FOR_OTHERS_MS = 1_000;
/** Or when nothing has been queued for this long. */
export const QUIET_MS = 100;

/** An event that waits to be sent. */
export interface Waiting {
  readonly planned: PlannedSend;
  readonly entry: Entry;
  readonly bytes: number;
  /** When it was queued, on the monotonic clock. */
  readonly since: number;
  /** Resolves once it is known whether this run has sent the event before. */
  readonly tellable: Promise<void>;
}

/** One request's worth, and when it may go, on the monotonic clock. */
export interface Due {
  readonly waiting: readonly Waiting[];
  readonly at: number;
}

/**
 * The events that all receivers have planned and the sender has not sent yet, so that requests are full although much of
 * what is received is held. It keeps the pace of the run. Detail-types with a rate of their own wait in lanes of their own,
 * so that the others overtake them.
 */
export class SendQueue {
  readonly #rates: Rates;
  readonly #lanes = new Map<string, Waiting[]>();
  #pace: Pace;
  #count = 0;
  #bytes = 0;
  #queuedAt = Number.NEGATIVE_INFINITY;

  constructor(rates: Rates, now: number) {
    this.#rates = rates;
    this.#pace = startPace(rates, now);
  }

  get count(): number {
    return this.#count;
  }

  /** Is the queue so full that nothing more should be received before some of it has been sent? */
  get isFull(): boolean {
    if (this.#count >= MOST_WAITING || this.#bytes >= WINDOW.bytes) return true;
    if (this.#count >= reach(this.#rates.overall)) return true;
    return [...this.#lanes.values()].some((lane) => lane.length >= reach(this.#rateOf(lane)));
  }

  add(planned: PlannedSend, now: number, tellable: Promise<void> = Promise.resolve()): void {
    const entry = entryFor(planned);
    const waiting = { planned, entry, bytes: entryBytes(entry), since: now, tellable };
    const type = this.#rates.byType.has(entry.detailType) ? entry.detailType : '';
    const key = JSON.stringify([entry.busArn, type]);
    const lane = this.#lanes.get(key);
    if (lane === undefined) this.#lanes.set(key, [waiting]);
    else lane.push(waiting);
    this.#count += 1;
    this.#bytes += waiting.bytes;
    this.#queuedAt = now;
  }

  /**
   * The request that may go first, and when; undefined when nothing waits. With `rest` a request need not be full. It stays
   * queued until it is taken.
   */
  next(now: number, rest: boolean): Due | undefined {
    let first: Due | undefined;
    for (const lane of this.#lanes.values()) {
      const [head] = lane;
      if (head === undefined) continue;
      const waiting = request(lane);
      const isFull = waiting.length === MAX_ENTRIES || waiting.length < lane.length;
      const filledAt = Math.min(head.since + LONGEST_FOR_OTHERS_MS, this.#queuedAt + QUIET_MS);
      const at = Math.max(openAt(this.#pace, head.entry.detailType), isFull || rest ? now : filledAt);
      if (first === undefined || at < first.at) first = { waiting, at };
    }
    return first;
  }

  /** Takes a request out; the next ones wait the longer. */
  take({ waiting }: Due, now: number): void {
    const counts = new Map<string, number>();
    for (const { entry, bytes } of waiting) {
      counts.set(entry.detailType, (counts.get(entry.detailType) ?? 0) + 1);
      this.#bytes -= bytes;
    }
    this.#count -= waiting.length;
    this.#pace = spend(this.#pace, counts, now);
    for (const [key, lane] of this.#lanes) {
      if (lane[0] !== waiting[0]) continue;
      if (waiting.length === lane.length) this.#lanes.delete(key);
      else lane.splice(0, waiting.length);
    }
  }

  /** Takes everything out that will not be sent. */
  empty(): readonly PlannedSend[] {
    const all = [...this.#lanes.values()].flat().map(({ planned }) => planned);
    this.#lanes.clear();
    this.#count = 0;
    this.#bytes = 0;
    return all;
  }

  /** AWS has throttled. */
  slowDown(now: number): void {
    this.#pace = slower(this.#pace, now);
  }

  #rateOf([head]: readonly Waiting[]): number {
    return this.#rates.byType.get(head?.entry.detailType ?? '') ?? Number.POSITIVE_INFINITY;
  }
}

/** The first of a lane that fit into one request. An entry over the limit gets a request of its own and is left to AWS to refuse. */
function request(lane: readonly Waiting[]): readonly Waiting[] {
  let count = 0;
  let bytes = 0;
  for (const waiting of lane) {
    bytes += waiting.bytes;
    if (count === MAX_ENTRIES || (count > 0 && bytes > MAX_REQUEST_BYTES)) break;
    count += 1;
  }
  return lane.slice(0, count);
}

function reach(rate: number): number {
  return Math.max(MAX_ENTRIES, rate * MOST_SECONDS_WAITING);
}
