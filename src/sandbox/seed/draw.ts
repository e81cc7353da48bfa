/** Believable values of a shop, drawn by seeded chance. */
export interface Draw {
  /** One of them. */
  of<T>(choices: readonly [T, ...T[]]): T;
  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number;
  /** `order:48213`, `session:…`, `product:…` and the like, with the cache it belongs to and who writes it. */
  thing(): Thing;
}

/** Something that the shop keeps in a cache. */
export interface Thing {
  readonly source: string;
  readonly cacheName: string;
  readonly key: string;
  readonly message: string;
  readonly ttl: number;
}

/** `random` answers numbers from 0 to below 1. */
export function createDraw(random: () => number): Draw {
  const between = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1));
  const of = <T>(choices: readonly [T, ...T[]]): T => choices[between(0, choices.length - 1)] ?? choices[0];
  const order = (): Thing => ({
    source: 'shop.orders',
    cacheName: 'orders',
    key: `order:${between(10_000, 99_999)}`,
    message: `${of(['paid', 'packed', 'shipped', 'returned'])}, ${between(1, 9)} items, EUR ${between(5, 400)}.90`,
    ttl: of([3600, 7200, 86_400]),
  });
  const session = (): Thing => ({
    source: 'shop.accounts',
    cacheName: 'sessions',
    key: `session:${between(0x1000_0000, 0x7fff_ffff).toString(16)}`,
    message: `user ${between(1000, 9999)} signed in from ${of(['Lisbon', 'Graz', 'Turku', 'Nantes'])}`,
    ttl: of([900, 1800]),
  });
  const product = (): Thing => ({
    source: 'shop.catalog',
    cacheName: 'catalog',
    key: `product:${of(['mug', 'lamp', 'chair', 'rug'])}-${between(100, 999)}`,
    message: `${between(0, 250)} in stock at EUR ${between(4, 180)}.50`,
    ttl: of([600, 3600]),
  });
  return { of, between, thing: () => of([order, session, product])() };
}
