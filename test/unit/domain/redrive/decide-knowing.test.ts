import { describe, expect, it } from 'vitest';
import type { Effect } from '../../../../src/domain/history/attempt.ts';
import {
  NO_PRIOR_ATTEMPTS,
  type PriorAttempt,
  type PriorAttempts,
} from '../../../../src/domain/history/prior-attempts.ts';
import { decide } from '../../../../src/domain/redrive/decide.ts';
import { decideKnowing, type UnknownPolicy } from '../../../../src/domain/redrive/decide-knowing.ts';
import type { Decision } from '../../../../src/domain/redrive/decision.ts';
import { SAFE_ONLY } from '../../../../src/domain/repair/repair.ts';
import { examined } from '../../../support/builders/examined.ts';
import { momentoSaid, type Sample } from '../../../support/builders/messages.ts';

const START = 1_000;
const SET: Effect = { operation: 'cacheSet', place: '["orders","YQ"]' };
const DELETE: Effect = { operation: 'cacheDelete', place: '["orders","YQ"]' };
const PUBLISH: Effect = { operation: 'topicPublish', place: undefined };

function judged(sample: Sample): Decision {
  return decide(examined(sample), { fix: true, repair: SAFE_ONLY, resolved: new Set() });
}

const SENDABLE = judged({ error: momentoSaid(500, 'Internal Server Error') });
const HELD = judged({ error: momentoSaid(404, 'Not Found', 'Cache not found') });

function earlier(change: Partial<PriorAttempt>): PriorAttempt {
  return { run: 'r', state: 'unknown', isRemoval: false, underWay: false, newEventId: undefined, at: 0, ...change };
}

const ACCEPTED = earlier({ state: 'accepted', newEventId: 'new' });
const UNKNOWN = earlier({ state: 'unknown' });

interface About {
  readonly unknown: UnknownPolicy;
  readonly effect: Effect | undefined;
  readonly decision: Decision;
}

const USUAL: About = { unknown: 'resend-if-harmless', effect: SET, decision: SENDABLE };

/** The verdict, or for a hold its reason. */
function verdict(prior: Partial<PriorAttempts>, about: Partial<About> = {}): string {
  const { decision, ...rest } = { ...USUAL, ...about };
  const known = decideKnowing(decision, { ...NO_PRIOR_ATTEMPTS, ...prior }, { ...rest, runStartedAt: START });
  return known.verdict === 'hold' ? known.reason : known.verdict;
}

describe('what the ledger holds', () => {
  it('changes nothing where it is nothing', () => {
    expect(verdict({})).toBe('send');
    expect(verdict({}, { unknown: 'hold', effect: undefined, decision: HELD })).toBe('needs-outside-change');
  });

  it.each([
    ['accepted', ACCEPTED, 'remove-only'],
    ['removed', earlier({ state: 'removed' }), 'remove-only'],
    ['intended by a run under way', earlier({ state: 'intended', underWay: true }), 'in-another-run'],
    ['intended by a run that is over', earlier({ state: 'intended' }), 'send'],
    ['refused', earlier({ state: 'refused' }), 'send'],
    ['left', earlier({ state: 'left' }), 'send'],
  ])('%s makes it a %s', (_what, attempt, expected) => {
    expect(verdict({ attempts: [attempt] })).toBe(expected);
  });

  it('lets acceptance win over everything, a hold too, and tells under which id', () => {
    const attempts = [UNKNOWN, earlier({ state: 'intended', underWay: true }), ACCEPTED];
    expect(verdict({ attempts })).toBe('remove-only');
    expect(verdict({ attempts }, { unknown: 'hold', decision: HELD })).toBe('remove-only');
    const surroundings = { unknown: 'hold', runStartedAt: START, effect: SET } as const;
    expect(decideKnowing(HELD, { ...NO_PRIOR_ATTEMPTS, attempts }, surroundings)).toMatchObject({ newEventId: 'new' });
  });

  it('does not let go what is held for its own sake', () => {
    expect(verdict({ attempts: [UNKNOWN] }, { unknown: 'resend', decision: HELD })).toBe('needs-outside-change');
  });
});

describe('an event that may have arrived', () => {
  it.each<[UnknownPolicy, Effect | undefined, boolean, string]>([
    ['resend-if-harmless', SET, false, 'send'],
    ['resend-if-harmless', DELETE, false, 'send'],
    ['resend-if-harmless', SET, true, 'unknown-before'],
    ['resend-if-harmless', PUBLISH, false, 'unknown-before'],
    ['resend-if-harmless', { ...SET, place: undefined }, false, 'unknown-before'],
    ['resend-if-harmless', undefined, false, 'unknown-before'],
    ['resend', PUBLISH, true, 'send'],
    ['resend', undefined, true, 'send'],
    ['hold', SET, false, 'unknown-before'],
  ])('under %s, with effect %j, a newer one: %s → %s', (unknown, effect, newerMayBeSent, expected) => {
    expect(verdict({ attempts: [UNKNOWN], newerMayBeSent }, { unknown, effect })).toBe(expected);
  });
});

describe('an event that was sent since the run began', () => {
  it.each([
    ['for this dead letter, before', { origin: { at: START - 1, returns: 0 } }, 'send'],
    ['for this dead letter, since', { origin: { at: START, returns: 0 } }, 'returned'],
    ['for another dead letter, before', { siblings: [{ ...ACCEPTED, at: START - 1 }] }, 'send'],
    ['for another dead letter, since', { siblings: [{ ...ACCEPTED, at: START }] }, 'sent-for-sibling'],
    ['perhaps, for another one', { siblings: [{ ...UNKNOWN, at: START }] }, 'sent-for-sibling'],
    ['not at all: refused', { siblings: [earlier({ state: 'refused', at: START })] }, 'send'],
  ])('%s', (_what, prior, expected) => {
    expect(verdict(prior)).toBe(expected);
  });
});
