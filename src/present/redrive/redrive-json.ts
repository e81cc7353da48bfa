import type { AlsoFires, RedriveEnd, RedriveEntry } from '../../app/redrive/redrive-events.ts';
import { eventOf } from '../../domain/dead-letter/dead-letter.ts';
import type { Rates } from '../../domain/redrive/pace.ts';
import { editJson } from './edit-json.ts';

/**
 * One element of `entries`. `reason` is a code, `because` the causes in the way, `members` those to be given; all three
 * for what is held only. `before` is what the ledger held of the message, `beforeRun` in which run, `returns` how often
 * its event has come back.
 */
export function redriveEntryJson(entry: RedriveEntry) {
  const { examined, decision, outcome, prior, newEventId, errorCode, errorMessage } = entry;
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
    before: prior.kind === 'new' ? null : prior.kind,
    beforeRun: prior.run ?? null,
    returns: prior.returns,
  };
}

/** The members after `entries`: the totals. */
export function redriveTotalsJson(end: RedriveEnd) {
  const { run, tally, unseen, arrivedSince, stuck, interrupted, warnings, alsoFires, rates } = end;
  return {
    run: run ?? null,
    ...tally,
    unseen,
    arrivedSince,
    notHandedBack: stuck,
    interrupted,
    alsoFires: alsoFires.map(alsoFiresJson),
    rate: rateJson(rates),
    warnings,
  };
}

/** Events a second; null is unlimited. */
function rateJson({ overall, byType }: Rates) {
  return { overall: Number.isFinite(overall) ? overall : null, byDetailType: Object.fromEntries(byType) };
}

function alsoFiresJson({ rule, targets, events, certain }: AlsoFires) {
  return { rule, targets: targets ?? null, events, certain };
}
