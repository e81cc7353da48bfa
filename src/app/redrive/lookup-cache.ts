import type { Clock } from '../ports.ts';

/** A rule that somebody disables in the middle of a run is noticed after this long at the latest. */
const FRESH_MS = 10_000;

interface CachedLookup<T> {
  /** When it began, on the monotonic clock and in milliseconds since the epoch. */
  readonly at: number;
  readonly began: number;
  readonly found: Promise<T>;
}

/** Looks at things of one kind by their ARN: one for all who ask at once, repeated when it is no longer fresh. */
export class LookupCache<T> {
  readonly #clock: Clock;
  readonly #lookups = new Map<string, CachedLookup<T>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** What a look found that is ten seconds old at most and began after `since` (milliseconds since the epoch). */
  fresh(arn: string, lookUp: () => Promise<T>, since = Number.NEGATIVE_INFINITY): Promise<T> {
    const known = this.#lookups.get(arn);
    const isFresh = known !== undefined && this.#clock.monotonic() - known.at < FRESH_MS && known.began > since;
    return isFresh ? known.found : this.anew(arn, lookUp);
  }

  /** What a look finds that begins now; whoever asks next shares it. */
  anew(arn: string, lookUp: () => Promise<T>): Promise<T> {
    const found = lookUp();
    this.#lookups.set(arn, { at: this.#clock.monotonic(), began: this.#clock.now(), found });
    return found;
  }

  /** What the last look found, however old; undefined where there was none. */
  last(arn: string): Promise<T> | undefined {
    return this.#lookups.get(arn)?.found;
  }
}
