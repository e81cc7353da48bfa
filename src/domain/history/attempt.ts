import type { CauseId } from '../diagnosis/catalogue.ts';
import type { Edit } from '../repair/repair.ts';

/** All states, in the order in which an attempt can pass them. */
export const ATTEMPT_STATES = ['intended', 'accepted', 'refused', 'unknown', 'removed', 'left'] as const;

/**
 * The state of an attempt at a message. `intended`: a request may leave at any moment, or has left. `accepted`: the bus
 * answered a new event id, and the message is still in the queue. `refused`: certainly not accepted. `unknown`: the
 * answer never came. `removed`: accepted, and the message was deleted. `left`: certainly not accepted, and the run ended
 * before it could be asked again.
 */
export type AttemptState = (typeof ATTEMPT_STATES)[number];

/** The number of attempts in each state. */
export type StateCounts = Readonly<Record<AttemptState, number>>;

/** Reads an intent of a run that is over as unknown, because no process will record its outcome any more. */
export function stateAsRead(state: AttemptState, underWay: boolean): AttemptState {
  return state === 'intended' && !underWay ? 'unknown' : state;
}

/** Identifies a message within its queue. A sandbox may use one id twice; SentTimestamp distinguishes the two. */
export interface MessageIdentity {
  readonly messageId: string;
  /** SentTimestamp, milliseconds since the epoch. */
  readonly sentAt: number | undefined;
}

/** The effect of an event on Momento; `place` is the item that it sets or deletes, the same text for the same item. */
export interface Effect {
  readonly operation: 'cacheSet' | 'cacheDelete' | 'topicPublish';
  readonly place: string | undefined;
}

/** The record of a message before anything is done with it. */
export interface NewAttempt extends MessageIdentity {
  readonly eventId: string | undefined;
  readonly busArn: string;
  readonly source: string;
  readonly detailType: string;
  /** JSON text. It is kept as a fingerprint only, unless the operator asks for payloads. */
  readonly detail: string;
  /** The event's own time, milliseconds since the epoch. */
  readonly eventTime: number | undefined;
  readonly place: string | undefined;
  readonly cause: CauseId;
  readonly verdict: 'send' | 'send-repaired' | 'remove-only';
  readonly edits: readonly Edit[];
  /** How often the event had come back when this attempt began. */
  readonly returns: number;
  /** For `remove-only`: the id under which an earlier run put the event on the bus. */
  readonly newEventId: string | undefined;
}

/**
 * The outcome of an attempt. `code` is AWS's, or the reason why nothing is known. `doubted`: the bus had accepted the event,
 * and then its rule was gone; the attempt is unknown from then on.
 */
export type AttemptOutcome =
  | { readonly state: 'accepted'; readonly messageId: string; readonly newEventId: string }
  | { readonly state: 'left'; readonly messageId: string }
  | { readonly state: 'refused' | 'unknown' | 'doubted'; readonly messageId: string; readonly code: string };

/** An attempt as the ledger holds it. */
export interface AttemptRecord extends MessageIdentity {
  readonly run: string;
  readonly queueArn: string;
  /** As `stateAsRead` reads it: an intent of a run that is over is unknown. */
  readonly state: AttemptState;
  readonly verdict: string;
  readonly eventId: string | undefined;
  readonly newEventId: string | undefined;
  readonly code: string | undefined;
  readonly busArn: string;
  readonly detailType: string;
  readonly cause: string;
  /** SHA-256 over source, detail-type and detail as they were sent. */
  readonly fingerprint: string;
  /** `before` and `after` are undefined unless the run kept payloads. */
  readonly edits: readonly EditRecord[];
  readonly payload: PayloadRecord | undefined;
  readonly returns: number;
  /** PutEvents requests that held this entry. */
  readonly requests: number;
  /** Milliseconds since the epoch. */
  readonly beganAt: number;
  readonly settledAt: number | undefined;
  readonly removedAt: number | undefined;
}

export interface EditRecord {
  readonly path: string;
  readonly kind: string;
  readonly before?: string | null;
  readonly after?: string | null;
}

/** The event as it was sent, where the operator asked to keep it. */
export interface PayloadRecord {
  readonly source: string;
  readonly detail: string;
}
