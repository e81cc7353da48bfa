import { readSet } from '../../../src/domain/repair/assignment.ts';
import type { Assignment } from '../../../src/domain/repair/repair.ts';

/** What `--set` says with this word. */
export function set(text: string): Assignment {
  const read = readSet(text);
  if (read.kind === 'refused') throw new Error(read.reason);
  return read.assignment;
}
