import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shortHash } from '../../../../src/domain/text/short-hash.ts';

it('is a safe integer, the same for the same text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(Number.isSafeInteger(shortHash(text))).toBe(true);
      expect(shortHash(text)).toBe(shortHash(`${text}`));
    }),
  );
});

it('tells a hundred thousand texts apart that differ little', () => {
  const texts = Array.from({ length: 100_000 }, (_, at) => `"order:${at}"`);
  expect(new Set(texts.map(shortHash)).size).toBe(texts.length);
  expect(shortHash('ab')).not.toBe(shortHash('ba'));
  expect(shortHash('')).not.toBe(shortHash('\0'));
});
