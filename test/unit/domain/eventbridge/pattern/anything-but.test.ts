import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testMatches } from '../../../../support/builders/event-pattern.ts';

describe('anything-but', () => {
  const short = fc.string({ unit: fc.constantFrom('a', 'A', 'b', '.'), minLength: 1, maxLength: 3 });
  const operator = fc.constantFrom('prefix', 'suffix', 'equals-ignore-case', 'wildcard');

  it('is the negation of an operator that compares texts, and of each in a list', () => {
    fc.assert(
      fc.property(operator, fc.array(short, { minLength: 1, maxLength: 3 }), short, (name, texts, value) => {
        const matched = texts.some((text) => testMatches({ [name]: text }, value));
        expect(testMatches({ 'anything-but': { [name]: texts } }, value)).toBe(!matched);
        const first = testMatches({ [name]: texts[0] }, value);
        expect(testMatches({ 'anything-but': { [name]: texts[0] } }, value)).toBe(!first);
      }),
    );
  });

  it('is the negation of values', () => {
    const values = fc.oneof(
      fc.array(short, { minLength: 1 }),
      fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1 }),
    );
    fc.assert(
      fc.property(values, fc.oneof(short, fc.integer({ min: 0, max: 5 })), (list, value) => {
        const matched = list.some((element) => testMatches(element, value));
        expect(testMatches({ 'anything-but': list }, value)).toBe(!matched);
      }),
    );
  });
});
