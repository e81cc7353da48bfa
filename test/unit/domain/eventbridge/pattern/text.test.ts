import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testMatches } from '../../../../support/builders/event-pattern.ts';

const ignoreCase = (text: string) => ({ 'equals-ignore-case': text });

describe('operators that compare texts', () => {
  it('reads a wildcard as a regular expression would', () => {
    const piece = fc.constantFrom('a', 'b', '\\*', '\\\\');
    const wildcard = fc.array(fc.oneof(piece, fc.constant('*')), { maxLength: 7 }).filter((parts) => !hasTwins(parts));
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '*', '\\'), maxLength: 8 });
    fc.assert(
      fc.property(wildcard, text, (parts, value) => {
        const naive = new RegExp(`^${parts.map((part) => (part === '*' ? '[^]*' : part)).join('')}$`);
        expect(testMatches({ wildcard: parts.join('') }, value)).toBe(naive.test(value));
      }),
      { numRuns: 2000 },
    );
  });

  it('finds what it was made from: any text begins, ends, and is itself, whatever its case', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(testMatches({ prefix: one }, one + other)).toBe(true);
        expect(testMatches({ suffix: other }, one + other)).toBe(true);
        expect(testMatches({ prefix: ignoreCase(one.toUpperCase()) }, one.toLowerCase() + other)).toBe(true);
        expect(testMatches({ suffix: ignoreCase(other.toUpperCase()) }, one + other.toLowerCase())).toBe(true);
      }),
    );
  });

  it('matches a wildcard that would keep a backtracking matcher busy for years', () => {
    const wildcard = '*a'.repeat(1_000);
    expect(testMatches({ wildcard: `${wildcard}*b` }, 'a'.repeat(1_000_000))).toBe(false);
    expect(testMatches({ wildcard: `${wildcard}*` }, 'a'.repeat(1_000_000))).toBe(true);
  });
});

function hasTwins(parts: readonly string[]): boolean {
  return parts.some((part, at) => part === '*' && parts[at + 1] === '*');
}
