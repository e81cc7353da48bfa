/** One place in a line; `live` turns false when its holder leaves or is served. */
export interface Place<T> {
  readonly item: T;
  live: boolean;
}

/** First come, first served. Joining, leaving and serving are O(1), amortised. */
export interface WaitingLine<T> {
  join(item: T): Place<T>;
  leave(place: Place<T>): void;
  /** Takes the first one, `undefined` when nobody waits. */
  serve(): T | undefined;
}

/** An empty line. What was served is cut off in large pieces, so that a long line is not shifted at every turn. */
export function createWaitingLine<T>(): WaitingLine<T> {
  let places: Place<T>[] = [];
  let head = 0;

  function cutServed(): void {
    if (head < 1024 || head * 2 < places.length) return;
    places = places.slice(head);
    head = 0;
  }

  return {
    join(item) {
      const place = { item, live: true };
      places.push(place);
      return place;
    },
    leave(place) {
      place.live = false;
    },
    serve() {
      while (head < places.length) {
        const place = places[head] as Place<T>;
        head += 1;
        cutServed();
        if (!place.live) continue;
        place.live = false;
        return place.item;
      }
      return undefined;
    },
  };
}
