import type { Examined } from '../diagnosis/examined.ts';
import { SAFE_ONLY } from '../repair/repair.ts';
import { decide } from './decide.ts';
import type { Judgement } from './decision.ts';

/** Everything about one dead letter: the request that its event became, and what `redrive --fix` would do. */
export interface Inspection extends Examined {
  readonly decision: Judgement;
}

/** Looks closely, with the repairs that need no flag but `--fix`. */
export function inspect(examined: Examined): Inspection {
  return { ...examined, decision: decide(examined, { fix: true, repair: SAFE_ONLY, resolved: new Set() }) };
}
