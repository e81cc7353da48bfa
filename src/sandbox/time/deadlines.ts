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

/** An empty set of deadlines. Cancelled ones are swept when they outnumber the others, so memory follows the live ones. */
export function createDeadlines<T>(): Deadlines<T> {
  let heap: Deadline<T>[] = [];
  let added = 0;
  let cancelled = 0;

  function next(): Deadline<T> | undefined {
    while (heap[0] !== undefined && !heap[0].live) {
      removeFirst(heap);
      cancelled -= 1;
    }
    return heap[0];
  }

  function sweep(): void {
    if (cancelled < 64 || cancelled * 2 < heap.length) return;
    heap = heap.filter((deadline) => deadline.live).sort(compare);
    cancelled = 0;
  }

  return {
    add(at, item) {
      const deadline = { at, order: added, item, live: true };
      added += 1;
      insert(heap, deadline);
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
      removeFirst(heap);
      first.live = false;
      return first;
    },
  };
}

function compare(one: Deadline<unknown>, other: Deadline<unknown>): number {
  return one.at - other.at || one.order - other.order;
}

function insert<T>(heap: Deadline<T>[], deadline: Deadline<T>): void {
  let at = heap.push(deadline) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!swapIfLater(heap, parent, at)) return;
    at = parent;
  }
}

function removeFirst<T>(heap: Deadline<T>[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  heap[0] = last;
  let at = 0;
  for (;;) {
    const child = earlierChild(heap, at);
    if (child === undefined || !swapIfLater(heap, at, child)) return;
    at = child;
  }
}

function earlierChild<T>(heap: readonly Deadline<T>[], at: number): number | undefined {
  const left = heap[2 * at + 1];
  const right = heap[2 * at + 2];
  if (left === undefined) return undefined;
  return right !== undefined && compare(right, left) < 0 ? 2 * at + 2 : 2 * at + 1;
}

function swapIfLater<T>(heap: Deadline<T>[], upper: number, lower: number): boolean {
  const above = heap[upper] as Deadline<T>;
  const below = heap[lower] as Deadline<T>;
  if (compare(above, below) <= 0) return false;
  heap[upper] = below;
  heap[lower] = above;
  return true;
}
