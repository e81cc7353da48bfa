import TinyQueue from 'tinyqueue';

/** Something that is due at a time. `live` turns false when it is cancelled or taken. */
export interface Deadline<T> {
  readonly at: number;
  readonly order: number;
  readonly item: T;
  live: boolean;
}

/** Things by the time at which they are due; of equal times, the one added first. Adding, cancelling and taking cost O(log n), amortised. */
export interface Deadlines<T> {
  add(at: number, item: T): Deadline<T>;
  cancel(deadline: Deadline<T>): void;
  /** The earliest one, left where it is. */
  next(): Deadline<T> | undefined;
  /** Takes the earliest one if it is due at `now`. */
  takeDue(now: number): Deadline<T> | undefined;
}

/** Cancelled ones are swept only when there are so many. */
const WORTH_SWEEPING = 64;

/** An empty set of deadlines. Cancelled ones are swept when they outnumber the others, so memory follows the live ones. */
export function createDeadlines<T>(): Deadlines<T> {
  let heap = new TinyQueue<Deadline<T>>([], compare);
  let added = 0;
  let cancelled = 0;

  function next(): Deadline<T> | undefined {
    let first = heap.peek();
    while (first !== undefined && !first.live) {
      heap.pop();
      cancelled -= 1;
      first = heap.peek();
    }
    return first;
  }

  function sweep(): void {
    if (cancelled < WORTH_SWEEPING || cancelled * 2 < heap.length) return;
    heap = new TinyQueue(
      heap.data.filter(({ live }) => live),
      compare,
    );
    cancelled = 0;
  }

  return {
    add(at, item) {
      const deadline = { at, order: added, item, live: true };
      added += 1;
      heap.push(deadline);
      return deadline;
    },
    cancel(deadline) {
      if (!deadline.live) return;
      deadline.live = false;
      cancelled += 1;
      sweep();
    },
    next,
    takeDue(now) {
      const first = next();
      if (first === undefined || first.at > now) return undefined;
      heap.pop();
      first.live = false;
      return first;
    },
  };
}

function compare(one: Deadline<unknown>, other: Deadline<unknown>): number {
  return one.at - other.at || one.order - other.order;
}
