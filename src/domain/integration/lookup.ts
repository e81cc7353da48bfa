/** The answer to a look at a deployed resource: it is there, it is gone, or we were not allowed to look. */
export type Lookup<T> =
  | { readonly kind: 'found'; readonly value: T }
  | { readonly kind: 'missing' }
  | { readonly kind: 'denied'; readonly reason: string };
