import type { JsonValue } from '../../json/json.ts';
import { refused, type Unread } from './unread.ts';

/** One comparison, or two that bound a range. */
export interface Numeric {
  readonly kind: 'numeric';
  readonly limits: readonly Limit[];
}

interface Limit {
  readonly operator: '=' | '<' | '<=' | '>' | '>=';
  readonly bound: number;
}

/** Numeric matching works from -5e9 to 5e9. Source: EventBridge user guide, "Comparison operators for use in event patterns". */
const LARGEST = 5_000_000_000;

/** Reads what `numeric` takes: an operator and a number, or `>` or `>=` with a number and `<` or `<=` with a greater one. */
export function readNumeric(argument: JsonValue): Numeric | Unread {
  if (!Array.isArray(argument)) return refused('numeric takes a list');
  if (argument.length > 4) return refused('numeric takes one comparison or a range');
  const limits: Limit[] = [];
  for (let at = 0; at < argument.length; at += 2) {
    const [operator, bound] = [argument[at] as JsonValue, argument[at + 1] as JsonValue | undefined];
    if (!isLimitOperator(operator)) return refused('numeric takes =, <, <=, > and >=');
    if (typeof bound !== 'number') return refused(`numeric takes a number after ${operator}`);
    if (Math.abs(bound) > LARGEST) return refused('numeric takes numbers from -5e9 to 5e9');
    limits.push({ operator, bound });
  }
  const [low, high] = limits;
  if (low === undefined) return refused('numeric takes one comparison or a range');
  if (high === undefined) return { kind: 'numeric', limits };
  const isRange = low.operator.startsWith('>') && high.operator.startsWith('<') && low.bound < high.bound;
  return isRange ? { kind: 'numeric', limits } : refused('a range of numeric goes from a lower to a higher bound');
}

/**
 * Is the value within all limits? Values beyond ±5e9 never are, as the user guide limits them; event-ruler, newer than
 * that sentence, compares any double. A matcher that says no holds an event back, one that says yes may lose it. The
 * guide promises 15 digits, of them 6 decimals; what happens to more digits is not documented: they count here.
 */
export function isWithinLimits({ limits }: Numeric, value: number): boolean {
  return Math.abs(value) <= LARGEST && limits.every((limit) => isWithin(value, limit));
}

function isLimitOperator(value: JsonValue): value is Limit['operator'] {
  return value === '=' || value === '<' || value === '<=' || value === '>' || value === '>=';
}

function isWithin(value: number, { operator, bound }: Limit): boolean {
  switch (operator) {
    case '=':
      return value === bound;
    case '<':
      return value < bound;
    case '<=':
      return value <= bound;
    case '>':
      return value > bound;
    case '>=':
      return value >= bound;
  }
}
