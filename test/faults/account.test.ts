import { describe, expect, it } from 'vitest';
import type { AttemptRecord, AttemptState } from '../../src/domain/history/attempt.ts';
import { accountOf, contradictions } from './account.ts';

const letter = (state: string) => [{ messageId: 'id', body: 'm-000001', state }];
const put = (eventId: string, isDelivered = true) => ({ eventId, detail: 'm-000001', isDelivered });
const attempt = (state: AttemptState, verdict = 'send') => ({ messageId: 'id', state, verdict }) as AttemptRecord;
const FINE = { lost: 0, doubled: 0, doubledUnknown: 0, unnamed: 0 };

describe('the account', () => {
  it.each([
    ['sent, deleted, written down', 'deleted', [put('a')], [attempt('removed')], {}],
    ['left alone', 'visible', [], [], {}],
    ['refused', 'visible', [], [attempt('refused')], {}],
    ['deleted and never sent', 'deleted', [], [attempt('removed')], { lost: 1, unnamed: 1 }],
    ['swallowed by the bus', 'deleted', [put('a', false)], [attempt('removed')], { lost: 1 }],
    ['expired', 'expired', [], [], { lost: 1, unnamed: 1 }],
    ['sent, and nothing is known of it', 'visible', [put('a')], [], { unnamed: 1 }],
    ['sent twice unnoticed', 'deleted', [put('a'), put('b')], [attempt('removed')], { doubled: 1, unnamed: 1 }],
    [
      'sent again because it was unknown',
      'deleted',
      [put('a'), put('b')],
      [attempt('unknown'), attempt('removed')],
      { doubled: 1, doubledUnknown: 1 },
    ],
    [
      'sent by one run, deleted by another',
      'deleted',
      [put('a')],
      [attempt('accepted'), attempt('removed', 'remove-only')],
      {},
    ],
    [
      'sent again because its arrival was doubted',
      'deleted',
      [put('a', false), put('b')],
      [attempt('accepted'), attempt('unknown', 'remove-only'), attempt('removed')],
      { doubled: 1, doubledUnknown: 1 },
    ],
    ['claimed and not sent', 'visible', [], [attempt('accepted')], { unnamed: 1 }],
    ['unknown, and deleted all the same', 'deleted', [put('a')], [attempt('unknown')], { unnamed: 1 }],
  ] as const)('tells what was %s', (_, state, puts, attempts, expected) => {
    const account = accountOf(letter(state), puts, attempts);
    const counts = Object.fromEntries(Object.entries(account).map(([name, marks]) => [name, marks.length]));
    expect(counts).toEqual({ ...FINE, ...expected });
  });
});

describe('what a run says', () => {
  const run = (...outcomes: readonly string[]) => ({
    entries: outcomes.map((outcome) => ({ messageId: 'id', outcome, newEventId: 'a' })),
    selected: outcomes.length,
    unseen: 0,
    notHandedBack: 0,
  });
  it.each([
    ['removed', 'deleted', [put('a')], 0],
    ['removed', 'visible', [put('a')], 1],
    ['removed', 'deleted', [put('b')], 2],
    ['sent-not-removed', 'in-flight', [put('a')], 0],
    ['sent-not-removed', 'deleted', [put('a')], 0],
    ['unknown', 'in-flight', [put('b')], 0],
    ['unknown', 'in-flight', [], 0],
    ['unknown', 'deleted', [put('b')], 1],
    ['held', 'visible', [], 0],
    ['held', 'visible', [put('b')], 1],
    ['held', 'in-flight', [], 1],
    ['failed', 'deleted', [], 1],
  ] as const)('is held against what is so: %s, %s', (outcome, state, puts, count) => {
    const told = run(outcome) as never;
    expect(
      contradictions([told], { letters: letter('visible'), puts: 0 }, { letters: letter(state), puts }),
    ).toHaveLength(count);
  });

  it('counts what it has not told', () => {
    const before = { letters: letter('visible'), puts: 0 };
    const after = { letters: letter('visible'), puts: [] };
    expect(contradictions([run() as never], before, after)).toHaveLength(1);
    expect(contradictions([{ ...run(), unseen: 1 } as never], before, after)).toEqual([]);
  });
});
