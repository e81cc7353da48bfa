/**
 * The unreadable part of a pattern. `refused`: EventBridge would refuse it. `unsupported`: EventBridge may accept it, but its
 * matches are not known here; use TestEventPattern.
 */
export type Unread =
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unsupported'; readonly operator: string };

/** A refusal with its reason, which the reader of the pattern's structure completes with the path. */
export function refused(reason: string): Unread {
  return { kind: 'refused', reason };
}

/** Was this part of the pattern not read? */
export function isUnread<T extends { readonly kind: string }>(read: T | Unread): read is Unread {
  return read.kind === 'refused' || read.kind === 'unsupported';
}
