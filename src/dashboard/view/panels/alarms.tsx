import { Box } from 'ink';
import type { ReactElement } from 'react';
import { alarmsOf } from '../../../domain/metrics/alarms.ts';
import { notesOf } from '../../../domain/metrics/notes.ts';
import { alarmText } from '../../../present/stats/alarm-text.ts';
import { wrap } from '../../../present/style/layout.ts';
import type { Theme } from '../../../present/style/theme.ts';
import { duration } from '../../../present/style/time.ts';
import type { DashboardState } from '../../state/state.ts';
import type { Line, Pane } from '../pane.ts';
import { Lines } from '../panel.tsx';

/** Something that somebody should know first, and what to do about it; the latter may be empty. */
export interface ShownAlarm {
  readonly line: Line;
  readonly advice: string;
}

/** What should be known first, the worst on top; what has no room is counted, and advice stands below where all of it has room. */
export function Alarms({
  alarms,
  pane,
}: {
  readonly alarms: readonly ShownAlarm[];
  readonly pane: Pane;
}): ReactElement {
  const lines = alarms.map(({ line }) => line);
  const hidden = lines.length - pane.rows;
  if (hidden <= 0 || pane.rows === 0) {
    return <Lines lines={[...lines, ...adviceLines(alarms, pane.width, -hidden)]} pane={pane} />;
  }
  const more = ` and ${hidden} more`;
  const above = pane.rows - 1;
  return (
    <Box flexDirection="column">
      <Lines lines={lines} pane={{ ...pane, rows: above }} />
      <Box>
        <Lines lines={lines.slice(above)} pane={{ ...pane, rows: 1, width: pane.width - more.length }} />
        <Lines lines={[[[more, pane.theme.careful]]]} pane={{ ...pane, rows: 1, width: more.length }} />
      </Box>
    </Box>
  );
}

/** What to do about the alarms, each advice once, the worst first, and none that would not fit whole into the rows. */
export function adviceLines(alarms: readonly ShownAlarm[], width: number, rows: number): readonly Line[] {
  const advice = new Set(alarms.map((alarm) => alarm.advice).filter((text) => text !== ''));
  const lines: Line[] = [];
  for (const text of advice) {
    const wrapped = wrap(`→ ${text}`, width, '  ').split('\n');
    if (lines.length + wrapped.length > rows) break;
    lines.push(...wrapped.map((row): Line => [row]));
  }
  return lines;
}

/** All that is wrong with the integration or with looking at it. */
export function alarmsFor(state: DashboardState, theme: Theme): readonly ShownAlarm[] {
  const { snapshot } = state;
  if (snapshot === undefined) return troubleOf(state, theme);
  const alarms = alarmsOf(snapshot).map((alarm): ShownAlarm => {
    const { word, text, advice } = alarmText(alarm);
    const paint = alarm.level === 'soon' ? theme.careful : theme.bad;
    return { line: [[`${word}: ${text}`, paint]], advice };
  });
  const notes = [...snapshot.warnings, ...notesOf(snapshot)];
  return [
    ...troubleOf(state, theme),
    ...alarms,
    ...notes.map((note): ShownAlarm => ({ line: [[`Note: ${note}`, theme.careful]], advice: '' })),
  ];
}

/** That the last look failed, if it did: how old the picture is, when it is tried again, and why. */
export function troubleOf({ trouble, snapshot, now }: DashboardState, theme: Theme): readonly ShownAlarm[] {
  if (trouble === undefined) return [];
  const { failure, again } = trouble;
  const picture = snapshot === undefined ? '' : `, this is from ${duration(now - snapshot.at)} ago`;
  const text = `LOOK FAILED${picture}, again in ${duration(again - now)}: ${failure.message}`;
  return [{ line: [[text, theme.bad]], advice: failure.hint }];
}
