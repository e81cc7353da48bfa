import { describe, expect, it } from 'vitest';
import type { RedriveEntry } from '../../../src/app/redrive-events.ts';
import { decide } from '../../../src/domain/redrive/decide.ts';
import { SAFE_ONLY } from '../../../src/domain/repair/repair.ts';
import { addToPiles, largestPiles, MOST_PILES, type Pile } from '../../../src/present/piles.ts';
import { pilesText } from '../../../src/present/piles-text.ts';
import { theme } from '../../../src/present/theme.ts';
import { examined } from '../../support/examined.ts';
import { FINE_DETAIL, type Sample } from '../../support/messages.ts';
import { NOTHING_REMEMBERED } from '../../support/nothing-remembered.ts';

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
  const nothing = { memory: NOTHING_REMEMBERED, newEventId: undefined, errorCode: undefined, errorMessage: undefined };
  return { examined: one, decision, outcome: 'removed', ...nothing, ...end };
}

function pilesOf(entries: readonly RedriveEntry[]): ReadonlyMap<string, Pile> {
  return entries.reduce((piles, one) => addToPiles(piles, one), new Map<string, Pile>());
}

describe('piles', () => {
  it('tell as one what ended alike, with the first edits as a sample and ids only where each matters', () => {
    const failed = { outcome: 'failed', errorCode: 'InvalidArgument' } as const;
    const piles = pilesOf([
      entry({ messageId: 'a' }, {}),
      entry({ messageId: 'b' }, {}),
      entry({ messageId: 'c', detail: SAME_KEYS }, {}),
      entry({ messageId: 'd' }, failed),
      entry({ messageId: 'e' }, failed),
    ]);
    expect(largestPiles(piles, 'removed')).toMatchObject([
      { cause: 'timeout', count: 2, edits: [], ids: [] },
      { cause: 'key-conflict', count: 1, repairs: 'detail.key_base64', edits: [{ kind: 'safe' }], ids: [] },
    ]);
    expect(largestPiles(piles, 'failed')).toMatchObject([{ count: 2, note: 'InvalidArgument', ids: ['d', 'e'] }]);
  });

  it('let no safe edit speak for one on the word of the operator, and say where values differ', () => {
    const made = (messageId: string, key_base64: string) => {
      const one = examined({ error: TIMED_OUT, messageId, detail: { ...FINE_DETAIL, key_base64 } });
      const repair = { ...SAFE_ONLY, prefer: 'key' as const };
      return { ...entry({}, {}), examined: one, decision: decide(one, { fix: true, repair, resolved: new Set() }) };
    };
    const piles = largestPiles(pilesOf([made('a', 'dXNlcjox'), made('b', 'b3RoZXI'), made('c', 'bW9yZQ')]), 'removed');
    expect(piles).toMatchObject([
      { count: 2, edits: [{ kind: 'assumed' }], valuesDiffer: true },
      { count: 1, edits: [{ kind: 'safe' }], valuesDiffer: false },
    ]);
    const all = new Map(piles.map((pile, at) => [String(at), pile]));
    expect(pilesText(['SENT'], all, 'removed', 100, theme(false))).toContain('1 with values of its own');
  });

  it('are bounded, and what is over is told as one, with its number', () => {
    const entries = Array.from({ length: MOST_PILES + 30 }, (_, at) =>
      entry({ messageId: `m${at}` }, { outcome: 'failed', errorCode: `Code${at}` }),
    );
    const piles = largestPiles(pilesOf(entries), 'failed');
    expect(piles).toHaveLength(MOST_PILES + 1);
    expect(piles[0]).toMatchObject({ cause: 'other', count: 30, ids: { length: 20 } });
    expect(piles.reduce((sum, { count }) => sum + count, 0)).toBe(entries.length);
  });
});

describe('a pile', () => {
  const held = pilesOf([
    entry({ error: TIMED_OUT }, { outcome: 'unknown', errorCode: 'E', errorMessage: 'no answer came' }),
  ]);

  it.each([
    [80, '     1  timeout  E: no answer came'],
    [50, '     1  timeout\n        E: no answer came'],
  ])('has its note beside its cause where there is room, else below (%i columns)', (width, expected) => {
    const [, ...lines] = pilesText(['UNKNOWN 1'], held, 'unknown', width, theme(false)).split('\n');
    expect(lines.slice(0, -1).join('\n')).toBe(expected);
    expect(lines.at(-1)).toMatch(/^ {8}ids: /);
  });
});
