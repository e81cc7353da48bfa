import { eventOf } from '../../domain/dead-letter/dead-letter.ts';
import type { Examined } from '../../domain/diagnosis/examined.ts';
import type { RuleAddress } from '../../domain/eventbridge/arn.ts';
import type { Effect, NewAttempt } from '../../domain/history/attempt.ts';
import { effectOf } from '../../domain/history/effect.ts';
import { type Facts, memoryOf, type Recall } from '../../domain/history/memory.ts';
import type { Decision } from '../../domain/redrive/decision.ts';
import { type Entry, entryOf } from '../../domain/redrive/entry.ts';
import type { LedgerPort } from '../ports.ts';

/** A dead letter with its verdict and with what the ledger holds about it. */
export interface Known {
  readonly examined: Examined;
  readonly decision: Decision;
  readonly effect: Effect | undefined;
  readonly facts: Facts;
}

export type Sendable = Decision & { readonly verdict: 'send' | 'send-repaired' };

/** A dead letter that is to go on the bus of its rule. */
export interface Prepared extends Known {
  readonly decision: Sendable;
  readonly rule: RuleAddress;
}

/** The entry that puts a prepared dead letter back on its bus. */
export function entryFor({ examined: { deadLetter }, decision, rule }: Prepared): Entry {
  return entryOf(deadLetter.messageId, decision.event, rule.busArn, deadLetter.traceHeader);
}

/** A dead letter that an earlier run has put on the bus. */
export interface Removable extends Known {
  readonly decision: Decision & { readonly verdict: 'remove-only' };
}

/** Asks the ledger about dead letters in one go. Rejects with a Failure when it cannot be read: then nothing may be sent. */
export async function recall(
  ledger: LedgerPort,
  queueArn: string,
  judged: readonly { readonly examined: Examined; readonly decision: Decision }[],
): Promise<readonly Known[]> {
  const withEffect = judged.map((one) => ({ ...one, effect: effectOfDecision(one.decision) }));
  const facts = await ledger.recall(
    queueArn,
    withEffect.map(({ examined, effect }) => recallOf(examined, effect)),
  );
  return withEffect.map((one, at) => ({ ...one, facts: facts[at] as Facts }));
}

/** What is written down of a dead letter before it is dealt with. */
export function attemptOf({ examined, decision, effect, facts }: Prepared | Removable): NewAttempt {
  const { deadLetter } = examined;
  const event = 'event' in decision ? decision.event : eventOf(deadLetter);
  return {
    ...recallOf(examined, effect),
    busArn: deadLetter.rule?.busArn ?? '',
    source: event?.source ?? '',
    detailType: event?.detailType ?? '',
    detail: event?.detailText ?? '',
    cause: decision.cause,
    verdict: decision.verdict,
    edits: decision.edits,
    returns: memoryOf(facts).returns,
    newEventId: decision.verdict === 'remove-only' ? decision.newEventId : undefined,
  };
}

function recallOf({ deadLetter }: Examined, effect: Effect | undefined): Recall {
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

function effectOfDecision(decision: Decision): Effect | undefined {
  return 'event' in decision ? effectOf(decision.rendering?.call) : undefined;
}
