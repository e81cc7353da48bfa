import { describe, expect, it } from 'vitest';
import { matches } from '../../../../support/builders/event-pattern.ts';

describe('arrays and objects in the event', () => {
  it('takes an event nested beyond what the stack would bear', () => {
    expect(matches('{"a": ["x"]}', JSON.parse(`{"a": ${'['.repeat(100_000)}"x"${']'.repeat(100_000)}}`))).toBe(true);
    expect(matches('{"a": ["x"]}', JSON.parse(`{"a": ${'{"a":'.repeat(5_000)}"x"${'}'.repeat(5_000)}}`))).toBe(false);
  });

  it('takes arrays of a hundred thousand elements, several tests each', () => {
    const elements = Array.from({ length: 100_000 }, (_, at) => ({ b: at, c: [{ d: at }] }));
    const pattern =
      '{"a": {"b": [99999], "c": {"d": [99999]}, "e": [{"exists": false}], "$or": [{"b": [1]}, {"b": [99999]}]}}';
    expect(matches(pattern, { a: elements })).toBe(true);
    expect(matches(pattern, { a: elements.slice(1, -1) })).toBe(false);
  });
});
