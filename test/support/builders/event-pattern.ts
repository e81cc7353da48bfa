import { matchPattern, parsePattern } from '../../../src/domain/eventbridge/pattern/pattern.ts';
import type { JsonValue } from '../../../src/domain/json/json.ts';

/** Does the pattern, given as text, match? Throws when the pattern cannot be read. */
export function matches(pattern: string, event: unknown): boolean {
  const parsed = parsePattern(pattern);
  if (parsed.kind !== 'pattern') throw new Error(`${pattern}: ${JSON.stringify(parsed)}`);
  return matchPattern(parsed.pattern, event as JsonValue);
}

/** Does one element of a pattern's list, given as a value, match the field with that value? `undefined` is an absent field. */
export function testMatches(test: unknown, value: unknown): boolean {
  return matches(JSON.stringify({ a: [test] }), value === undefined ? {} : { a: value });
}

/** Why the pattern is not read: the reason of a refusal, `unsupported` and the operator, or `undefined` where it is read. */
export function whyUnread(pattern: string): string | undefined {
  const parsed = parsePattern(pattern);
  switch (parsed.kind) {
    case 'pattern':
      return undefined;
    case 'refused':
      return parsed.reason;
    case 'unsupported':
      return `unsupported: ${parsed.operator}`;
  }
}
