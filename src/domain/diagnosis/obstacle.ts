import { type DeadLetter, eventOf } from '../dead-letter/dead-letter.ts';
import { isReservedSource } from '../eventbridge/event.ts';
import type { Cause, Owner, Resend } from './cause.ts';

/**
 * The obstacle to sending an event from here, whatever the cause of its failure. `rule-unknown`: its bus is unknown.
 * `other-account`, `other-region`: its rule cannot be looked up from here. `source-reserved`: PutEvents
 * takes no such source from a customer.
 */
export type Obstacle = 'rule-unknown' | 'other-account' | 'other-region' | 'source-reserved';

/** Where the rule of a dead letter lies, as seen from the queue and the credentials in use. */
export type RulePlace = 'here' | 'other-account' | 'other-region';

/** The obstacle to sending the content of a dead letter; `undefined` without an obstacle. */
export function obstacleTo(deadLetter: DeadLetter, place: RulePlace): Obstacle | undefined {
  if (deadLetter.rule === undefined) return 'rule-unknown';
  if (place !== 'here') return place;
  const source = eventOf(deadLetter)?.source;
  return source !== undefined && isReservedSource(source) ? 'source-reserved' : undefined;
}

/** Whether and how the event can be sent again: the obstacle is in the way of whatever the cause allows. */
export function resendDespite(obstacle: Obstacle | undefined, { resend }: Pick<Cause, 'resend'>): Resend {
  if (obstacle === undefined || resend === 'never' || resend === 'after-outside-change') return resend;
  return obstacle === 'other-account' || obstacle === 'other-region' ? 'after-outside-change' : 'after-repair';
}

/** Who must act first: the obstacle counts where the cause itself asks nothing of anybody. */
export function ownerDespite(obstacle: Obstacle | undefined, { owner }: Pick<Cause, 'owner'>): Owner {
  if (obstacle === undefined || owner !== 'nobody') return owner;
  switch (obstacle) {
    case 'source-reserved':
      return 'application';
    case 'other-region':
      return 'administrator';
    case 'other-account':
    case 'rule-unknown':
      return 'other-team';
  }
}
