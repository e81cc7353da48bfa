import type { SandboxClock } from '../time/clock.ts';

/** A value in a cache, as it can be shown. */
export interface StoredItem {
  readonly key: Buffer;
  readonly value: Buffer;
  /** Epoch milliseconds of the sandbox clock. */
  readonly expiresAt: number;
}

/** A message that was published to a topic. */
export interface Published {
  readonly topic: string;
  readonly value: Buffer;
  readonly at: number;
}

/** Caches, their items and what was published. Asking about a cache that does not exist answers nothing. */
export interface CacheStore {
  create(cache: string): void;
  drop(cache: string): void;
  has(cache: string): boolean;
  names(): readonly string[];
  set(cache: string, key: Buffer, value: Buffer, ttlSeconds: number): void;
  get(cache: string, key: Buffer): Buffer | undefined;
  remove(cache: string, key: Buffer): void;
  publish(cache: string, topic: string, value: Buffer): void;
  /** What has not expired, in the order in which the keys were first set. */
  items(cache: string): readonly StoredItem[];
  published(cache: string): readonly Published[];
}

interface Cache {
  readonly items: Map<string, StoredItem>;
  readonly published: Published[];
}

/** An account without caches. Items expire by the sandbox clock and are forgotten when they are next looked at. */
export function createCacheStore(clock: SandboxClock): CacheStore {
  const caches = new Map<string, Cache>();
  const fresh = (cache: string, id: string): StoredItem | undefined => {
    const items = caches.get(cache)?.items;
    const item = items?.get(id);
    if (item === undefined || item.expiresAt > clock.now()) return item;
    items?.delete(id);
    return undefined;
  };
  return {
    create(cache) {
      if (!caches.has(cache)) caches.set(cache, { items: new Map(), published: [] });
    },
    drop: (cache) => void caches.delete(cache),
    has: (cache) => caches.has(cache),
    names: () => [...caches.keys()],
    set(cache, key, value, ttlSeconds) {
      const expiresAt = clock.now() + ttlSeconds * 1000;
      caches.get(cache)?.items.set(key.toString('base64'), { key, value, expiresAt });
    },
    get: (cache, key) => fresh(cache, key.toString('base64'))?.value,
    remove: (cache, key) => void caches.get(cache)?.items.delete(key.toString('base64')),
    publish: (cache, topic, value) => void caches.get(cache)?.published.push({ topic, value, at: clock.now() }),
    items: (cache) => [...(caches.get(cache)?.items.keys() ?? [])].flatMap((id) => fresh(cache, id) ?? []),
    published: (cache) => caches.get(cache)?.published ?? [],
  };
}
