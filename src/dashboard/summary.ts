import { alarmsOf } from '../domain/metrics/alarms.ts';
import { total } from '../domain/metrics/series.ts';
import type { Snapshot } from '../domain/metrics/snapshot.ts';
import { printable } from '../domain/text/printable.ts';
import { messages } from '../present/list/queue-text.ts';
import { alarmText } from '../present/stats/alarm-text.ts';
import { ascii } from '../present/style/ascii.ts';
import { count } from '../present/style/figures.ts';
import { wrap } from '../present/style/layout.ts';
import { duration, utc } from '../present/style/time.ts';
import { type DashboardState, stuck } from './state/state.ts';

/** The text that stays on the terminal after the dashboard: how long it was watched, and what the last snapshot said. */
export function summaryText(state: DashboardState, now: number, width: number, unicode: boolean): string {
  const { snapshot, startedAt, refreshes, failedRefreshes } = state;
  const failed = failedRefreshes === 0 ? '' : `, ${failedRefreshes} failed`;
  const watched = `Watched for ${duration(now - startedAt)}: ${refreshes} ${refreshes === 1 ? 'refresh' : 'refreshes'}${failed}.`;
  const seen = snapshot === undefined ? ['No refresh succeeded.'] : lastPicture(snapshot);
  const hidden = stuck(state);
  const held =
    hidden === 0 ? [] : [`${messages(hidden)} could not be released; SQS makes them visible again within 5 min.`];
  const lines = [watched, ...seen, ...held];
  const text = `${lines.map((line) => wrap(printable(line), width)).join('\n')}\n`;
  return unicode ? text : ascii(text);
}

function lastPicture(snapshot: Snapshot): readonly string[] {
  const { destinations, queue, name, at, window } = snapshot;
  const sum = (of: 'invocations' | 'failed' | 'failedToReachDlq') =>
    count(total(destinations.map((figures) => figures[of])));
  const held = queue === null ? undefined : queue.level.visible + queue.level.inFlight + queue.level.delayed;
  return [
    `${name}, ${utc(at)}, last ${window.range}: ${sum('invocations')} invoked, ${sum('failed')} failed, ${sum('failedToReachDlq')} lost${held === undefined ? '' : `; ${messages(held)} in the dead letter queue`}.`,
    ...alarmsOf(snapshot)
      .map(alarmText)
      .map(({ word, text }) => `${word}: ${text}`),
  ];
}
