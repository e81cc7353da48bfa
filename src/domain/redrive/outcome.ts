/**
 * The outcome of one selected dead letter in a run. Readers of the JSON must accept new ones. `removed-only` and
 * `not-removed`: an earlier run had put it on the bus, and this one did, or did not, delete the message.
 */
export type Outcome =
  | 'removed'
  | 'removed-only'
  | 'not-removed'
  | 'sent-not-removed'
  | 'held'
  | 'failed'
  | 'unknown'
  | 'left';

/** The counts of a run; `selected` is always the sum of the outcomes. */
export interface Tally {
  /** Distinct messages received. */
  readonly received: number;
  readonly selected: number;
  /** Accepted by the bus in this run. */
  readonly sent: number;
  /** Accepted with edits. */
  readonly repaired: number;
  readonly removed: number;
  /** Accepted in an earlier run and deleted in this one. */
  readonly removedOnly: number;
  /** Accepted in an earlier run and not deleted in this one either. */
  readonly notRemoved: number;
  /** Accepted in this run and still in the queue. */
  readonly sentNotRemoved: number;
  readonly held: number;
  readonly failed: number;
  readonly unknown: number;
  readonly left: number;
}

/** A tally before anything happened. */
export const NOTHING: Tally = {
  received: 0,
  selected: 0,
  sent: 0,
  repaired: 0,
  removed: 0,
  removedOnly: 0,
  notRemoved: 0,
  sentNotRemoved: 0,
  held: 0,
  failed: 0,
  unknown: 0,
  left: 0,
};

const COUNTER = {
  removed: 'removed',
  'removed-only': 'removedOnly',
  'not-removed': 'notRemoved',
  'sent-not-removed': 'sentNotRemoved',
  held: 'held',
  failed: 'failed',
  unknown: 'unknown',
  left: 'left',
} as const satisfies Record<Outcome, keyof Tally>;

/** The tally after one more selected dead letter came to its end. */
export function count(tally: Tally, outcome: Outcome, repaired: boolean): Tally {
  const accepted = outcome === 'removed' || outcome === 'sent-not-removed' ? 1 : 0;
  return {
    ...tally,
    selected: tally.selected + 1,
    sent: tally.sent + accepted,
    repaired: tally.repaired + (repaired ? accepted : 0),
    [COUNTER[outcome]]: tally[COUNTER[outcome]] + 1,
  };
}

/** Is something selected not done: held, failed, unknown, left, or sent and still in the queue? */
export function isPartly(tally: Tally): boolean {
  return tally.held + tally.failed + tally.unknown + tally.left + tally.sentNotRemoved + tally.notRemoved > 0;
}
