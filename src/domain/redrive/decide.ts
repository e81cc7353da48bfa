import { type DeadLetter, eventOf } from '../dead-letter/dead-letter.ts';
import { answerOf } from '../diagnosis/answer-findings.ts';
import { CATALOGUE, type CauseId } from '../diagnosis/catalogue.ts';
import { eventFaults } from '../diagnosis/diagnose.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { EventEnvelope } from '../eventbridge/event.ts';
import type { Wiring } from '../integration/wiring.ts';
import { mend } from '../repair/mend.ts';
import { type Repair, type RepairPolicy, SAFE_ONLY } from '../repair/repair.ts';
import type { HoldReason, Judgement } from './decision.ts';

/** What the operator asked for. */
export interface SendPolicy {
  /** `--fix`: may events be repaired? */
  readonly fix: boolean;
  readonly repair: RepairPolicy;
  /** `--resolved`: causes outside the event that are settled by now. */
  readonly resolved: ReadonlySet<CauseId>;
}

/** What a fault of the event explains needs no settling of its own once the fault is mended. */
const EXPLANATIONS: Partial<Record<CauseId, (faults: readonly CauseId[]) => boolean>> = {
  'bad-request': (faults) => faults.length > 0,
  // A template breaks on the message; without a key or a ttl it would have broken all the same.
  'transform-failed': (faults) => faults.includes('message-unrenderable'),
};

/** The verdict on one dead letter, before any look at the bus. Pure: the same letter and policy give the same verdict. */
export function decide(
  deadLetter: DeadLetter,
  diagnosis: Diagnosis,
  wiring: Wiring | undefined,
  policy: SendPolicy,
): Judgement {
  const { cause } = diagnosis;
  const hold = (reason: HoldReason, because: readonly CauseId[] = [cause], edits: Repair['edits'] = []): Judgement => ({
    verdict: 'hold',
    cause,
    edits,
    reason,
    because,
  });
  const event = eventOf(deadLetter);
  if (cause === 'event-incomplete') return hold('incomplete');
  if (cause === 'event-encrypted') return hold('encrypted');
  if (event === undefined || CATALOGUE[cause].group === 'message') return hold('not-ours');
  if (deadLetter.rule === undefined) return hold('no-rule');

  const answer = answerOf(deadLetter.error.text);
  const repairWith = (repair: RepairPolicy): Repair =>
    wiring === undefined ? { edits: [], event } : mend(event, wiring, answer, repair);
  const repair = policy.fix ? repairWith(policy.repair) : { edits: [], event };
  const faults = remainingFaults(deadLetter, repair.event, wiring);
  if (faults.length > 0) {
    const offer = policy.fix ? repair : repairWith(SAFE_ONLY);
    const wouldDo = remainingFaults(deadLetter, offer.event, wiring).length === 0;
    return hold(wouldDo ? 'needs-fix' : 'needs-repair', faults, offer.edits);
  }
  const unsettled = outsideCauses(diagnosis, repair, policy);
  if (unsettled.length > 0) return hold('needs-outside-change', unsettled, repair.edits);
  return {
    verdict: repair.edits.length > 0 ? 'send-repaired' : 'send',
    cause,
    edits: repair.edits,
    event: repair.event,
  };
}

function remainingFaults(deadLetter: DeadLetter, event: EventEnvelope, wiring: Wiring | undefined): readonly CauseId[] {
  return eventFaults(deadLetter, event, wiring).map((finding) => finding.cause);
}

/** Causes that only a change outside the event settles, and that neither the operator nor the repair has settled. */
function outsideCauses(diagnosis: Diagnosis, repair: Repair, policy: SendPolicy): readonly CauseId[] {
  const causes = [diagnosis.cause, ...diagnosis.also];
  const faults = causes.filter((cause) => CATALOGUE[cause].group === 'event');
  const mended = new Set(repair.edits.map((edit) => edit.mends));
  return causes.filter(
    (cause) =>
      CATALOGUE[cause].resend === 'after-outside-change' &&
      !policy.resolved.has(cause) &&
      !mended.has(cause) &&
      !EXPLANATIONS[cause]?.(faults),
  );
}
