import { stripVTControlCharacters } from 'node:util';
import { renderToString } from 'ink';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { Sample } from '../../../../src/app/list/sample.ts';
import { reduce } from '../../../../src/dashboard/state/reduce.ts';
import { beginning, type DashboardState } from '../../../../src/dashboard/state/state.ts';
import { Dashboard } from '../../../../src/dashboard/view/dashboard.tsx';
import { makeTheme } from '../../../../src/present/style/theme.ts';
import { afterLooks, busy, HOSTILE_NAME, hostile, LOST_NETWORK } from '../../../support/builders/dashboard-states.ts';
import { destination, integration, route } from '../../../support/builders/integrations.ts';
import { level, NOW, snapshot } from '../../../support/builders/snapshots.ts';

const PLAIN = makeTheme(false);
const SAMPLE: Sample = {
  at: NOW,
  groups: [
    {
      cause: 'key-missing',
      title: 'Neither key nor key_base64',
      error: HOSTILE_NAME,
      obstacle: null,
      resend: 'after-repair',
      owner: 'application',
      caches: [],
      moreCaches: false,
      why: '',
      count: 12,
      ruleArn: null,
      detailType: HOSTILE_NAME,
      firstSentAt: null,
      lastSentAt: null,
      sampleMessageId: 'id',
    },
  ],
  read: 12,
  visible: 12,
  stuck: 1,
  interrupted: false,
};
const sampled = (state: DashboardState) =>
  reduce(state, { kind: 'sampling', event: { kind: 'sampled', sample: SAMPLE } });
const failing = (state: DashboardState) =>
  reduce(state, {
    kind: 'refreshed',
    now: state.now + 13_000,
    event: { kind: 'failed', failure: LOST_NETWORK, last: undefined, age: undefined, retryInMs: 10_000 },
  });
const at = (state: DashboardState, focus: number) => ({ ...state, focus, opened: true });

function picture(
  state: DashboardState,
  columns: number,
  rows: number,
  unicode = true,
  theme = PLAIN,
): readonly string[] {
  return renderToString(<Dashboard view={{ state, columns, rows, theme, unicode }} />, { columns }).split('\n');
}

const seen = afterLooks(busy({ at: NOW - 60_000 }), busy());
const evil = sampled(afterLooks(hostile()));
const many = integration(Array.from({ length: 40 }, (_, index) => route(`rule-number-${index}`)));
const STATES: Readonly<Record<string, DashboardState>> = {
  beginning: beginning('1h', NOW, true),
  'failing from the start': failing(beginning('1h', NOW, false)),
  overview: seen,
  'with a sample': sampled(seen),
  failing: failing(seen),
  'a destination': at(seen, 0),
  'a destination, failing': at(failing(seen), 0),
  'the queue': at(seen, 2),
  'the causes': at(sampled(seen), 3),
  help: { ...seen, help: true },
  'without metrics': afterLooks(snapshot({ denied: true, level: undefined, warnings: ['a', 'b', 'c'] })),
  'without destinations': afterLooks(snapshot({ integration: integration([]) })),
  'many destinations': { ...afterLooks(busy({ integration: many })), focus: 30 },
  'hostile names': evil,
  'a hostile destination': at(evil, 0),
  'hostile causes': at(evil, 3),
};
const SIZES = [
  [60, 16],
  [80, 24],
  [120, 30],
  [200, 60],
] as const;

describe.each(Object.entries(STATES))('%s', (_, state) => {
  it.each(SIZES)('fits into %i × %i, in colour and without Unicode too', (columns, rows) => {
    for (const unicode of [true, false]) {
      const plain = picture(state, columns, rows, unicode);
      expect(plain).toHaveLength(rows - 1);
      for (const row of plain) expect(stringWidth(row)).toBeLessThanOrEqual(columns);
      expect(plain.at(-1)).toMatch(/q leave$/);
      const coloured = picture(state, columns, rows, unicode, makeTheme(true)).map(stripVTControlCharacters);
      expect(coloured.map((row) => row.trimEnd())).toEqual(plain.map((row) => row.trimEnd()));
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal could act upon must not be there
      expect(plain.join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
    }
  });
});

describe('the picture', () => {
  it.each(SIZES)('at %i × %i', (columns, rows) => {
    expect(
      `\n${picture(sampled(seen), columns, rows)
        .map((row) => row.trimEnd())
        .join('\n')}\n`,
    ).toMatchSnapshot();
  });

  it('of one destination at 80 × 24', () => {
    expect(
      `\n${picture(at(seen, 0), 80, 24)
        .map((row) => row.trimEnd())
        .join('\n')}\n`,
    ).toMatchSnapshot();
  });

  it('is plain ASCII where asked', () => {
    for (const state of [seen, failing(seen), at(seen, 0), at(seen, 2), { ...seen, help: true }]) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: everything beyond ASCII is what must not be there
      expect(picture(state, 120, 40, false).join('\n')).not.toMatch(/[^\u0000-\u007f]/);
    }
  });

  it('says first what is lost', () => {
    expect(picture(seen, 80, 24)[1]).toMatch(/^LOST: 1 event of rule set failed/);
    expect(picture(failing(seen), 60, 16)[2]).toMatch(/^LOST: .*… and 1 more$/);
    expect(picture(seen, 80, 40).join('\n')).toMatch(
      /SOON: .*\n {2}→ Let events\.amazonaws\.com.*must be usable\.\n {2}→ Redrive/s,
    );
  });

  it('shows what came since the metrics were read before', () => {
    const later = busy({
      at: NOW + 60_000,
      metrics: { 'set Invocations': [900, 1_200, 1_300, 750, 33], 'set FailedInvocations': [10, 20, 10, 1, 2] },
    });
    expect(picture(afterLooks(busy(), later), 100, 24).join('\n')).toMatch(/set-destination.*\n.*\+83 .*\+2/);
  });

  it('keeps the last good one while looks fail, with its age', () => {
    const rows = picture(failing(seen), 120, 30);
    expect(rows[0]).toMatch(/queue 13 s, metrics 13 s old {2}\d\d:\d\d:\d\dZ {2}NOT REFRESHED$/);
    expect(rows[1]).toMatch(/^REFRESH FAILED, this is from 13 s ago, again in 10 s: AWS could not be reached\./);
    expect(rows.join('\n')).toContain('DEAD LETTER QUEUE');
  });

  it('says what is read while another range is asked for', () => {
    expect(picture(reduce(seen, { kind: 'turn-to', range: '1w' }), 100, 24)[0]).toContain('last 15m, reading 1w');
  });

  it('scrolls to the destination that has the focus', () => {
    const state = STATES['many destinations'] ?? seen;
    expect(picture(state, 80, 24).filter((row) => row.startsWith('▸'))).toEqual([
      expect.stringContaining('40 DESTINATIONS'),
      expect.stringContaining('30-destina'),
    ]);
  });

  it.each([
    [59, 40],
    [200, 15],
    [20, 4],
    [8, 1],
  ])('says at %i × %i how much room it needs', (columns, rows) => {
    const shown = picture(seen, columns, rows);
    expect(shown.length).toBeLessThanOrEqual(Math.max(1, rows - 1));
    for (const row of shown) expect(stringWidth(row)).toBeLessThanOrEqual(columns);
    if (rows > 2 && columns > 18) expect(shown.join('\n')).toContain('Needs 60×16.');
  });
});

describe('a notice', () => {
  const first = seen.snapshot === undefined ? 0 : seen.snapshot.destinations.length + 2;

  it('shows its remedy at 80 × 24, for the most urgent one without any key', () => {
    expect(picture(seen, 80, 24).join('\n')).toMatch(/^LOST: .*\n(.*\n)*? {2}→ Let events\.amazonaws\.com/m);
  });

  it('that has the focus is marked, and its remedy takes the place of the others', () => {
    const rows = picture({ ...seen, focus: first + 1 }, 80, 24).join('\n');
    expect(rows).toMatch(/^▸ SOON: /m);
    expect(rows).toMatch(/^ {2}→ Redrive it/m);
  });

  it('shows all of its text and its remedy alone on the screen', () => {
    const rows = picture(at(seen, first), 60, 16).join(' ').replaceAll(/\s+/g, ' ');
    expect(rows).toContain('did not reach the dead letter queue; they are gone.');
    expect(rows).toContain('and its KMS key, if it has one, must be usable.');
  });

  it('has the focus after the causes, and the first destination follows the last notice', () => {
    const steps = Array.from({ length: first + 2 }, () => ({ kind: 'move', by: 1 }) as const);
    const state = steps.reduce(reduce, { ...seen, focus: 0 });
    expect(state.focus).toBe(0);
  });
});

describe('on a terminal of 80 × 24', () => {
  it('names stay readable, and columns of numbers give way', () => {
    const names = ['MomentoApiCachePut-INLHJ78FLCB2', 'MomentoApiCacheDelete-EC3FZJXKT7CD'];
    const routes = names.map((name, index) =>
      route(index === 0 ? 'set' : 'delete', { destination: destination(name) }),
    );
    const state = afterLooks(snapshot({ integration: integration(routes) }));
    const shown = picture(state, 80, 24).join('\n');
    expect(shown).toMatch(/^▸ MomentoApiCachePut /m);
    expect(shown).toMatch(/^ {2}MomentoApiCacheDelete /m);
    expect(shown).toContain('invoked  attempts ok  delivered failed to DLQ   LOST\n');
    expect(picture(state, 140, 40).join('\n')).toContain('retries failed to DLQ   LOST     p50     p99\n');
  });

  it('the queue names the window of its trend', () => {
    const first = snapshot({ level: level({ visible: 500 }) });
    const next = { ...snapshot({ level: level({ visible: 440 }) }), at: first.at + 10_000 };
    const shown = picture(afterLooks(first, next), 80, 24).join('\n');
    expect(shown).toContain('leaving 360/min (last 10 s)\n');
    expect(shown).toContain('empty in 1 min 13 s at this rate\n');
    expect(shown).not.toContain('arriving');
  });

  it('a destination shows its own alarms with their remedies, and no others', () => {
    const shown = (focus: number) => picture(at(afterLooks(busy()), focus), 80, 24).join('\n');
    expect(shown(0)).toMatch(/LOST: 1 event of rule set failed[\s\S]*→ Let events\.amazonaws\.com send to the queue/);
    expect(shown(1)).not.toContain('LOST:');
    expect(shown(1)).not.toContain('→');
  });
});
