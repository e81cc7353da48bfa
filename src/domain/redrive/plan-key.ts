import type { Examined } from '../diagnosis/examined.ts';
import { groupKey } from '../diagnosis/groups.ts';
import type { Decision } from './decision.ts';

/**
 * What an operator agrees to when a plan is agreed to: dead letters that failed alike, with this verdict and with these
 * members edited in this way. Whatever differs in one of these was not in the plan.
 */
export function planKey(examined: Examined, { verdict, edits }: Decision): string {
  return JSON.stringify([groupKey(examined), verdict, edits.map(({ path, kind }) => [path, kind])]);
}
