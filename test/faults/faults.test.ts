import { expect, it } from 'vitest';
import { runCell } from './cell.ts';
import { CELLS } from './cells.ts';

const SEED = 1;

/** The quick half of `npm run test:faults`. */
it.concurrent.each(CELLS.filter(({ isQuick }) => isQuick === true))(
  'conserves every dead letter: $name',
  async (cell) => {
    const row = await runCell(cell, SEED);
    expect(row.wrong).toEqual([]);
  },
);
