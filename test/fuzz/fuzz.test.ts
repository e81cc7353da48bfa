import { expect, it } from 'vitest';
import { fuzz } from './fuzz.ts';

const MESSAGES = 4_000;

/** The same ones each time, so that what is green stays green; `npm run test:fuzz` makes others. */
it('thousands of generated and mutated dead letters break no promise', () => {
  const { checked, finding } = fuzz(
    { seed: 20_260_131, from: 0, step: 1, count: MESSAGES, milliseconds: Infinity },
    () => {},
  );
  expect(finding).toBeUndefined();
  expect(checked).toBe(MESSAGES);
});
