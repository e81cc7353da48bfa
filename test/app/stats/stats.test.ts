import { describe, expect, it } from 'vitest';
import { EXIT, Failure } from '../../../src/app/failures.ts';
import type { LevelPort } from '../../../src/app/ports.ts';
import { RefreshControl } from '../../../src/app/stats/refresh-control.ts';
import { type StatsPorts, stats } from '../../../src/app/stats/stats.ts';
import type { StatsEvent } from '../../../src/app/stats/stats-events.ts';
import { DLQ_URL, integration, route } from '../../support/builders/integrations.ts';
import { level } from '../../support/builders/snapshots.ts';
import { FakeAccount } from '../../support/fakes/fake-account.ts';
import { FakeClock } from '../../support/fakes/fake-clock.ts';
import { DENIED, found, MISSING } from '../../support/fakes/fake-integration.ts';
import { FakeMetrics } from '../../support/fakes/fake-metrics.ts';

const LOST_NETWORK = new Failure(EXIT.aws, 'ECONNREFUSED', 'gone', 'wait');

interface Script {
  readonly lookups: number;
  readonly everySeconds?: number;
  readonly metrics?: FakeMetrics;
  readonly level?: LevelPort['level'];
  readonly locate?: StatsPorts['locate'];
  readonly during?: (look: number, refreshControl: RefreshControl) => void;
}

/** So many events of a watch, and what was asked meanwhile. */
async function watch({ lookups, everySeconds = 60, metrics = new FakeMetrics(), level: told, locate, during }: Script) {
  const clock = new FakeClock();
  const subject = integration();
  const inventory = new FakeAccount({ routes: subject.routes });
  let levels = 0;
  const ports: StatsPorts = {
    inventory,
    integration: inventory.integration,
    metrics,
    clock,
    ...(locate && { locate }),
    level: {
      level: async () => {
        levels += 1;
        return told === undefined ? found(level()) : told();
      },
    },
  };
  const stop = new AbortController();
  const refreshControl = new RefreshControl('15m');
  const request = { integration: subject, queueUrl: DLQ_URL, seenAt: clock.now(), warnings: ['w'], everySeconds };
  const events: StatsEvent[] = [];
  for await (const event of stats(ports, request, refreshControl, stop.signal)) {
    events.push(event);
    during?.(events.length, refreshControl);
    if (events.length === lookups) stop.abort();
  }
  return { events, metrics, levels, clock, inventory };
}

const kinds = (events: readonly StatsEvent[]) => events.map(({ kind }) => kind);

describe('a watch', () => {
  it('looks at the queue each time and at the metrics once a period', async () => {
    const { events, metrics, levels, clock } = await watch({ lookups: 13, everySeconds: 10 });
    expect(kinds(events)).toEqual(Array(13).fill('snapshot'));
    expect(levels).toBe(13);
    expect(metrics.windows).toHaveLength(3);
    expect(clock.pauses).toEqual(Array(12).fill(10_000));
  });

  it('reads metrics no more often than a period of theirs when the range is long', async () => {
    const { metrics } = await watch({
      lookups: 12,
      during: (look, refreshControl) => look === 1 && refreshControl.turnTo('1d'),
    });
    // One for 15m, then one for 1d at once and every fifth minute.
    expect(metrics.windows.map(({ range }) => range)).toEqual(['15m', '1d', '1d', '1d']);
  });

  it('does not read again what it has of a range that it comes back to', async () => {
    const turning = (look: number, refreshControl: RefreshControl) => {
      if (look === 1) refreshControl.turnTo('1h');
      if (look === 2) refreshControl.turnTo('15m');
    };
    const { metrics, events } = await watch({ lookups: 3, during: turning });
    expect(metrics.windows).toHaveLength(2);
    expect(events.map((event) => event.kind === 'snapshot' && event.snapshot.window.range)).toEqual([
      '15m',
      '1h',
      '15m',
    ]);
  });

  it('hands on the snapshot before, so that both can be compared', async () => {
    const { events } = await watch({ lookups: 3 });
    const [first, second] = events;
    expect(first).toMatchObject({ kind: 'snapshot', before: undefined });
    expect(second?.kind === 'snapshot' && first?.kind === 'snapshot' && second.before === first.snapshot).toBe(true);
  });

  it('looks at the states again with the metrics, but not right after the discovery', async () => {
    const { inventory } = await watch({ lookups: 3 });
    expect(inventory.lookups.filter((look) => look === 'connection')).toHaveLength(2);
  });

  it('finds what was deployed meanwhile, every quarter of an hour, and reads its metrics', async () => {
    let located = 0;
    const more = integration([route('new'), route('set')]);
    const locate = async () => {
      located += 1;
      return { integration: more, warnings: ['other'] };
    };
    const { events, metrics } = await watch({ lookups: 31, locate });
    const rules = events.map(
      (event) => event.kind === 'snapshot' && event.snapshot.destinations.map((of) => of.route.rule.name).join(),
    );
    expect(rules.slice(0, 16)).toEqual([...Array(15).fill('set,delete'), 'new,set']);
    expect(rules.at(-1)).toBe('new,set');
    expect(events.at(-1)).toMatchObject({ snapshot: { warnings: ['other'], destinations: [{ invocations: 1 }, {}] } });
    expect(located).toBe(2);
    expect(metrics.windows).toHaveLength(31);
  });

  it('goes on with what it knows when that is not found any more', async () => {
    const locate = () => Promise.reject(new Failure(EXIT.usage, 'Usage', 'several', 'say which'));
    const { events, inventory } = await watch({ lookups: 17, locate });
    expect(kinds(events)).toEqual(Array(17).fill('snapshot'));
    expect(inventory.lookups.filter((look) => look === 'connection')).toHaveLength(16);
  });

  it('ends with the signal', async () => {
    expect((await watch({ lookups: 1 })).events).toHaveLength(1);
  });
});

describe('a look that fails', () => {
  const failing = (from: number, to: number) =>
    new FakeMetrics((call) => {
      if (call >= from && call <= to) throw LOST_NETWORK;
      return undefined;
    });

  it('leaves the last good picture with its age, and comes again later each time', async () => {
    const { events } = await watch({ lookups: 8, everySeconds: 60, metrics: failing(2, 7) });
    expect(kinds(events)).toEqual(['snapshot', ...Array(6).fill('failed'), 'snapshot']);
    const failed = events.flatMap((event) => (event.kind === 'failed' ? [event] : []));
    expect(failed.map(({ retryInMs }) => retryInMs / 1000)).toEqual([60, 60, 60, 60, 80, 160]);
    expect(failed.map(({ age }) => (age ?? 0) / 1000)).toEqual([60, 120, 180, 240, 300, 380]);
    expect(failed[0]).toMatchObject({ failure: LOST_NETWORK, last: { warnings: ['w'] } });
  });

  it('is tried again soon where looks are frequent, and after five minutes at the latest', async () => {
    const { events } = await watch({ lookups: 10, everySeconds: 1, metrics: failing(1, 100) });
    const waits = events.map((event) => event.kind === 'failed' && event.retryInMs / 1000);
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 300, 300, 300, 300]);
    expect(events[0]).toMatchObject({ last: undefined, age: undefined });
  });

  it('that is a defect ends the watch', async () => {
    const broken = new FakeMetrics(() => {
      throw new TypeError('defect');
    });
    await expect(watch({ lookups: 2, metrics: broken })).rejects.toThrow('defect');
  });
});

describe('what may not be seen', () => {
  it('is a warning; the rest is shown', async () => {
    const hidden = await watch({ lookups: 1, metrics: new FakeMetrics(() => DENIED) });
    expect(hidden.events[0]).toMatchObject({
      snapshot: {
        metricsAt: null,
        queue: { level: { visible: 10 }, sent: null },
        warnings: ['w', expect.stringMatching(/AccessDeniedException.*CloudWatch/)],
      },
    });
  });

  it.each([
    ['hidden', DENIED, /AccessDeniedException/],
    ['gone', MISSING, /does not exist/],
  ] as const)('is the queue when it is %s', async (_, lookup, said) => {
    const { events } = await watch({ lookups: 1, level: async () => lookup });
    expect(events[0]).toMatchObject({
      snapshot: {
        queue: null,
        destinations: [{ invocations: 1 }, { invocations: 1 }],
        warnings: ['w', expect.stringMatching(said)],
      },
    });
  });
});

it('a thousand looks, a period apart, ask CloudWatch a thousand times', async () => {
  const { metrics } = await watch({ lookups: 1000, everySeconds: 60 });
  expect(metrics.windows).toHaveLength(1000);
});
