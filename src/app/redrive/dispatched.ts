import type { AttemptOutcome } from '../../domain/history/attempt.ts';
import type { Outcome } from '../../domain/redrive/outcome.ts';
import type { Prepared } from './known.ts';
import type { Delivery } from './put-events.ts';

/** How one prepared dead letter ended. */
export interface Dispatched {
  readonly prepared: Prepared;
  readonly outcome: Outcome;
  readonly delivery: Delivery;
}

/** Tells how deliveries ended; `removed` are the messages that are certainly gone. */
export function dispatched(
  deliveries: readonly Delivery[],
  removed: ReadonlySet<string>,
  byId: ReadonlyMap<string, Prepared>,
): readonly Dispatched[] {
  return deliveries.flatMap((delivery) => {
    const prepared = byId.get(delivery.entry.messageId);
    return prepared === undefined ? [] : [{ prepared, outcome: outcomeOf(delivery, removed), delivery }];
  });
}

/** What is written down of the deliveries that were accepted and may have gone nowhere. */
export function doubted(deliveries: readonly Delivery[]): readonly AttemptOutcome[] {
  return deliveries.flatMap((one): readonly AttemptOutcome[] =>
    one.kind === 'unknown' ? [{ state: 'doubted', messageId: one.entry.messageId, code: one.reason }] : [],
  );
}

/** What was refused for the time being and is not asked again is left, not refused for good. */
export function leftBehind(deliveries: readonly Delivery[]): readonly AttemptOutcome[] {
  return deliveries.flatMap((one): readonly AttemptOutcome[] =>
    one.kind === 'cut' ? [{ state: 'left', messageId: one.entry.messageId }] : [],
  );
}

function outcomeOf(delivery: Delivery, removed: ReadonlySet<string>): Outcome {
  switch (delivery.kind) {
    case 'accepted':
      return removed.has(delivery.entry.messageId) ? 'removed' : 'sent-not-removed';
    case 'refused':
      return 'failed';
    case 'unknown':
      return 'unknown';
    case 'cut':
      return 'left';
  }
}
