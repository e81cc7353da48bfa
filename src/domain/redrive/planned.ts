import { eventOf } from '../dead-letter/dead-letter.ts';
import type { Examined } from '../diagnosis/examined.ts';
import type { RuleAddress } from '../eventbridge/arn.ts';
import type { Effect, NewAttempt } from '../history/attempt.ts';
import { effectOf } from '../history/effect.ts';
import { NO_PRIOR_ATTEMPTS, type PriorAttempts, type PriorQuery, priorOutcomeOf } from '../history/prior-attempts.ts';
import type { Decision } from './decision.ts';
import { type Entry, entryOf } from './entry.ts';

/** A dead letter with its decision and its prior attempts. */
export interface Planned {
  readonly examined: Examined;
  readonly decision: Decision;
  /** The effect of its event on Momento, if it will be sent. */
  readonly effect: Effect | undefined;
  readonly prior: PriorAttempts;
}

/** A decision to send. */
export type Sendable = Decision & { readonly verdict: 'send' | 'send-repaired' };

/** A dead letter whose event will be sent to the bus of its rule. */
export interface PlannedSend extends Planned {
  readonly decision: Sendable;
  readonly rule: RuleAddress;
}

/** A dead letter whose event an earlier run has sent: its message will be deleted. */
export interface PlannedRemoval extends Planned {
  readonly decision: Decision & { readonly verdict: 'remove-only' };
}

/** A dead letter without prior attempts. */
export function unknownBefore(examined: Examined, decision: Decision): Planned {
  return { examined, decision, effect: effectOfDecision(decision), prior: NO_PRIOR_ATTEMPTS };
}

/** The entry that puts the event back on its bus. */
export function entryFor({ examined: { deadLetter }, decision, rule }: PlannedSend): Entry {
  return entryOf(deadLetter.messageId, decision.event, rule.busArn, deadLetter.traceHeader);
}

/** The query for the prior attempts of a dead letter. */
export function priorQueryOf({ examined: { deadLetter }, effect }: Pick<Planned, 'examined' | 'effect'>): PriorQuery {
  const event = eventOf(deadLetter);
  const { messageId, sentAt } = deadLetter;
  const time = Date.parse(event?.time ?? '');
  return {
    messageId,
    sentAt,
    eventId: event?.id,
    place: effect?.place,
    eventTime: Number.isNaN(time) ? undefined : time,
  };
}

/** The ledger record of a dead letter before it is sent or deleted. */
export function attemptOf(planned: PlannedSend | PlannedRemoval): NewAttempt {
  const { examined, decision, prior } = planned;
  const { deadLetter } = examined;
  const event = 'event' in decision ? decision.event : eventOf(deadLetter);
  return {
    ...priorQueryOf(planned),
    busArn: deadLetter.rule?.busArn ?? '',
    source: event?.source ?? '',
    detailType: event?.detailType ?? '',
    detail: event?.detailText ?? '',
    cause: decision.cause,
    verdict: decision.verdict,
    edits: decision.edits,
    returns: priorOutcomeOf(prior).returns,
    newEventId: decision.verdict === 'remove-only' ? decision.newEventId : undefined,
  };
}

function effectOfDecision(decision: Decision): Effect | undefined {
  return 'event' in decision ? effectOf(decision.rendering?.call) : undefined;
}
