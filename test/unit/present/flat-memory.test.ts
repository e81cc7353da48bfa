import { expect, it } from 'vitest';
import { heldBytes, SINKS } from '../../support/many-rows.ts';

/** Above the bounds on groups and piles, so that what grows from then on grows with the rows. */
const FIRST = 2_000;
const ROWS = 6_000;
/** Less than a message id a row. */
const ALLOWED = ((ROWS - FIRST) * 36) / 2;

it.each(Object.entries(SINKS))('%s holds nothing of each row', (_, open) => {
  const push = open();
  for (let at = 0; at < FIRST; at += 1) push(at);
  const before = heldBytes();
  for (let at = FIRST; at < ROWS; at += 1) push(at);
  const grown = heldBytes() - before;
  // Nothing of the presenter may be collected before it was measured.
  push(0);
  expect(grown).toBeLessThan(ALLOWED);
});
