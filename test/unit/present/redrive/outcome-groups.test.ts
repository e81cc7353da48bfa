import { describe, expect, it } from 'vitest';
import type { RedriveEntry } from '../../../../src/app/redrive/redrive-events.ts';
import { decide } from '../../../../src/domain/redrive/decide.ts';
import { SAFE_ONLY } from '../../../../src/domain/repair/repair.ts';
import {
  addToOutcomeGroups,
  largestOutcomeGroups,
  MOST_GROUPS,
  type OutcomeGroup,
} from '../../../../src/present/redrive/outcome-groups.ts';
import { outcomeGroupsText } from '../../../../src/present/redrive/outcome-groups-text.ts';
import { makeTheme } from '../../../../src/present/style/theme.ts';
import { examined } from '../../../support/builders/examined.ts';
import { FINE_DETAIL, type Sample } from '../../../support/builders/messages.ts';
import { NO_PRIOR_OUTCOME } from '../../../support/fakes/no-prior-outcome.ts';

const TIMED_OUT =
  'Unable to invoke ApiDestination endpoint: Timeout calling endpoint for API Destination: socket closed.';
const SAME_KEYS = { ...FINE_DETAIL, key_base64: 'dXNlcjox' };

function entry(sample: Sample, end: Partial<RedriveEntry>): RedriveEntry {
  const one = examined({ error: TIMED_OUT, ...sample });
  const decision = decide(one, {
    fix: true,
    repair: SAFE_ONLY,
    resolved: new Set(),
  });
  const nothing = { prior: NO_PRIOR_OUTCOME, newEventId: undefined, errorCode: undefined, errorMessage: undefined };
  return { examined: one, decision, outcome: 'removed', ...nothing, ...end };
}

function outcomeGroupsOf(entries: readonly RedriveEntry[]): ReadonlyMap<string, OutcomeGroup> {
  return entries.reduce(
    (outcomeGroups, one) => addToOutcomeGroups(outcomeGroups, one),
    new Map<string, OutcomeGroup>(),
  );
}

describe('outcome groups', () => {
  it('tell as one what ended alike, with the first edits as a sample and ids only where each matters', () => {
    const failed = { outcome: 'failed', errorCode: 'InvalidArgument' } as const;
    const outcomeGroups = outcomeGroupsOf([
      entry({ messageId: 'a' }, {}),
      entry({ messageId: 'b' }, {}),
      entry({ messageId: 'c', detail: SAME_KEYS }, {}),
      entry({ messageId: 'd' }, failed),
      entry({ messageId: 'e' }, failed),
    ]);
    expect(largestOutcomeGroups(outcomeGroups, 'removed')).toMatchObject([
      { cause: 'timeout', count: 2, edits: [], ids: [] },
      { cause: 'key-conflict', count: 1, repairs: 'detail.key_base64', edits: [{ kind: 'safe' }], ids: [] },
    ]);
    expect(largestOutcomeGroups(outcomeGroups, 'failed')).toMatchObject([
      { count: 2, note: 'InvalidArgument', ids: ['d', 'e'] },
    ]);
  });

  it('let no safe edit speak for one on the word of the operator, and say where values differ', () => {
    const made = (messageId: string, key_base64: string) => {
      const one = examined({ error: TIMED_OUT, messageId, detail: { ...FINE_DETAIL, key_base64 } });
      const repair = { ...SAFE_ONLY, prefer: 'key' as const };
      return { ...entry({}, {}), examined: one, decision: decide(one, { fix: true, repair, resolved: new Set() }) };
    };
    const outcomeGroups = largestOutcomeGroups(
      outcomeGroupsOf([made('a', 'dXNlcjox'), made('b', 'b3RoZXI'), made('c', 'bW9yZQ')]),
      'removed',
    );
    expect(outcomeGroups).toMatchObject([
      { count: 2, edits: [{ kind: 'assumed' }], valuesDiffer: true },
      { count: 1, edits: [{ kind: 'safe' }], valuesDiffer: false },
    ]);
    const all = new Map(outcomeGroups.map((outcomeGroup, at) => [String(at), outcomeGroup]));
    expect(outcomeGroupsText(['SENT'], all, 'removed', 100, makeTheme(false))).toContain('1 with values of its own');
  });

  it('are bounded, and what is over is told as one, with its number', () => {
    const entries = Array.from({ length: MOST_GROUPS + 30 }, (_, at) =>
      entry({ messageId: `m${at}` }, { outcome: 'failed', errorCode: `Code${at}` }),
    );
    const outcomeGroups = largestOutcomeGroups(outcomeGroupsOf(entries), 'failed');
    expect(outcomeGroups).toHaveLength(MOST_GROUPS + 1);
    expect(outcomeGroups.find(({ cause }) => cause === 'other')).toMatchObject({
      cause: 'other',
      count: 30,
      ids: { length: 20 },
    });
    expect(outcomeGroups.reduce((sum, { count }) => sum + count, 0)).toBe(entries.length);
  });
});

describe('an outcome group', () => {
  const held = outcomeGroupsOf([
    entry({ error: TIMED_OUT }, { outcome: 'unknown', errorCode: 'E', errorMessage: 'no answer came' }),
  ]);

  it.each([
    [80, '     1  timeout  E: no answer came'],
    [50, '     1  timeout\n        E: no answer came'],
  ])('has its note beside its cause where there is room, else below (%i columns)', (width, expected) => {
    const [, ...lines] = outcomeGroupsText(['UNKNOWN 1'], held, 'unknown', width, makeTheme(false)).split('\n');
    expect(lines.slice(0, -1).join('\n')).toBe(expected);
    expect(lines.at(-1)).toMatch(/^ {8}ids: /);
  });
});
