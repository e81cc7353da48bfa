import { CATALOGUE, type CauseId } from '../diagnosis/catalogue.ts';
import { eventFaults } from '../diagnosis/diagnose.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { Examined } from '../diagnosis/examined.ts';
import { isReservedSource } from '../eventbridge/event.ts';
import type { Repair } from '../repair/repair.ts';
import type { HeldUnsent, Judgement, SendPolicy } from './decision.ts';

/** Causes that a fault of the event explains: they are resolved once the fault is repaired. */
const EXPLANATIONS: Partial<Record<CauseId, (faults: readonly CauseId[]) => boolean>> = {
  'bad-request': (faults) => faults.length > 0,
  // A template breaks on the message; without a key or a ttl it would have broken anyway.
  'transform-failed': (faults) => faults.includes('message-unrenderable'),
};

/** The verdict on an event as it would be sent: held while it has a fault, or while a cause outside the event remains. */
export function verdictOn(examined: Examined, repair: Repair, policy: SendPolicy): Judgement {
  const { edits, event, rendering } = repair;
  const faults = remainingFaults(examined, repair);
  if (faults.length > 0) return held(examined, 'needs-repair', { because: faults, edits });
  const unsettled = outsideCauses(examined.diagnosis, repair, policy);
  if (unsettled.length > 0) return held(examined, 'needs-outside-change', { because: unsettled, edits });
  if (isReservedSource(event.source)) return held(examined, 'source-reserved', { edits, members: ['source'] });
  const { cause } = examined.diagnosis;
  return { verdict: edits.length > 0 ? 'send-repaired' : 'send', cause, edits, event, rendering };
}

/** Holds a dead letter because of its own cause, unless others are named. */
export function held(
  { diagnosis: { cause } }: Examined,
  reason: HeldUnsent['reason'],
  more: Partial<Pick<HeldUnsent, 'because' | 'edits' | 'members'>> = {},
): HeldUnsent {
  return { verdict: 'hold', cause, edits: [], reason, because: [cause], members: [], ...more };
}

/** The faults that the event would still have. */
export function remainingFaults({ deadLetter }: Examined, { event, rendering }: Repair): readonly CauseId[] {
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
