import { type Alarm, alarmsOf } from '../../domain/metrics/alarms.ts';
import type { DestinationFigures } from '../../domain/metrics/destination-figures.ts';
import { notesOf } from '../../domain/metrics/notes.ts';
import type { Snapshot } from '../../domain/metrics/snapshot.ts';
import { alarmText } from '../../present/stats/alarm-text.ts';
import { duration } from '../../present/style/time.ts';
import type { DashboardState } from './state.ts';

/** A line above the panels: a refresh that failed, an alarm, or a note. */
export interface Notice {
  readonly level: 'trouble' | Alarm['level'] | 'note';
  readonly text: string;
  /** What the operator can do; empty if nothing. */
  readonly advice: string;
}

/** Everything that is wrong with the integration or with reading it, the most urgent first. */
export function noticesOf(state: DashboardState): readonly Notice[] {
  const { snapshot } = state;
  if (snapshot === undefined) return troubleOf(state);
  const notes = [...snapshot.warnings, ...notesOf(snapshot)];
  return [
    ...troubleOf(state),
    ...alarmsOf(snapshot).map(noticeOf),
    ...notes.map((note): Notice => ({ level: 'note', text: `Note: ${note}`, advice: '' })),
  ];
}

/** The alarms of one destination, its rule and its connection, the worst first. */
export function noticesOfDestination(figures: DestinationFigures, snapshot: Snapshot): readonly Notice[] {
  const { connectionArn } = figures.route.destination;
  const connections = snapshot.connections.filter(({ arn }) => arn === connectionArn);
  return alarmsOf({ ...snapshot, destinations: [figures], queue: null, connections }).map(noticeOf);
}

function noticeOf(alarm: Alarm): Notice {
  const { word, text, advice } = alarmText(alarm);
  return { level: alarm.level, text: `${word}: ${text}`, advice };
}

/** The failure of the last refresh, if it failed: the age of the snapshot shown, the time of the next refresh, the reason. */
export function troubleOf({ trouble, snapshot, now }: DashboardState): readonly Notice[] {
  if (trouble === undefined) return [];
  const { failure, again } = trouble;
  const age = snapshot === undefined ? '' : `, this is from ${duration(now - snapshot.at)} ago`;
  const text = `REFRESH FAILED${age}, again in ${duration(again - now)}: ${failure.message}`;
  return [{ level: 'trouble', text, advice: failure.hint }];
}
