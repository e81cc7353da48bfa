import { tmpdir } from 'node:os';
import type { Connection } from '../../src/app/integration/connection.ts';
import { RefreshControl } from '../../src/app/stats/refresh-control.ts';
import { type StatsPorts, type StatsSubject, stats } from '../../src/app/stats/stats.ts';
import { openStats } from '../../src/composition/stats-ports.ts';
import type { RangeName } from '../../src/domain/metrics/range.ts';
import type { Snapshot } from '../../src/domain/metrics/snapshot.ts';
import type { WholeSandbox } from '../../src/sandbox/whole-sandbox.ts';
import { connectionTo } from './use-cases.ts';

/** Nothing is kept of an endpoint that is named, so no file is ever written there. */
const KEEPING = { directory: tmpdir(), refresh: false };

/** The real adapters, connected as `--sandbox` connects them; `words` are what else the operator says. */
export function opened(
  sandbox: WholeSandbox,
  words: Partial<Connection> = {},
): Promise<{ readonly ports: StatsPorts; readonly subject: StatsSubject }> {
  return openStats({ ...connectionTo(sandbox), ...words }, {}, KEEPING);
}

/** One look at the metrics of a sandbox, on its own clock. */
export async function lookedAt(
  sandbox: WholeSandbox,
  range: RangeName = '1h',
  words?: Partial<Connection>,
): Promise<Snapshot> {
  const { ports, subject } = await opened(sandbox, words);
  const clock = { ...ports.clock, now: sandbox.clock.now };
  const request = { ...subject, seenAt: sandbox.clock.now(), everySeconds: 60 };
  for await (const event of stats(
    { ...ports, clock },
    request,
    new RefreshControl(range),
    new AbortController().signal,
  )) {
    if (event.kind === 'failed') throw event.failure;
    return event.snapshot;
  }
  throw new Error('a watch ended without a look');
}
