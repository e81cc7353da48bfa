import type { Examined } from '../../domain/diagnosis/examined.ts';
import type { Decision } from '../../domain/redrive/decision.ts';

/** The caches that the operator mapped to others and that no selected event was for: a mistyped name changes nothing. */
export class UnmetCaches {
  readonly #mapped: ReadonlyMap<string, string>;
  readonly #unmet: Set<string>;
  #isAnythingMet = false;

  constructor(mapCache: ReadonlyMap<string, string>) {
    this.#mapped = mapCache;
    this.#unmet = new Set(mapCache.keys());
  }

  /** A selected event came, for its own cache or for one that it was completed with. */
  meet({ rendering }: Examined, { edits }: Decision): void {
    this.#isAnythingMet = true;
    if (this.#unmet.size === 0) return;
    this.#unmet.delete(rendering?.call?.cacheName.value ?? '');
    for (const { asked } of edits) {
      if (asked?.repair !== 'map-cache') continue;
      for (const cache of this.#unmet)
        if (asked.value === `${cache}=${this.#mapped.get(cache)}`) this.#unmet.delete(cache);
    }
  }

  /** A warning for each cache that is left; empty where no event came at all. */
  get warnings(): readonly string[] {
    if (!this.#isAnythingMet) return [];
    return [...this.#unmet].map(
      (cache) => `--map-cache ${cache}=${this.#mapped.get(cache)}: no selected event is for cache ${cache}.`,
    );
  }
}
