/** A pattern as JSON text, events that it must match, and events that it must not. */
export interface PatternCase {
  readonly pattern: string;
  readonly matching: readonly unknown[];
  readonly others: readonly unknown[];
}

/** What stands in a pattern, values that it must match, and values that it must not; `undefined` is an absent field. */
export type ValueCase<Argument> = readonly [Argument, matching: readonly unknown[], others: readonly unknown[]];

/** A pattern as JSON text, and why it is not read. */
export type RefusedPattern = readonly [pattern: string, reason: string];

/** Patterns of the one field `a`, given as the JSON text of what stands there. */
export function ofField(cases: readonly ValueCase<string>[]): readonly PatternCase[] {
  return cases.map(([list, matching, others]) => ({
    pattern: `{"a": ${list}}`,
    matching: matching.map(eventOf),
    others: others.map(eventOf),
  }));
}

/** Patterns of the one field `a` with one operator in its list, given as what the operator takes. */
export function ofOperator(operator: string, cases: readonly ValueCase<unknown>[]): readonly PatternCase[] {
  return ofField(cases.map(([argument, ...values]) => [JSON.stringify([{ [operator]: argument }]), ...values]));
}

function eventOf(value: unknown): unknown {
  return value === undefined ? {} : { a: value };
}
