import type { Outcome } from './outcome.ts';

/** A state of one message in one run; the outcomes are its ends. */
export type Step = 'received' | 'planned' | 'queued' | 'sent' | 'accepted' | 'confirmed' | Outcome;

/**
 * The states that may follow each state. A message that is in no end when the run ends was not selected, or the run could
 * not examine it; it is released as what is held, left or failed is. A retried request sends an event again that AWS has
 * certainly not accepted.
 */
export const NEXT_STEPS: Readonly<Record<Step, readonly Step[]>> = {
  received: ['planned'],
  planned: ['queued', 'held', 'left', 'removed-only', 'not-removed'],
  queued: ['sent', 'held', 'left'],
  sent: ['sent', 'accepted', 'failed', 'unknown', 'left'],
  accepted: ['confirmed', 'unknown'],
  confirmed: ['removed', 'sent-not-removed'],
  removed: [],
  'removed-only': [],
  'not-removed': [],
  'sent-not-removed': [],
  held: [],
  failed: [],
  unknown: [],
  left: [],
};
