import { eventOf } from '../dead-letter/dead-letter.ts';
import { answerOf } from '../diagnosis/answer-findings.ts';
import { type Rendering, renderEvent } from '../diagnosis/event-findings.ts';
import type { Examined } from '../diagnosis/examined.ts';
import { mend } from '../repair/mend.ts';
import { type Repair, SAFE_ONLY } from '../repair/repair.ts';
import { decide } from './decide.ts';
import type { Judgement } from './decision.ts';

/** Everything about one dead letter: the request it became, the safe repair, and what `redrive --fix` would do. */
export interface CloseLook extends Examined {
  readonly rendering: Rendering | undefined;
  readonly repair: Repair | undefined;
  readonly decision: Judgement;
}

/** Looks closely, with the repairs that need no flag but `--fix`. */
export function closeLook(examined: Examined): CloseLook {
  const { deadLetter, wiring, diagnosis } = examined;
  const event = eventOf(deadLetter);
  const policy = { fix: true, repair: SAFE_ONLY, resolved: new Set<never>() };
  return {
    ...examined,
    rendering: event && wiring && renderEvent(event, wiring),
    repair: event && wiring && mend(event, wiring, answerOf(deadLetter.error.text), SAFE_ONLY),
    decision: decide(deadLetter, diagnosis, wiring, policy),
  };
}
