import type { RedriveEnd, RedriveEntry } from '../app/redrive-events.ts';
import { eventOf } from '../domain/dead-letter/dead-letter.ts';
import { editJson } from './edit-json.ts';

/** One element of `entries`. `reason` is a code, `because` the causes in the way, `members` those to be given; all three for what is held only. */
export function redriveEntryJson({ examined, decision, outcome, newEventId, errorCode, errorMessage }: RedriveEntry) {
  return {
    messageId: examined.deadLetter.messageId,
    verdict: decision.verdict,
    outcome,
    cause: decision.cause,
    reason: decision.verdict === 'hold' ? decision.reason : null,
    because: decision.verdict === 'hold' ? decision.because : [],
    members: decision.verdict === 'hold' ? decision.members : [],
    edits: decision.edits.map(editJson),
    eventId: eventOf(examined.deadLetter)?.id ?? null,
    newEventId: newEventId ?? null,
    errorCode: errorCode ?? null,
    errorMessage: errorMessage ?? null,
  };
}

/** The members after `entries`: the totals. */
export function redriveTotalsJson({ tally, unseen, stuck, interrupted, warnings }: RedriveEnd) {
  return { ...tally, unseen, notHandedBack: stuck, interrupted, warnings };
}
