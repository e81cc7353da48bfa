import { expect, it } from 'vitest';
import { heldBytes, SINKS } from '../../../support/builders/many-rows.ts';

/** Above the bounds on groups and piles, so that what grows from then on grows with the rows. */
const FIRST = 2_500;
const ROWS = 600;
/** Bytes, a fifth of the id of each row. */
const ALLOWED = ROWS * 200;

// What else goes on in the process grows now and then; what is kept of each row grows every time.
it.each(Object.entries(SINKS))('%s holds nothing of each row', (_, open) => {
  const push = open();
  let at = 0;
  const grown = (rows: number) => {
    const before = heldBytes();
    for (const end = at + rows; at < end; at += 1) push(at);
    return heldBytes() - before;
  };
  grown(FIRST);
  expect(Math.min(grown(ROWS), grown(ROWS), grown(ROWS))).toBeLessThan(ALLOWED);
  // Nothing of the presenter may be collected before it was measured.
  push(0);
});
