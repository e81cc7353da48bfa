import type { Effect } from '../history/attempt.ts';
import { type PriorAttempts, priorOutcomeOf, sentSince } from '../history/prior-attempts.ts';
import { type Decision, heldBack } from './decision.ts';

/** The policy for events that an earlier run sent with unknown outcome. */
export type UnknownPolicy = 'resend' | 'hold' | 'resend-if-harmless';

/** The inputs of the verdict besides the dead letter and the ledger. */
export interface RunContext {
  readonly unknown: UnknownPolicy;
  /** Milliseconds since the epoch. */
  readonly runStartedAt: number;
  readonly effect: Effect | undefined;
}

/**
 * The verdict, corrected by the prior attempts. A message whose event was accepted is only removed, whatever its verdict; an
 * event that another run is sending is held; an event with unknown outcome is resent only if the policy allows it.
 */
export function decideKnowing(
  decision: Decision,
  prior: PriorAttempts,
  { unknown, runStartedAt, effect }: RunContext,
): Decision {
  const outcome = priorOutcomeOf(prior);
  if (outcome.kind === 'accepted') {
    const { newEventId, unconfirmedSince } = outcome;
    return { verdict: 'remove-only', cause: decision.cause, edits: [], newEventId, unconfirmedSince };
  }
  if (decision.verdict === 'hold') return decision;
  if (outcome.kind === 'under-way') return heldBack(decision, 'in-another-run');
  const again = sentSince(prior, runStartedAt);
  if (again !== undefined) return heldBack(decision, again);
  if (outcome.kind !== 'unknown' || unknown === 'resend') return decision;
  return unknown === 'resend-if-harmless' && isHarmless(effect, prior)
    ? decision
    : heldBack(decision, 'unknown-before');
}

/**
 * Is sending an event twice idempotent? Setting or deleting an item twice does, unless a
 * newer event for the item came between; a topic's subscribers would hear it twice.
 */
function isHarmless(effect: Effect | undefined, prior: PriorAttempts): boolean {
  return effect !== undefined && effect.place !== undefined && !prior.newerMayBeSent;
}
