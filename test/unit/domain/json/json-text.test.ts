import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../../src/domain/json/json.ts';
import { jsonText } from '../../../../src/domain/json/json-text.ts';

const DEPTH = 50_000;

/** Puts a value so deep that JSON.stringify cannot reach it. */
function bury(value: unknown): JsonValue {
  let buried = value as JsonValue;
  for (let level = 0; level < DEPTH; level += 1) buried = [buried];
  return buried;
}

describe('jsonText', () => {
  it('is what JSON.stringify says, at any depth', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(jsonText(value as JsonValue)).toBe(text);
        expect(jsonText(bury(value))).toBe('['.repeat(DEPTH) + text + ']'.repeat(DEPTH));
      }),
      { numRuns: 10 },
    );
  });

  it('leaves members out that are undefined', () => {
    expect(jsonText(bury({ a: undefined, b: 1, c: undefined }))).toContain('[{"b":1}]');
  });
});
