import { Console } from 'node:console';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { SampleEvent } from '../../../src/app/list/sample.ts';
import { RefreshControl } from '../../../src/app/stats/refresh-control.ts';
import type { StatsEvent } from '../../../src/app/stats/stats-events.ts';
import type { DashboardPorts } from '../../../src/dashboard/effects.ts';
import { runDashboard } from '../../../src/dashboard/run.tsx';
import type { Snapshot } from '../../../src/domain/metrics/snapshot.ts';
import { makeTheme } from '../../../src/present/style/theme.ts';
import { busy, LOST_NETWORK } from '../../support/builders/dashboard-states.ts';
import { NOW } from '../../support/builders/snapshots.ts';
import { nobody } from '../../support/fakes/nobody.ts';
import { SteppedClock } from '../../support/fakes/stepped-clock.ts';

// The console of the tests has no constructor, and Ink looks for one.
Object.assign(console, { Console });

const ENTERED = '\u001b[?1049h';
const LEFT = '\u001b[?1049l';
const CURSOR_SHOWN = '\u001b[?25h';
const SEEN: StatsEvent = { kind: 'snapshot', snapshot: busy(), before: undefined };

/** Looks that tell those events, then nothing more until they are stopped. */
async function* refreshes(signal: AbortSignal, ...events: readonly StatsEvent[]): AsyncGenerator<StatsEvent> {
  yield* events;
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve());
    if (signal.aborted) resolve();
  });
}

/** A dashboard before nobody, begun. */
function begun(more: Partial<DashboardPorts> = {}) {
  const terminal = nobody(100, 30);
  const stop = new AbortController();
  const clock = new SteppedClock(NOW);
  const refreshControl = more.refreshControl ?? new RefreshControl('15m');
  const ports: DashboardPorts = {
    refreshes: (signal) => refreshes(signal, SEEN),
    refreshControl,
    sample: undefined,
    clock,
    ...more,
  };
  const ending = runDashboard(ports, { theme: makeTheme(false), unicode: true }, stop.signal, terminal.streams);
  const shows = async (text: string) => {
    while (!terminal.written().includes(text)) await setImmediate();
  };
  return { terminal, stop, clock, refreshControl, ending, shows };
}

function expectLeft({ terminal }: Pick<ReturnType<typeof begun>, 'terminal'>): void {
  const written = terminal.written();
  expect(written).toContain(ENTERED);
  expect(written.lastIndexOf(LEFT)).toBeGreaterThan(written.lastIndexOf(ENTERED));
  expect(written.slice(written.lastIndexOf(LEFT))).toContain(CURSOR_SHOWN);
  expect(terminal.isRaw()).toBe(false);
}

describe('the dashboard', () => {
  it.each([
    ['q', false],
    ['\u0003', true],
  ])('ends with %j and sums up', async (key, interrupted) => {
    const run = begun();
    await run.shows('LIVE');
    expect(run.terminal.isRaw()).toBe(true);
    run.clock.move(61_000);
    run.terminal.type(key);
    const ending = await run.ending;
    expect(ending.interrupted).toBe(interrupted);
    expect(ending.stuck).toBe(0);
    expect(ending.summary(200)).toMatch(
      /^Watched for 1 min 1 s: 1 refresh\.\nmomento-api, .* last 15m: 5,004,100 invoked, 41 failed, 1 lost; 10 messages in the dead letter queue\.\nLOST: 1 event of rule set .*\nSOON: .*\n$/,
    );
    expectLeft(run);
  });

  it('ends with the signal, also with one that came before', async () => {
    const run = begun();
    await run.shows('LIVE');
    run.stop.abort();
    expect((await run.ending).interrupted).toBe(true);
    expectLeft(run);
  });

  it('gives the terminal back when a look throws what is no failure', async () => {
    const run = begun({
      // biome-ignore lint/correctness/useYield: it fails before
      refreshes: async function* () {
        throw new TypeError('a defect');
      },
    });
    await expect(run.ending).rejects.toThrow('a defect');
    expectLeft(run);
  });

  it('gives the terminal back when drawing throws', async () => {
    const broken: Snapshot = {
      ...busy(),
      get destinations(): Snapshot['destinations'] {
        throw new TypeError('cannot be drawn');
      },
    };
    const run = begun({
      refreshes: (signal) => refreshes(signal, { kind: 'snapshot', snapshot: broken, before: undefined }),
    });
    await expect(run.ending).rejects.toThrow('cannot be drawn');
    expectLeft(run);
  });

  it('shows a failure without a picture, and goes on', async () => {
    const failed: StatsEvent = {
      kind: 'failed',
      failure: LOST_NETWORK,
      last: undefined,
      age: undefined,
      retryInMs: 5_000,
    };
    const run = begun({ refreshes: (signal) => refreshes(signal, failed) });
    await run.shows('REFRESH FAILED, again in 5 s: AWS could not be reached.');
    run.terminal.type('q');
    expect((await run.ending).summary(80)).toBe('Watched for 0 s: 0 refreshes, 1 failed.\nNo refresh succeeded.\n');
  });

  it('turns the dial', async () => {
    const run = begun();
    await run.shows('LIVE');
    run.terminal.type('tp');
    await run.shows('PAUSED');
    expect([run.refreshControl.range, run.refreshControl.paused]).toEqual(['1h', true]);
    run.terminal.type('p');
    while (run.refreshControl.paused) await setImmediate();
    expect(run.terminal.written()).toContain('reading 1h');
    run.terminal.type('q');
    await run.ending;
  });

  it('waits until a sample has released everything before it ends', async () => {
    let released = false;
    const sample = async function* (signal: AbortSignal): AsyncGenerator<SampleEvent> {
      yield { kind: 'reading', read: 3 };
      while (!signal.aborted) await setImmediate();
      await setImmediate();
      released = true;
      yield { kind: 'failed', failure: LOST_NETWORK, stuck: 2 };
    };
    const run = begun({ sample });
    await run.shows('LIVE');
    run.terminal.type('c');
    await run.shows('reading: 3 so far');
    run.terminal.type('q');
    const ending = await run.ending;
    expect(released).toBe(true);
    expect(ending.stuck).toBe(2);
    expect(ending.summary(80)).toContain('2 messages could not be released');
  });
});
