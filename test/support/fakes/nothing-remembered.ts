import { type Memory, memoryOf, NOTHING_KNOWN } from '../../../src/domain/history/memory.ts';

/** What is remembered of a message of which nothing is known. */
export const NOTHING_REMEMBERED: Memory = memoryOf(NOTHING_KNOWN);
