import type { JsonObject, JsonValue } from '../json/json.ts';

/** A pattern that parsed: every operator in it is one that `matchPattern` knows. */
export interface Pattern {
  readonly root: JsonObject;
}

/** `refused`: EventBridge would not take it. `unsupported`: it may be valid, but this matcher does not know the operator. */
export type ParsedPattern =
  | { readonly kind: 'pattern'; readonly pattern: Pattern }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unsupported'; readonly operator: string };

/** Reads an event pattern. Known: exact values, prefix, anything-but (values, prefix), exists, numeric. */
export function parsePattern(_text: string): ParsedPattern {
  throw new Error('to be written');
}

/** Does the event (as an envelope's JSON) match? */
export function matchPattern(_pattern: Pattern, _event: JsonValue): boolean {
  throw new Error('to be written');
}
