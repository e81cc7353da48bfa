import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { count, isPartly, NOTHING, type Outcome, type Tally } from '../../../../src/domain/redrive/outcome.ts';

const COUNTS: readonly [Outcome, boolean, Partial<Tally>, boolean][] = [
  ['removed', false, { selected: 1, sent: 1, removed: 1 }, false],
  ['removed', true, { selected: 1, sent: 1, repaired: 1, removed: 1 }, false],
  ['sent-not-removed', true, { selected: 1, sent: 1, repaired: 1, sentNotRemoved: 1 }, true],
  ['removed-only', false, { selected: 1, removedOnly: 1 }, false],
  ['not-removed', false, { selected: 1, notRemoved: 1 }, true],
  ['held', false, { selected: 1, held: 1 }, true],
  ['failed', true, { selected: 1, failed: 1 }, true],
  ['unknown', true, { selected: 1, unknown: 1 }, true],
  ['left', true, { selected: 1, left: 1 }, true],
];

describe('count', () => {
  it.each(COUNTS)('one %s (repaired: %s) makes %j', (outcome, repaired, expected, partly) => {
    const tally = count(NOTHING, outcome, repaired);
    expect(tally).toEqual({ ...NOTHING, ...expected });
    expect(isPartly(tally)).toBe(partly);
  });

  it('of nothing is wholly done', () => {
    expect(isPartly(NOTHING)).toBe(false);
  });

  it('keeps selected the sum of the outcomes', () => {
    const outcome = fc.constantFrom(...COUNTS.map((row) => row[0]));
    fc.assert(
      fc.property(fc.array(fc.tuple(outcome, fc.boolean())), (ends) => {
        const tally = ends.reduce((sum, [end, repaired]) => count(sum, end, repaired), NOTHING);
        const { removed, removedOnly, notRemoved, sentNotRemoved, held, failed, unknown, left } = tally;
        const sum = removed + removedOnly + notRemoved + sentNotRemoved + held + failed + unknown + left;
        expect(sum).toBe(tally.selected);
        expect(tally.selected).toBe(ends.length);
        expect(tally.sent).toBe(removed + sentNotRemoved);
        expect(tally.repaired).toBeLessThanOrEqual(tally.sent);
      }),
    );
  });
});
