/**
 * Answers a function that hands items on in lists: all that are given within one turn of the event loop go together, in
 * their order, for waking another thread costs more than carrying one item more.
 */
export function together<T>(send: (items: readonly T[]) => void): (item: T) => void {
  let waiting: T[] = [];
  return (item) => {
    if (waiting.length === 0) {
      setImmediate(() => {
        const items = waiting;
        waiting = [];
        send(items);
      });
    }
    waiting.push(item);
  };
}
