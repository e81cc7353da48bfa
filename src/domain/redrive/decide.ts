import { eventOf } from '../dead-letter/dead-letter.ts';
import { answerOf } from '../diagnosis/answer-findings.ts';
import { CATALOGUE } from '../diagnosis/catalogue.ts';
import type { Examined } from '../diagnosis/examined.ts';
import { renderFor } from '../integration/rendering.ts';
import { assignmentsFor } from '../repair/assignment.ts';
import { giveValues } from '../repair/give-values.ts';
import { detailMembers, printMemberPath } from '../repair/member-path.ts';
import { mend } from '../repair/mend.ts';
import { type Assignment, type Repair, SAFE_ONLY } from '../repair/repair.ts';
import { decideIncomplete } from './decide-incomplete.ts';
import type { Judgement, SendPolicy } from './decision.ts';
import { held, remainingFaults, verdictOn } from './verdict.ts';

/** The verdict on one dead letter, before any lookup of its bus. Pure: the same dead letter and policy give the same verdict. */
export function decide(examined: Examined, policy: SendPolicy): Judgement {
  const { deadLetter, diagnosis, rendering } = examined;
  const { body, rule } = deadLetter;
  const event = eventOf(deadLetter);
  const isIncomplete = diagnosis.cause === 'event-incomplete' && body.kind === 'transformed';
  if (diagnosis.cause === 'event-encrypted') return held(examined, 'encrypted');
  const isForeign = CATALOGUE[diagnosis.cause].group === 'message' && diagnosis.cause !== 'not-from-a-rule';
  if (!isIncomplete && (event === undefined || isForeign)) return held(examined, 'not-ours');
  if (rule === undefined) return held(examined, 'no-rule');
  const { obstacle } = diagnosis;
  if (obstacle === 'other-account' || obstacle === 'other-region') return held(examined, 'rule-elsewhere');
  if (event === undefined) return isIncomplete ? decideIncomplete(examined, body, policy) : held(examined, 'not-ours');
  const asIs: Repair = { edits: [], event, rendering };
  return policy.fix ? decideRepaired(examined, asIs, policy) : decideAsIs(examined, asIs, policy);
}

/** Without repairs nothing is edited; the safe repairs are proposed. */
function decideAsIs(examined: Examined, asIs: Repair, policy: SendPolicy): Judgement {
  const faults = remainingFaults(examined, asIs);
  if (faults.length === 0) return verdictOn(examined, asIs, policy);
  const offer = mend(asIs, answerOf(examined.deadLetter.error.text), SAFE_ONLY);
  const wouldDo = remainingFaults(examined, offer).length === 0;
  return held(examined, wouldDo ? 'needs-fix' : 'needs-repair', { because: faults, edits: offer.edits });
}

/** First the operator's values for the event, then the repairs of the faults that are left. */
function decideRepaired(examined: Examined, asIs: Repair, policy: SendPolicy): Judgement {
  const { messageId, error } = examined.deadLetter;
  const given = withValues(examined, asIs, assignmentsFor(policy.repair, messageId));
  if ('at' in given) return held(examined, 'cannot-set', { members: given.at });
  return verdictOn(examined, mend(given, answerOf(error.text), policy.repair), policy);
}

/** The event with the operator's values; an event that goes to another cache no longer needs the one that was not found. */
function withValues(
  { deadLetter, deployed }: Examined,
  repair: Repair,
  assignments: readonly Assignment[],
): Repair | { readonly at: readonly string[] } {
  if (assignments.length === 0) return repair;
  const given = giveValues(repair.event, assignments);
  if (given.kind === 'impossible') return given;
  const { event } = given;
  const rendering = renderFor(event, deadLetter, deployed);
  const [was, is] = [repair.rendering?.call?.cacheName, rendering?.call?.cacheName];
  const names = was === undefined || was.value === is?.value ? undefined : detailMembers(was.from);
  const cache = names && printMemberPath({ root: 'detail', names });
  const edits = given.edits.map((edit) =>
    edit.path === cache ? { ...edit, mends: 'cache-not-found' as const } : edit,
  );
  return { event, edits, rendering };
}

/** Everything about one dead letter: the rendered request, and the effect of the safe repairs. */
export interface Inspection extends Examined {
  readonly decision: Judgement;
}

/** Inspects a dead letter, with the repairs that keep the meaning. */
export function inspect(examined: Examined): Inspection {
  return { ...examined, decision: decide(examined, { fix: true, repair: SAFE_ONLY, resolved: new Set() }) };
}
