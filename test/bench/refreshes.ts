// A thousand refreshes of the dashboard by real clients from a sandbox, on a clock that is moved a minute each time.
// Prints what they cost as JSON. To be run by test/bench/dashboard.ts, bundled as the product is.
import { setImmediate } from 'node:timers/promises';
import { connect } from '../../src/app/integration/connection.ts';
import { RefreshControl } from '../../src/app/stats/refresh-control.ts';
import { stats } from '../../src/app/stats/stats.ts';
import { openStats } from '../../src/composition/stats-ports.ts';
import { runDashboard } from '../../src/dashboard/run.tsx';
import { makeTheme } from '../../src/present/style/theme.ts';
import { nobody } from '../support/fakes/nobody.ts';
import { SteppedClock } from '../support/fakes/stepped-clock.ts';

const REFRESHES = 1_000;
const WARM = 100;
const MINUTE_MS = 60_000;

const [url = '', directory = ''] = process.argv.slice(2);
const nothing = { stack: undefined, queue: undefined, region: undefined, profile: undefined, integration: undefined };
const words = { ...nothing, endpointUrl: undefined, sandbox: true, endpointHosts: undefined };
const { ports, subject } = await openStats(
  connect(words, { MOMENTO_EB_SANDBOX_URL: url }),
  {},
  { directory, refresh: true },
);
const clock = new SteppedClock(Date.now());
const { streams, bytes: written } = nobody(140, 40, false);
const stop = new AbortController();
const refreshControl = new RefreshControl('1h');
let refreshes = 0;
let failed = 0;
let looked = () => {};
const screen = runDashboard(
  {
    refreshes: async function* (signal) {
      for await (const event of stats({ ...ports, clock }, { ...subject, everySeconds: 60 }, refreshControl, signal)) {
        yield event;
        refreshes += 1;
        if (event.kind === 'failed') failed += 1;
        looked();
      }
    },
    refreshControl,
    sample: undefined,
    clock,
  },
  { theme: makeTheme(true), unicode: true },
  stop.signal,
  streams,
);

const asked = await requests();
const memory: number[] = [];
await new Promise<void>((resolve) => {
  looked = resolve;
});
while (refreshes < REFRESHES) {
  if (refreshes % WARM === 0) memory.push(await used());
  const next = new Promise<void>((resolve) => {
    looked = resolve;
  });
  await setImmediate();
  clock.move(MINUTE_MS);
  await next;
}
memory.push(await used());
const answered = await requests();
stop.abort();
await screen;
const [warm = 0] = memory;
process.stdout.write(
  `${JSON.stringify({
    refreshes: refreshes,
    failed,
    getMetricData: (answered.GetMetricData ?? 0) - (asked.GetMetricData ?? 0),
    usedMegabytes: memory.map((bytes) => Math.round(bytes / 1e5) / 10),
    growthAfterFirst100: `${Math.round(((memory.at(-1) ?? 0) / warm - 1) * 1000) / 10} %`,
    bytesWrittenPerRefresh: Math.round(written() / refreshes),
  })}\n`,
);

/** The heap and what lies outside of it, after a collection. */
async function used(): Promise<number> {
  await setImmediate();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function requests(): Promise<Readonly<Record<string, number>>> {
  return (await (await fetch(`${url}/_sandbox/requests`)).json()) as Record<string, number>;
}
