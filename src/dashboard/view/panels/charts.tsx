import { Box } from 'ink';
import type { ReactElement } from 'react';
import type { Window } from '../../../domain/metrics/range.ts';
import type { Series } from '../../../domain/metrics/series.ts';
import { chart, topOf } from '../../../present/style/chart.ts';
import { padLeft } from '../../../present/style/layout.ts';
import { iso } from '../../../present/style/time.ts';
import { type Line, type Pane, spread } from '../pane.ts';
import { Lines } from '../panel.tsx';

/** A series to be drawn over the whole width. */
export interface Plot {
  readonly title: string;
  /** What stands at the right of the title. */
  readonly aside: string;
  readonly series: Series;
  /** How a value of the series is written at its axis, in at most seven characters. */
  readonly format: (value: number) => string;
  readonly paint: (text: string) => string;
}

const AXIS = 8;
/** A title and three rows of dots. */
const LEAST = 4;
const TIMES = 1;

/** As many of the plots as have room, the first ones first, above one axis of time. */
export function Charts({
  plots,
  window,
  pane,
}: {
  readonly plots: readonly Plot[];
  readonly window: Window;
  readonly pane: Pane;
}): ReactElement {
  const shown = plots.slice(0, Math.max(1, Math.floor((pane.rows - TIMES) / LEAST)));
  const each = Math.floor((pane.rows - TIMES) / shown.length);
  const spare = pane.rows - TIMES - each * shown.length;
  return (
    <Box flexDirection="column" width={pane.width} height={pane.rows}>
      {shown.map((plot, at) => {
        const rows = each + (at < spare ? 1 : 0);
        return <Lines key={plot.title} lines={plotLines(plot, rows, pane)} pane={{ ...pane, rows }} />;
      })}
      <Lines lines={[timesOf(window, pane)]} pane={{ ...pane, rows: TIMES }} />
    </Box>
  );
}

function plotLines({ title, aside, series, format, paint }: Plot, rows: number, pane: Pane): readonly Line[] {
  const { theme, width, unicode } = pane;
  const top = topOf(series);
  const drawing = chart(series, width - AXIS, rows - 1, top, unicode);
  return [
    spread([' ', [title, theme.strong]], [[aside, theme.faint]], width),
    ...drawing.map((row, at): Line => {
      const label = at === 0 ? format(top) : at === drawing.length - 1 ? '0' : '';
      return [
        [`${padLeft(label, AXIS - 1)} `, theme.faint],
        [row, paint],
      ];
    }),
  ];
}

const DAY_SECONDS = 86_400;

function timesOf({ start, end, periodSeconds, periods }: Window, { width, theme }: Pane): Line {
  const long = periods * periodSeconds >= DAY_SECONDS;
  const said = (at: number) =>
    long ? (iso(at)?.slice(5, 16).replace('T', ' ') ?? '') : (iso(at)?.slice(11, 16) ?? '');
  const left = `${' '.repeat(AXIS)}${said(start)} UTC`;
  const right = `${said(end - periodSeconds * 1000)}, unfinished`;
  const middle = said((start + end) / 2);
  const at = AXIS + Math.floor((width - AXIS - middle.length) / 2);
  const half = `${left}${' '.repeat(Math.max(1, at - left.length))}${middle}`;
  return spread([[half, theme.faint]], [[right, theme.faint]], width);
}
