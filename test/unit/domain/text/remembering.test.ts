import fc from 'fast-check';
import { expect, it } from 'vitest';
import { remembering } from '../../../../src/domain/text/remembering.ts';

it('answers what the function answers, whatever was asked before', () => {
  const reversed = (text: string) => [...text].reverse().join('');
  const same = remembering(reversed);
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 400 })), (texts) => {
      for (const text of [...texts, ...texts]) expect(same(text)).toBe(reversed(text));
    }),
  );
});

it('reads a short text once, and a long one each time', () => {
  let reads = 0;
  const length = remembering((text) => {
    reads += 1;
    return text.length;
  });
  for (const text of ['short', 'short', 'l'.repeat(301), 'l'.repeat(301)]) length(text);
  expect(reads).toBe(3);
});

it('holds no more than it may, so that a queue of strange texts fills no memory', () => {
  let reads = 0;
  const read = remembering((text) => {
    reads += 1;
    return text;
  });
  for (let at = 0; at < 10_000; at += 1) read(`text ${at}`);
  read('text 0');
  expect(reads).toBe(10_001);
});
