import type { RedriveEnd, RedriveEntry } from '../app/redrive-events.ts';
import { eventOf } from '../domain/dead-letter/dead-letter.ts';
import { errorJson } from './failure-json.ts';

/** One element of `entries`. `edits` hold JSON texts; null where a member is absent. */
export function redriveEntryJson({ examined, decision, outcome, newEventId, errorCode, errorMessage }: RedriveEntry) {
  return {
    messageId: examined.deadLetter.messageId,
    verdict: decision.verdict,
    outcome,
    cause: decision.cause,
    reason: decision.verdict === 'hold' ? decision.reason : (errorMessage ?? null),
    edits: decision.edits.map(({ path, before, after, kind }) => ({ path, before, after, kind })),
    eventId: eventOf(examined.deadLetter)?.id ?? null,
    newEventId: newEventId ?? null,
    errorCode: errorCode ?? null,
  };
}

/** The members after `entries`: the totals, and `error` when the run ended before its time. */
export function redriveTotalsJson({ tally, unseen, warnings, failure }: RedriveEnd) {
  return { ...tally, unseen, warnings, error: failure === undefined ? undefined : errorJson(failure) };
}
