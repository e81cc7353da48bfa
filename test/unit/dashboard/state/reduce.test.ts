import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Action } from '../../../../src/dashboard/state/action.ts';
import { focusable, focused } from '../../../../src/dashboard/state/focus.ts';
import { intentOf } from '../../../../src/dashboard/state/keys.ts';
import { reduce } from '../../../../src/dashboard/state/reduce.ts';
import { beginning, type DashboardState, stuck } from '../../../../src/dashboard/state/state.ts';
import { afterLooks, busy, LOST_NETWORK } from '../../../support/builders/dashboard-states.ts';
import { integration, route } from '../../../support/builders/integrations.ts';
import { level, NOW, snapshot } from '../../../support/builders/snapshots.ts';

const START = beginning('15m', NOW, true);
const all = (state: DashboardState, ...happenings: readonly Action[]) => happenings.reduce(reduce, state);
const DOWN = { kind: 'move', by: 1 } as const;
const UP = { kind: 'move', by: -1 } as const;
const FAILED: Action = {
  kind: 'refreshed',
  now: NOW + 5_000,
  event: { kind: 'failed', failure: LOST_NETWORK, last: undefined, age: undefined, retryInMs: 10_000 },
};

describe('the focus', () => {
  it('goes through destinations, queue and causes, and round again', () => {
    const seen = afterLooks(snapshot());
    const way = [0, 1, 2, 3, 4].map((steps) => focused(all(seen, ...Array(steps).fill(DOWN))).kind);
    expect(way).toEqual(['destination', 'destination', 'queue', 'causes', 'destination']);
    expect(focused(reduce(seen, UP)).kind).toBe('causes');
  });

  it('is on the first destination when the first picture comes, wherever it was before', () => {
    const state = all(START, DOWN, {
      kind: 'refreshed',
      now: NOW,
      event: { kind: 'snapshot', snapshot: snapshot(), before: undefined },
    });
    expect(state.focus).toBe(0);
  });

  it.each([
    ['a destination', 1, 'destination'],
    ['the queue', 2, 'queue'],
    ['the causes', 3, 'causes'],
  ] as const)('stays on %s when a destination is found before it', (_, steps, kind) => {
    const before = all(afterLooks(snapshot()), ...Array(steps).fill(DOWN));
    const more = snapshot({ integration: integration([route('new'), route('set'), route('delete')]) });
    const state = reduce(before, {
      kind: 'refreshed',
      now: NOW,
      event: { kind: 'snapshot', snapshot: more, before: before.snapshot },
    });
    const [was, is] = [focused(before), focused(state)];
    expect(is.kind).toBe(kind);
    if (was.kind === 'destination' && is.kind === 'destination') {
      expect(is.figures.route.rule.name).toBe(was.figures.route.rule.name);
      expect(state.focus).toBe(2);
    }
  });

  it('goes to a neighbour when what had it is gone', () => {
    const before = all(afterLooks(snapshot()), DOWN);
    const state = reduce(before, {
      kind: 'refreshed',
      now: NOW,
      event: {
        kind: 'snapshot',
        snapshot: snapshot({ integration: integration([route('set')]) }),
        before: before.snapshot,
      },
    });
    expect(focused(state).kind).toBe('queue');
  });
});

describe('a look', () => {
  it('that fails leaves the picture, says when it is tried again, and is over with the next good one', () => {
    const state = reduce(afterLooks(busy()), FAILED);
    expect(state.snapshot).toBeDefined();
    expect(state.trouble).toEqual({ failure: LOST_NETWORK, again: NOW + 15_000 });
    expect([state.refreshes, state.failedRefreshes]).toEqual([1, 1]);
    const good = { kind: 'snapshot', snapshot: busy(), before: state.snapshot } as const;
    expect(reduce(state, { kind: 'refreshed', now: NOW, event: good }).trouble).toBeUndefined();
  });

  it('is compared with the picture before the metrics were read anew, not with each look at the queue', () => {
    const [first, second] = [snapshot({ at: NOW }), snapshot({ at: NOW + 60_000 })];
    const same = { ...second, at: NOW + 70_000 };
    expect(afterLooks(first).baseline).toBeUndefined();
    expect(afterLooks(first, second).baseline).toBe(first);
    expect(afterLooks(first, second, same).baseline).toBe(first);
  });
});

describe('a sample', () => {
  it('is shown as far as it is, then as a whole, and tells what it could not hand back', () => {
    const reading = reduce(START, { kind: 'sampling', event: { kind: 'reading', read: 7 } });
    expect(reading.causes).toEqual({ kind: 'reading', read: 7 });
    expect(stuck(reading)).toBe(0);
    const sample = { at: NOW, groups: [], read: 7, visible: 9, stuck: 2, interrupted: false };
    expect(stuck(reduce(reading, { kind: 'sampling', event: { kind: 'sampled', sample } }))).toBe(2);
    expect(
      stuck(reduce(reading, { kind: 'sampling', event: { kind: 'failed', failure: LOST_NETWORK, stuck: 3 } })),
    ).toBe(3);
  });
});

describe('back', () => {
  it('closes the help first, then what is opened', () => {
    const deep = all(afterLooks(snapshot()), { kind: 'open' }, { kind: 'help' });
    const once = reduce(deep, { kind: 'back' });
    expect([once.help, once.opened]).toEqual([false, true]);
    expect(reduce(once, { kind: 'back' }).opened).toBe(false);
  });
});

describe('keys', () => {
  const seen = afterLooks(snapshot());
  const opened = reduce(seen, { kind: 'open' });
  const causes = all(seen, UP, { kind: 'open' });
  const reading = reduce(seen, { kind: 'sampling', event: { kind: 'reading', read: 0 } });
  it.each<[string, DashboardState, unknown]>([
    ['down', seen, DOWN],
    ['j', seen, DOWN],
    ['right', opened, DOWN],
    ['up', seen, UP],
    ['k', seen, UP],
    ['left', opened, UP],
    ['enter', seen, { kind: 'open' }],
    ['enter', START, undefined],
    ['enter', opened, undefined],
    ['enter', causes, { kind: 'sample' }],
    ['enter', { ...seen, help: true }, { kind: 'back' }],
    ['down', { ...seen, help: true }, undefined],
    ['escape', opened, { kind: 'back' }],
    ['t', seen, { kind: 'turn-to', range: '1h' }],
    ['T', seen, { kind: 'turn-to', range: '1w' }],
    ['t', { ...seen, range: '1w' }, { kind: 'turn-to', range: '15m' }],
    ['p', seen, { kind: 'pause' }],
    ['p', { ...seen, paused: true }, { kind: 'resume' }],
    ['r', seen, { kind: 'refresh' }],
    ['c', seen, { kind: 'sample' }],
    ['c', reading, undefined],
    ['c', { ...seen, canSample: false }, undefined],
    ['?', seen, { kind: 'help' }],
    ['q', { ...seen, help: true }, { kind: 'leave' }],
    ['ctrl+c', START, { kind: 'interrupt' }],
    ['x', seen, undefined],
    ['ctrl+x', seen, undefined],
  ])('%s', (key, state, intent) => {
    expect(intentOf(key, state)).toEqual(intent);
  });

  it('never lead out of what can have the focus', () => {
    const key = fc.constantFrom('up', 'down', 'enter', 'escape', 't', 'T', 'p', 'r', '?', 'look', 'none', 'fail');
    fc.assert(
      fc.property(fc.array(key, { maxLength: 60 }), (keys) => {
        const pictures = { look: snapshot(), none: snapshot({ integration: integration([]) }) };
        const end = keys.reduce((state, name) => {
          if (name === 'fail') return reduce(state, FAILED);
          if (name === 'look' || name === 'none') {
            const event = { kind: 'snapshot', snapshot: pictures[name], before: state.snapshot } as const;
            return reduce(state, { kind: 'refreshed', now: NOW, event });
          }
          const intent = intentOf(name, state);
          return intent === undefined ? state : reduce(state, intent);
        }, START);
        expect(end.focus).toBeGreaterThanOrEqual(0);
        expect(end.focus).toBeLessThan(focusable(end));
      }),
    );
  });
});

describe('the readings of the queue', () => {
  it('come from every refresh that could read it, in flight and delayed messages too', () => {
    const first = snapshot({ level: level({ visible: 10, inFlight: 5, delayed: 1 }) });
    const second = { ...snapshot({ level: level({ visible: 4 }) }), at: first.at + 10_000 };
    const unread = { ...snapshot({ level: undefined }), at: first.at + 20_000 };
    const { readings } = afterLooks(first, second, unread);
    expect(readings.map(({ at, held }) => [at - first.at, held])).toEqual([
      [0, 16],
      [10_000, 4],
    ]);
  });
});
