import { isJsonObject, type JsonObject, type JsonValue, member } from '../json/json.ts';

/** A value without members of its own. */
export type Scalar = string | number | boolean | null;

/** One element of a pattern's list. All but `absent` need the field to be there. */
export type ValueTest =
  | { readonly kind: 'equals'; readonly value: Scalar }
  | { readonly kind: 'prefix'; readonly prefix: string }
  | { readonly kind: 'anything-but'; readonly values: readonly Scalar[] }
  | { readonly kind: 'anything-but-prefix'; readonly prefixes: readonly string[] }
  | { readonly kind: 'present' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'numeric'; readonly limits: readonly Limit[] };

/** A comparison with a bound. */
export interface Limit {
  readonly operator: '=' | '<' | '<=' | '>' | '>=';
  readonly bound: number;
}

/** `refused`: EventBridge would not take it. `unsupported`: the operator may be valid but is not known here. */
export type Unread =
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unsupported'; readonly operator: string };

/** Numeric matching works from -5e9 to 5e9. Source: EventBridge user guide, "Comparison operators for use in event patterns". */
const LARGEST = 5_000_000_000;

/** Reads one element of a pattern's list. */
export function readTest(element: JsonValue): ValueTest | Unread {
  if (Array.isArray(element)) return refused('a list within a list');
  if (!isJsonObject(element)) return { kind: 'equals', value: element as Scalar };
  const [operator, ...more] = Object.keys(element);
  if (operator === undefined) return refused('an empty object in a list');
  if (more.length > 0) return refused(`several operators in one object: ${operator}, ${more.join(', ')}`);
  return readOperator(operator, member(element, operator) ?? null);
}

function readOperator(operator: string, argument: JsonValue): ValueTest | Unread {
  switch (operator) {
    case 'exists':
      if (typeof argument !== 'boolean') return refused('exists takes true or false');
      return { kind: argument ? 'present' : 'absent' };
    case 'prefix':
      if (isJsonObject(argument)) return { kind: 'unsupported', operator: nested('prefix', argument) };
      return typeof argument === 'string' ? { kind: 'prefix', prefix: argument } : refused('prefix takes a text');
    case 'anything-but':
      return readAnythingBut(argument);
    case 'numeric':
      return readNumeric(argument);
    default:
      return { kind: 'unsupported', operator };
  }
}

function readAnythingBut(argument: JsonValue): ValueTest | Unread {
  if (isJsonObject(argument)) return readAnythingButPrefix(argument);
  const values: readonly JsonValue[] = Array.isArray(argument) ? argument : [argument];
  const type = typeof values[0];
  if ((type !== 'string' && type !== 'number') || values.some((value) => typeof value !== type)) {
    return refused('anything-but takes texts or numbers, and not both');
  }
  return { kind: 'anything-but', values: values as readonly Scalar[] };
}

function readAnythingButPrefix(argument: JsonObject): ValueTest | Unread {
  const prefix = member(argument, 'prefix');
  const names = Object.keys(argument);
  if (names.length !== 1) return refused('anything-but takes one operator');
  if (prefix === undefined || isJsonObject(prefix)) {
    return { kind: 'unsupported', operator: nested('anything-but', argument) };
  }
  const prefixes: readonly JsonValue[] = Array.isArray(prefix) ? prefix : [prefix];
  if (prefixes.length === 0 || prefixes.some((text) => typeof text !== 'string' || text === '')) {
    return refused('the prefix of anything-but is a text that is not empty');
  }
  return { kind: 'anything-but-prefix', prefixes: prefixes as readonly string[] };
}

function readNumeric(argument: JsonValue): ValueTest | Unread {
  if (!Array.isArray(argument)) return refused('numeric takes a list');
  const limits: Limit[] = [];
  for (let at = 0; at < argument.length; at += 2) {
    const [operator, bound] = [argument[at] as JsonValue, argument[at + 1] as JsonValue | undefined];
    if (!isLimitOperator(operator)) return refused('numeric takes =, <, <=, > and >=');
    if (typeof bound !== 'number' || Math.abs(bound) > LARGEST) return refused('a bound of numeric is out of range');
    limits.push({ operator, bound });
  }
  const [low, high, ...more] = limits;
  if (low === undefined || more.length > 0) return refused('numeric takes one comparison or a range');
  if (high === undefined) return { kind: 'numeric', limits };
  const isRange = low.operator.startsWith('>') && high.operator.startsWith('<') && low.bound < high.bound;
  return isRange ? { kind: 'numeric', limits } : refused('a range of numeric goes from a lower to a higher bound');
}

function isLimitOperator(value: JsonValue): value is Limit['operator'] {
  return value === '=' || value === '<' || value === '<=' || value === '>' || value === '>=';
}

function refused(reason: string): Unread {
  return { kind: 'refused', reason };
}

function nested(operator: string, argument: JsonObject): string {
  return `${operator} ${Object.keys(argument)[0] ?? ''}`.trim();
}
