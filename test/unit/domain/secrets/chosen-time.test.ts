import { expect, it } from 'vitest';
import { withoutChosen } from '../../../../src/domain/secrets/chosen.ts';

const SIZE = 1 << 18;
const nested = (depth: number): string => JSON.stringify(depth === 0 ? '{"card":"x"}' : JSON.parse(nested(depth - 1)));

it.each([
  ...['{', '[', '"', '\\', '{"card":', '{"a":', '{"card":"x"},', '[{"card":[', '"{\\"card\\":', ',', ':', 'card:'],
  ...['{"card":"x","card":{"card":"y"}},', nested(3), '\\"', '\\u', '{"a":"{\\"b\\":1}"},', '}', ']'],
])('masking a chosen member takes time linear in 256 KiB of %j', (piece) => {
  const text = piece.repeat(Math.ceil(SIZE / piece.length));
  for (const root of ['event', 'detail', 'part'] as const) {
    const start = performance.now();
    withoutChosen(text, [['card'], ['a', 'b', 'card']], root);
    // The square of this length takes minutes.
    expect(performance.now() - start).toBeLessThan(3000);
  }
});
