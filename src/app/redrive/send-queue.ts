import { batch } from '../../domain/redrive/batch.ts';
import { type Entry, entryBytes, MAX_ENTRIES } from '../../domain/redrive/entry.ts';
import { openAt, type Pace, type Rates, slower, spend, startPace } from '../../domain/redrive/pace.ts';
import { WINDOW } from '../queue/limits.ts';
import { entryFor, type Prepared } from './known.ts';

/** No more is kept waiting than goes out within this time, so that what waits does not grow old and others may have the rest. */
const MOST_SECONDS_WAITING = 20;
/** A request that is not full goes all the same when its first event has waited so long. */
const LONGEST_FOR_OTHERS_MS = 1_000;

/** A prepared dead letter that waits for its turn. */
export interface Waiting {
  readonly prepared: Prepared;
  readonly entry: Entry;
  readonly bytes: number;
  /** On the monotonic clock. */
  readonly since: number;
  /** Resolves once it can be told whether this run has sent the event before. */
  readonly tellable: Promise<void>;
}

/** One request's worth, and when it may go, on the monotonic clock. */
export interface Due {
  readonly waiting: readonly Waiting[];
  readonly at: number;
}

/**
 * What all workers have prepared and not sent yet, so that requests are full although much of what is received is held,
 * and go no faster than they may. Detail-types with a rate of their own wait in lanes of their own: the others overtake them.
 */
export class SendQueue {
  readonly #rates: Rates;
  readonly #lanes = new Map<string, Waiting[]>();
  #pace: Pace;
  #count = 0;
  #bytes = 0;

  constructor(rates: Rates, now: number) {
    this.#rates = rates;
    this.#pace = startPace(rates, now);
  }

  get count(): number {
    return this.#count;
  }

  /** Is so much waiting that nothing more should be received before some has gone? */
  get isFull(): boolean {
    if (this.#count >= WINDOW.messages || this.#bytes >= WINDOW.bytes) return true;
    if (this.#count >= reach(this.#rates.overall)) return true;
    return [...this.#lanes.values()].some((lane) => lane.length >= reach(this.#rateOf(lane)));
  }

  add(prepared: Prepared, now: number, tellable: Promise<void> = Promise.resolve()): void {
    const entry = entryFor(prepared);
    const waiting = { prepared, entry, bytes: entryBytes(entry), since: now, tellable };
    const type = this.#rates.byType.has(entry.detailType) ? entry.detailType : '';
    const key = JSON.stringify([entry.busArn, type]);
    const lane = this.#lanes.get(key);
    if (lane === undefined) this.#lanes.set(key, [waiting]);
    else lane.push(waiting);
    this.#count += 1;
    this.#bytes += waiting.bytes;
  }

  /** What may go first: a full request or one that has waited for others; with `rest` any. It stays until it is taken. */
  next(now: number, rest: boolean): Due | undefined {
    let first: Due | undefined;
    for (const lane of this.#lanes.values()) {
      const [head] = lane;
      if (head === undefined) continue;
      const waiting = request(lane);
      const isFull = waiting.length === MAX_ENTRIES || waiting.length < lane.length;
      if (!isFull && !rest && now - head.since < LONGEST_FOR_OTHERS_MS) continue;
      const at = openAt(this.#pace, head.entry.detailType);
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
    const taken = new Set(waiting);
    for (const [key, lane] of this.#lanes) {
      if (!lane[0] || !taken.has(lane[0])) continue;
      if (waiting.length === lane.length) this.#lanes.delete(key);
      else lane.splice(0, waiting.length);
    }
  }

  /** AWS has throttled. */
  slowDown(now: number): void {
    this.#pace = slower(this.#pace, now);
  }

  #rateOf([head]: readonly Waiting[]): number {
    return this.#rates.byType.get(head?.entry.detailType ?? '') ?? Number.POSITIVE_INFINITY;
  }
}

/** The first of a lane that fit into one request. */
function request(lane: readonly Waiting[]): readonly Waiting[] {
  const few = lane.slice(0, MAX_ENTRIES);
  const [first] = batch(few.map(({ entry }) => entry));
  return few.slice(0, first?.entries.length);
}

function reach(rate: number): number {
  return Math.max(MAX_ENTRIES, rate * MOST_SECONDS_WAITING);
}
