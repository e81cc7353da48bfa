import { eventOf } from '../dead-letter/dead-letter.ts';
import { answerOf } from '../diagnosis/answer-findings.ts';
import { CATALOGUE, type CauseId } from '../diagnosis/catalogue.ts';
import { eventFaults } from '../diagnosis/diagnose.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { Examined } from '../diagnosis/examined.ts';
import { mend } from '../repair/mend.ts';
import { type Repair, type RepairPolicy, SAFE_ONLY } from '../repair/repair.ts';
import type { Decision, HoldReason } from './decision.ts';

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
export function decide(examined: Examined, policy: SendPolicy): Decision {
  const { deadLetter, diagnosis, rendering } = examined;
  const { cause } = diagnosis;
  const hold = (reason: HoldReason, because: readonly CauseId[] = [cause], edits: Repair['edits'] = []): Decision => ({
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

  const asIs: Repair = { edits: [], event, rendering };
  const mended = (repair: RepairPolicy): Repair => mend(asIs, answerOf(deadLetter.error.text), repair);
  const repair = policy.fix ? mended(policy.repair) : asIs;
  const faults = remainingFaults(examined, repair);
  if (faults.length > 0) {
    const offer = policy.fix ? repair : mended(SAFE_ONLY);
    const wouldDo = remainingFaults(examined, offer).length === 0;
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

function remainingFaults({ deadLetter }: Examined, { event, rendering }: Repair): readonly CauseId[] {
  return eventFaults(deadLetter, event, rendering).map((finding) => finding.cause);
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
