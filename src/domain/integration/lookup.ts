/** The result of a lookup of a deployed resource: it exists, it does not exist, or the lookup was denied. */
export type Lookup<T> =
  | { readonly kind: 'found'; readonly value: T }
  | { readonly kind: 'missing' }
  | { readonly kind: 'denied'; readonly reason: string };
