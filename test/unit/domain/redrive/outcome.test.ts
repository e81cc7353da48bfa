import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../../src/domain/redrive/decision.ts';
import { count, isPartly, NOTHING, type Outcome, type Tally } from '../../../../src/domain/redrive/outcome.ts';

const COUNTS: readonly [Outcome, Decision['verdict'], Partial<Tally>, boolean][] = [
  ['removed', 'send', { selected: 1, sent: 1, removed: 1 }, false],
  ['removed', 'send-repaired', { selected: 1, sent: 1, repaired: 1, removed: 1 }, false],
  ['sent-not-removed', 'send-repaired', { selected: 1, sent: 1, repaired: 1, sentNotRemoved: 1 }, true],
  ['sent-not-removed', 'remove-only', { selected: 1, sentNotRemoved: 1 }, true],
  ['removed-only', 'remove-only', { selected: 1, removedOnly: 1 }, false],
  ['held', 'hold', { selected: 1, held: 1 }, true],
  ['failed', 'send-repaired', { selected: 1, failed: 1 }, true],
  ['unknown', 'send-repaired', { selected: 1, unknown: 1 }, true],
  ['left', 'send-repaired', { selected: 1, left: 1 }, true],
];

describe('count', () => {
  it.each(COUNTS)('one %s (%s) makes %j', (outcome, verdict, expected, partly) => {
    const tally = count(NOTHING, outcome, verdict);
    expect(tally).toEqual({ ...NOTHING, ...expected });
    expect(isPartly(tally)).toBe(partly);
  });

  it('of nothing is wholly done', () => {
    expect(isPartly(NOTHING)).toBe(false);
  });

  it('keeps selected the sum of the outcomes', () => {
    const end = fc.constantFrom(...COUNTS.map(([outcome, verdict]) => [outcome, verdict] as const));
    fc.assert(
      fc.property(fc.array(end), (ends) => {
        const tally = ends.reduce((sum, [outcome, verdict]) => count(sum, outcome, verdict), NOTHING);
        const { removed, removedOnly, sentNotRemoved, held, failed, unknown, left } = tally;
        expect(removed + removedOnly + sentNotRemoved + held + failed + unknown + left).toBe(tally.selected);
        expect(tally.selected).toBe(ends.length);
        expect(tally.sent).toBeLessThanOrEqual(removed + sentNotRemoved);
        expect(tally.sent).toBeGreaterThanOrEqual(removed);
        expect(tally.repaired).toBeLessThanOrEqual(tally.sent);
      }),
    );
  });
});
