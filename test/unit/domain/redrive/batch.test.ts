import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batch } from '../../../../src/domain/redrive/batch.ts';
import { entryBytes, MAX_ENTRIES, MAX_REQUEST_BYTES } from '../../../../src/domain/redrive/entry.ts';
import { anyEntries, entry } from '../../../support/builders/entries.ts';

/** An entry of exactly so many bytes. */
const ofBytes = (bytes: number, busArn?: string) =>
  entry({ detail: 'x'.repeat(bytes - 2), ...(busArn === undefined ? {} : { busArn }) });
const sizes = (...bytes: readonly number[]) =>
  batch(bytes.map((size) => ofBytes(size))).map(({ entries }) => entries.length);

describe('batch', () => {
  it.each([
    ['nothing', [], []],
    ['ten', Array(10).fill(100), [10]],
    ['eleven', Array(11).fill(100), [10, 1]],
    ['exactly 1 MiB', [MAX_REQUEST_BYTES - 100, 100], [2]],
    ['a byte more', [MAX_REQUEST_BYTES - 100, 101], [1, 1]],
    ['one that is too large', [100, MAX_REQUEST_BYTES + 1, 100], [1, 1, 1]],
  ])('packs %s', (_, bytes, expected) => {
    expect(sizes(...bytes)).toEqual(expected);
  });

  it('never mixes buses', () => {
    const packed = batch([ofBytes(10, 'a'), ofBytes(10, 'b'), ofBytes(10, 'a')]);
    expect(packed.map(({ busArn, entries }) => [busArn, entries.length])).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
  });

  it('loses nothing, doubles nothing, keeps the order of each bus and the limits of a request', () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        const packed = batch(entries);
        for (const { busArn, entries: together } of packed) {
          expect(together.length).toBeGreaterThan(0);
          expect(together.length).toBeLessThanOrEqual(MAX_ENTRIES);
          expect(together.every((one) => one.busArn === busArn)).toBe(true);
          const bytes = together.reduce((sum, one) => sum + entryBytes(one), 0);
          expect(together.length === 1 || bytes <= MAX_REQUEST_BYTES).toBe(true);
        }
        for (const busArn of new Set(entries.map((one) => one.busArn))) {
          const sent = packed.filter((one) => one.busArn === busArn).flatMap((one) => one.entries);
          expect(sent.map((one) => one.messageId)).toEqual(
            entries.filter((one) => one.busArn === busArn).map((one) => one.messageId),
          );
        }
        expect(packed.flatMap((one) => one.entries)).toHaveLength(entries.length);
      }),
      { numRuns: 50 },
    );
  });
});
