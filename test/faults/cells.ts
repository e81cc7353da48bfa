import type { Cell } from './cell.ts';
import { BUS_CELLS } from './cells-bus.ts';
import { DEATH_CELLS } from './cells-deaths.ts';
import { QUEUE_CELLS } from './cells-queue.ts';
import { WORLD_CELLS } from './cells-world.ts';

/** Everything that goes wrong. */
export const CELLS: readonly Cell[] = [...BUS_CELLS, ...QUEUE_CELLS, ...WORLD_CELLS, ...DEATH_CELLS];
