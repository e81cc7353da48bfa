import { describe, expect, it } from 'vitest';
import { NO_PRIOR_ATTEMPTS, type PriorAttempt, priorOutcomeOf } from '../../../../src/domain/history/prior-attempts.ts';

const attempt = (run: string, change: Partial<PriorAttempt>): PriorAttempt => {
  return {
    run,
    state: 'unknown',
    isRemoval: false,
    underWay: false,
    newEventId: undefined,
    at: Number(run),
    ...change,
  };
};
const accepted = (run: string) => attempt(run, { state: 'accepted', newEventId: `new-${run}` });
const doubt = (run: string) => attempt(run, { isRemoval: true });
const removal = (run: string, state: PriorAttempt['state']) => attempt(run, { isRemoval: true, state });

describe('what earlier attempts mean, newest first', () => {
  it.each<[string, readonly PriorAttempt[], object]>([
    ['accepted', [accepted('1')], { kind: 'accepted', run: '1', newEventId: 'new-1', unconfirmedSince: 1 }],
    [
      'accepted, and a run that was to delete it died',
      [removal('2', 'accepted'), accepted('1')],
      { kind: 'accepted', run: '2', unconfirmedSince: 2 },
    ],
    ['deleted', [attempt('1', { state: 'removed' })], { kind: 'accepted', run: '1', unconfirmedSince: undefined }],
    [
      'deleted by a later run',
      [removal('2', 'removed'), accepted('1')],
      { kind: 'accepted', run: '2', unconfirmedSince: undefined },
    ],
    ['doubted', [doubt('2'), accepted('1')], { kind: 'unknown', run: '1', newEventId: undefined }],
    [
      'doubted by one run while another deleted it',
      [doubt('2'), attempt('1', { state: 'removed' })],
      { kind: 'accepted', run: '1', unconfirmedSince: undefined },
    ],
    [
      'doubted, then sent again without an answer',
      [attempt('3', {}), doubt('2'), accepted('1')],
      { kind: 'unknown', run: '3' },
    ],
    [
      'doubted, then sent again',
      [accepted('3'), doubt('2'), accepted('1')],
      { kind: 'accepted', run: '3', newEventId: 'new-3', unconfirmedSince: 3 },
    ],
    ['doubted by both', [doubt('2'), attempt('1', {})], { kind: 'unknown', run: '1' }],
    [
      'doubted, and under way again',
      [attempt('3', { state: 'intended', underWay: true }), doubt('2'), accepted('1')],
      { kind: 'under-way', run: '3' },
    ],
    ['refused', [attempt('1', { state: 'refused' })], { kind: 'new', run: undefined }],
  ])('%s', (_, attempts, memory) => {
    expect(priorOutcomeOf({ ...NO_PRIOR_ATTEMPTS, attempts })).toMatchObject(memory);
  });
});
