import { memoryOf } from '../../domain/history/memory.ts';
import type { Decision } from '../../domain/redrive/decision.ts';
import type { Outcome } from '../../domain/redrive/outcome.ts';
import type { Known } from './known.ts';
import type { Delivery } from './put-events.ts';
import type { RedriveEntry } from './redrive-events.ts';

/** What is told of a dead letter at its end; `delivery` is how sending it ended, where that was tried. */
export function ended({ examined, decision, facts }: Known, outcome: Outcome, delivery?: Delivery): RedriveEntry {
  return {
    examined,
    decision,
    outcome,
    memory: memoryOf(facts),
    newEventId: delivery?.kind === 'accepted' ? delivery.newEventId : newEventIdOf(decision),
    errorCode: delivery?.kind === 'refused' ? delivery.code : undefined,
    errorMessage: messageOf(delivery),
  };
}

function newEventIdOf(decision: Decision): string | undefined {
  return decision.verdict === 'remove-only' ? decision.newEventId : undefined;
}

function messageOf(delivery: Delivery | undefined): string | undefined {
  if (delivery?.kind === 'refused') return delivery.message;
  return delivery?.kind === 'unknown' ? delivery.reason : undefined;
}
