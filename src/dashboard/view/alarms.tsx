import type { ReactElement } from 'react';
import { alarmsOf } from '../../domain/metrics/alarms.ts';
import { notesOf } from '../../domain/metrics/notes.ts';
import { ALARM_WORDS } from '../../present/stats-text.ts';
import type { Theme } from '../../present/theme.ts';
import { duration } from '../../present/time.ts';
import type { DashboardState, Trouble } from '../state/state.ts';
import { type Line, type Pane, spread } from './pane.ts';
import { Lines } from './panel.tsx';

/** What somebody should know first, one a line, the worst on top; what has no room is counted. */
export function Alarms({ lines, pane }: { readonly lines: readonly Line[]; readonly pane: Pane }): ReactElement {
  const hidden = lines.length - pane.rows;
  if (hidden <= 0) return <Lines lines={lines} pane={pane} />;
  const more: Line = [[` and ${hidden} more`, pane.look.careful]];
  const room = pane.width - ` and ${hidden} more`.length;
  const last = lines[pane.rows - 1] ?? [];
  const cut = spread([], more, pane.width).length > 0 ? [cutTo(last, room), ...more] : more;
  return <Lines lines={[...lines.slice(0, pane.rows - 1), cut]} pane={pane} />;
}

function cutTo(line: Line, room: number): readonly [string, (text: string) => string] {
  const text = line.map((piece) => (typeof piece === 'string' ? piece : piece[0])).join('');
  const paint = line.find((piece) => typeof piece !== 'string');
  return [text.length > room ? `${text.slice(0, room - 1)}…` : text, typeof paint === 'object' ? paint[1] : String];
}

/** The lines for `Alarms`. */
export function alarmLines(state: DashboardState, look: Theme): readonly Line[] {
  const { snapshot, trouble, now } = state;
  const troubled = trouble === undefined ? [] : [troubleLine(trouble, snapshot?.at, now, look)];
  if (snapshot === undefined) return troubled;
  const alarms = alarmsOf(snapshot).flatMap(({ level, text, advice }): readonly Line[] => {
    const paint = level === 'soon' ? look.careful : look.bad;
    return [[[`${ALARM_WORDS[level]}: ${text} → ${advice}`, paint]]];
  });
  const notes = [...snapshot.warnings, ...notesOf(snapshot)].map((note): Line => [[`Note: ${note}`, look.careful]]);
  return [...troubled, ...alarms, ...notes];
}

function troubleLine({ failure, again }: Trouble, at: number | undefined, now: number, look: Theme): Line {
  const picture = at === undefined ? '' : `, this is from ${duration(now - at)} ago`;
  const text = `LOOK FAILED${picture}, again in ${duration(again - now)}: ${failure.message}`;
  return [[text, look.bad]];
}
