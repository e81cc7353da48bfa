import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fingerprint } from '../../../../src/domain/text/fingerprint.ts';

it('is a safe integer, the same for the same text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(Number.isSafeInteger(fingerprint(text))).toBe(true);
      expect(fingerprint(text)).toBe(fingerprint(`${text}`));
    }),
  );
});

it('tells a hundred thousand texts apart that differ little', () => {
  const texts = Array.from({ length: 100_000 }, (_, at) => `"order:${at}"`);
  expect(new Set(texts.map(fingerprint)).size).toBe(texts.length);
  expect(fingerprint('ab')).not.toBe(fingerprint('ba'));
  expect(fingerprint('')).not.toBe(fingerprint('\0'));
});
