import { describe, expect, it } from 'vitest';
import type { StateCounts } from '../../../../src/domain/history/attempt.ts';
import { type RunRecord, resultOf, runsNamed } from '../../../../src/domain/history/run.ts';
import { addsUp, diedAmong, mismatchesOf, type VerifyReport } from '../../../../src/domain/history/verify.ts';
import { NOTHING, type Tally } from '../../../../src/domain/redrive/outcome.ts';

const NONE: StateCounts = { intended: 0, accepted: 0, refused: 0, unknown: 0, removed: 0, left: 0 };

function run(
  tally: Partial<Tally> | undefined,
  sends: Partial<StateCounts> = {},
  removals: Partial<StateCounts> = {},
): RunRecord {
  return {
    id: '1125-2048-k7q',
    version: '1.2.3',
    startedAt: 0,
    queueArn: 'arn:aws:sqs:us-east-1:123456789012:dlq',
    who: undefined,
    endpoint: 'aws',
    flags: '',
    plan: undefined,
    mode: 'redrive',
    underWay: false,
    endedAt: tally && 1,
    aliveUntil: 1,
    sends: { ...NONE, ...sends },
    removals: { ...NONE, ...removals },
    end: tally && {
      exit: 0,
      failure: undefined,
      interrupted: false,
      tally: { ...NOTHING, ...tally },
      reading: undefined,
    },
  };
}

const FULL: Tally = {
  received: 30,
  selected: 17,
  sent: 6,
  repaired: 1,
  removed: 5,
  removedOnly: 2,
  notRemoved: 1,
  sentNotRemoved: 1,
  held: 2,
  failed: 1,
  unknown: 2,
  left: 3,
};
const ROWS: Partial<StateCounts> = { removed: 5, accepted: 1, refused: 1, unknown: 2, left: 1 };
const REMOVALS: Partial<StateCounts> = { removed: 2, accepted: 1 };

describe('a run', () => {
  it('adds up when its rows say what it told', () => {
    expect(mismatchesOf(run(FULL, ROWS, REMOVALS))).toEqual([]);
    expect(mismatchesOf(run({}))).toEqual([]);
  });

  it('adds up when more was deleted than it told, as long as no more was sent', () => {
    expect(mismatchesOf(run(FULL, { ...ROWS, removed: 6, accepted: 0 }, REMOVALS))).toEqual([]);
  });

  it.each<[string, Partial<Tally>, Partial<StateCounts>, Partial<StateCounts>, string]>([
    ['an outcome is missing', { held: 1 }, {}, {}, 'selected'],
    ['more was sent than is written', {}, { removed: 4 }, {}, 'accepted'],
    ['more is written than was sent', {}, { accepted: 2 }, {}, 'accepted'],
    ['less was deleted than it told', {}, { removed: 4, accepted: 2 }, {}, 'removed'],
    ['an answer is missing', {}, { unknown: 3, refused: 0 }, {}, 'refused'],
    ['an unknown one is told as known', {}, { unknown: 1 }, {}, 'unknown'],
    ['more was left than it told', {}, { left: 4 }, {}, 'left'],
    ['more was only removed than it told', {}, {}, { removed: 4 }, 'accepted before'],
  ])('does not add up when %s', (_why, tally, sends, removals, what) => {
    const found = mismatchesOf(run({ ...FULL, ...tally }, { ...ROWS, ...sends }, { ...REMOVALS, ...removals }));
    expect(found.map((one) => one.what)).toContain(what);
  });

  it('that told nothing has nothing held against it, and is told as died', () => {
    const died = run(undefined, { unknown: 3 });
    expect(mismatchesOf(died)).toEqual([]);
    expect(diedAmong([died, run({}), { ...died, underWay: true }])).toEqual([died.id]);
  });

  it.each([
    ['under-way', { ...run(undefined), underWay: true }],
    ['died', run(undefined)],
    ['done', run({})],
    [
      'partly',
      { ...run({}), end: { exit: 3, failure: undefined, interrupted: false, tally: NOTHING, reading: undefined } },
    ],
    [
      'failed',
      { ...run({}), end: { exit: 4, failure: 'AccessDenied', interrupted: false, tally: NOTHING, reading: undefined } },
    ],
    [
      'interrupted',
      {
        ...run({}),
        end: { exit: 130, failure: 'AccessDenied', interrupted: true, tally: NOTHING, reading: undefined },
      },
    ],
  ])('is %s', (result, given) => {
    expect(resultOf(given)).toBe(result);
  });

  it('is named wholly, by a beginning, or as the last', () => {
    const runs = ['1125-2048-k7q', '1125-2048-k7', '1124-0900-abc'].map((id) => ({ id }));
    const named = (name: string) => runsNamed(runs, name).map(({ id }) => id);
    expect(named('1124')).toEqual(['1124-0900-abc']);
    expect(named('1125')).toEqual(['1125-2048-k7q', '1125-2048-k7']);
    expect(named('1125-2048-k7')).toEqual(['1125-2048-k7']);
    expect(named('last')).toEqual(['1125-2048-k7q']);
    expect(named('9')).toEqual([]);
  });
});

describe('a report adds up', () => {
  const sound: VerifyReport = {
    runs: 1,
    attempts: 1,
    damage: undefined,
    mismatches: [],
    died: ['x'],
    unknown: { count: 0, messageIds: [] },
    acceptedNotRemoved: { count: 0, messageIds: [] },
    gone: [{ notMetBy: 'y', count: 1, messageIds: ['m'] }],
    underWay: 3,
    notSent: 3,
    queue: undefined,
  };
  const one = { count: 1, messageIds: ['m'] };
  const queue = { arn: 'a', inQueue: 1, expected: 1, missing: 0 };
  it.each<[string, Partial<VerifyReport>, boolean]>([
    ['as it is', {}, true],
    ['with a queue that holds enough', { queue }, true],
    ['not with a queue that holds too few', { queue: { ...queue, missing: 1 } }, false],
    ['not with damage', { damage: 'page 3' }, false],
    ['not with a mismatch', { mismatches: [{ run: 'x', what: 'refused', told: 1, written: 0 }] }, false],
    ['not with unknown ones', { unknown: one }, false],
    ['not with messages to delete', { acceptedNotRemoved: one }, false],
  ])('%s', (_what, change, expected) => {
    expect(addsUp({ ...sound, ...change })).toBe(expected);
  });
});
