import { type AttemptState, type MessageIdentity, stateAsRead } from './attempt.ts';

/** A message, as the ledger is asked about its prior attempts. */
export interface PriorQuery extends MessageIdentity {
  readonly eventId: string | undefined;
  /** The item that its event sets or deletes, and when that event was put. */
  readonly place: string | undefined;
  readonly eventTime: number | undefined;
}

/** One prior attempt, as far as it matters to a later run. */
export interface PriorAttempt {
  readonly run: string;
  readonly state: AttemptState;
  /** Did it only delete a message whose event an attempt before it had sent? In state `unknown` it doubts that attempt. */
  readonly isRemoval: boolean;
  /** Is the run that made it still under way? */
  readonly underWay: boolean;
  readonly newEventId: string | undefined;
  /** When it came to its state, milliseconds since the epoch. */
  readonly at: number;
}

/** The prior attempts that concern one message; `priorOutcomeOf` draws the conclusions. */
export interface PriorAttempts {
  /** Attempts at this very message, newest first. */
  readonly attempts: readonly PriorAttempt[];
  /** Attempts at other messages that hold the same event. */
  readonly siblings: readonly PriorAttempt[];
  /** The attempt that put this event on the bus: the event has come back. */
  readonly origin: { readonly at: number; readonly returns: number } | undefined;
  /** May a newer event for the same item have been sent? */
  readonly newerMayBeSent: boolean;
}

/** The conclusion from the prior attempts, of earlier runs and of runs under way, for one message. */
export interface PriorOutcome {
  readonly kind: 'new' | 'accepted' | 'under-way' | 'unknown';
  /** The run that it comes from; undefined for `new`. */
  readonly run: string | undefined;
  /** For `accepted`: the id that the bus gave. */
  readonly newEventId: string | undefined;
  /** For `accepted`: since when, where its message was never deleted. Before the delete its rule must be checked. */
  readonly unconfirmedSince: number | undefined;
  /** How often the event has come back. */
  readonly returns: number;
}

/** No prior attempts. */
export const NO_PRIOR_ATTEMPTS: PriorAttempts = {
  attempts: [],
  siblings: [],
  origin: undefined,
  newerMayBeSent: false,
};

/**
 * Draws the conclusions. An accepted attempt stays accepted, unless a later run doubted it before the message was deleted.
 * An attempt under way elsewhere outranks an unknown one, and an unknown one stays unknown although a later attempt was
 * refused. Refused and left attempts do not count: nothing was sent.
 */
export function priorOutcomeOf({ attempts, origin }: PriorAttempts): PriorOutcome {
  const doubt = attempts.findIndex(({ isRemoval, state }) => isRemoval && state === 'unknown');
  const since = doubt < 0 ? attempts : attempts.slice(0, doubt);
  const removed = attempts.find(({ state }) => state === 'removed');
  const accepted = removed ?? since.find(isAccepted);
  const underWay = attempts.find((one) => stateAsRead(one.state, one.underWay) === 'intended');
  const unknown =
    since.find((one) => stateAsRead(one.state, one.underWay) === 'unknown') ??
    // The doubting attempt sent nothing.
    attempts.slice(doubt + 1).find(mayBeSent);
  const kind = accepted ? 'accepted' : underWay ? 'under-way' : unknown ? 'unknown' : 'new';
  return {
    kind,
    run: (accepted ?? underWay ?? unknown)?.run,
    newEventId: accepted?.newEventId,
    unconfirmedSince: removed === undefined ? accepted?.at : undefined,
    returns: origin === undefined ? 0 : origin.returns + 1,
  };
}

/** Has any run put the event on the bus since that time, for this dead letter's origin or for another dead letter of it? */
export function sentSince(
  { origin, siblings }: PriorAttempts,
  time: number,
): 'returned' | 'sent-for-sibling' | undefined {
  if (origin !== undefined && origin.at >= time) return 'returned';
  return siblings.some((one) => one.at >= time && mayBeSent(one)) ? 'sent-for-sibling' : undefined;
}

function isAccepted({ state }: PriorAttempt): boolean {
  return state === 'accepted' || state === 'removed';
}

function mayBeSent(attempt: PriorAttempt): boolean {
  return isAccepted(attempt) || attempt.state === 'intended' || attempt.state === 'unknown';
}
