import type { ReactElement } from 'react';
import { type DestinationDelta, destinationDelta, grownOf } from '../../../domain/metrics/deltas.ts';
import type { DestinationFigures } from '../../../domain/metrics/destination-figures.ts';
import type { Snapshot } from '../../../domain/metrics/snapshot.ts';
import { columnsFor, paintOf, type ShownFigure } from '../../../present/stats/shown-figures.ts';
import { fitted, pad, padLeft } from '../../../present/style/layout.ts';
import { sparkline } from '../../../present/style/sparkline.ts';
import type { Theme } from '../../../present/style/theme.ts';
import { short, shortDelta } from '../numbers.ts';
import type { Line, Pane, Piece } from '../pane.ts';
import { Panel } from '../panel.tsx';
import { longestBare, shortNames } from '../short-names.ts';

/** Names that are longer are not worth a column of numbers. */
const LONGEST_WANTED = 24;
const INDENT = '  ';

interface Props {
  readonly snapshot: Snapshot;
  readonly baseline: Snapshot | undefined;
  /** Index of the destination that has the focus; undefined when something else has it. */
  readonly focus: number | undefined;
  readonly pane: Pane;
}

/** All destinations with their numbers; where there is room each with how it went and what came since the last refresh. */
export function Destinations({ snapshot, baseline, focus, pane }: Props): ReactElement {
  const { destinations } = snapshot;
  const whole = destinations.map(({ route }) => route.destination.name);
  const room = (columns: readonly ShownFigure[]) =>
    pane.width - INDENT.length - columns.reduce((sum, { width }) => sum + width, 0);
  const wanted = 1 + Math.min(LONGEST_WANTED, longestBare(whole));
  const columns = columnsFor((tried) => room(tried) >= wanted);
  const name = room(columns);
  const names = shortNames(whole, name - 1);
  const each = pane.rows - 1 >= destinations.length * 2 ? 2 : 1;
  const shown = Math.max(1, Math.floor((pane.rows - 1) / each));
  const first = Math.max(0, Math.min((focus ?? 0) - Math.floor(shown / 2), destinations.length - shown));
  const lines = destinations.slice(first, first + shown).flatMap((figures, at) => {
    const grown = destinationDelta(baseline, snapshot, figures);
    const label = pad(fitted(names[first + at] ?? '', name - 1), name);
    const numbers = numbersOf(figures, columns, label, first + at === focus, pane.theme);
    return each === 1 ? [numbers] : [numbers, courseOf(figures, grown, columns, name, pane)];
  });
  const titles = columns.map(({ title, width }) => padLeft(title, width)).join('');
  return (
    <Panel
      title={titleOf(destinations.length, shown)}
      aside={[[titles.trimStart(), pane.theme.faint]]}
      focused={focus !== undefined}
      lines={destinations.length === 0 ? [['  none that invoke Momento']] : lines}
      pane={pane}
    />
  );
}

function titleOf(all: number, shown: number): string {
  return shown < all ? `${all} DESTINATIONS` : 'DESTINATIONS';
}

function numbersOf(
  figures: DestinationFigures,
  columns: readonly ShownFigure[],
  label: string,
  focused: boolean,
  theme: Theme,
): Line {
  const cells = columns.map((column): Piece => {
    const text = column.cell(figures, short);
    const shown = padLeft(text, column.width);
    const paint = paintOf(column, text, theme);
    return paint === undefined ? shown : [shown, paint];
  });
  return focused
    ? [['▸ ', theme.name], [label, (text) => theme.name(theme.strong(text))], ...cells]
    : [INDENT, [label, theme.strong], ...cells];
}

function courseOf(
  { series }: DestinationFigures,
  delta: DestinationDelta,
  columns: readonly ShownFigure[],
  name: number,
  { theme, unicode }: Pane,
): Line {
  const course = pad(sparkline(series.invocations, name - 1, 'sum', unicode), name);
  const grown = columns.map(({ chart, width }) => padLeft(shortDelta(grownOf(delta, chart?.of)), width));
  return [INDENT, [course, theme.name], [grown.join('').trimEnd(), theme.faint]];
}
