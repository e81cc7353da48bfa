import type { DestinationFigures } from '../../domain/metrics/destination-figures.ts';
import { printable } from '../../domain/text/printable.ts';
import { count } from '../style/figures.ts';
import { fitted, pad, padLeft } from '../style/layout.ts';
import { sparkline } from '../style/sparkline.ts';
import type { Theme } from '../style/theme.ts';
import { paintOf, SHOWN_FIGURES, type ShownFigure } from './shown-figures.ts';

/** How figures are to be drawn. */
export interface Drawing {
  readonly width: number;
  readonly theme: Theme;
  /** Marks beyond ASCII may be used. */
  readonly unicode: boolean;
}

const GAP = '  ';
const NARROW = 70;
const WIDE = 120;
/** The greatest length of a name that CloudFormation generates, without its suffix. */
const LONGEST_NAME = 36;
const LONGEST_CHART = 60;

/** The columns that have room, and their widths; both layouts need them. */
interface Numbers {
  readonly columns: readonly ShownFigure[];
  readonly widths: readonly number[];
  /** All of them with a gap before each. */
  readonly width: number;
}

/** The destinations: their numbers under one header, and how invocations and failures went. */
export function destinationsText(all: readonly DestinationFigures[], drawing: Drawing): string {
  const columns = SHOWN_FIGURES.filter(({ spare }) => drawing.width >= NARROW || spare === undefined);
  const widths = columns.map(({ title, cell }) =>
    Math.max(title.length, ...all.map((figures) => cell(figures, count).length)),
  );
  const numbers = { columns, widths, width: widths.reduce((sum, each) => sum + each + GAP.length, 0) };
  return (drawing.width >= WIDE ? inRows : inBlocks)(all, numbers, drawing).join('\n');
}

function inRows(all: readonly DestinationFigures[], numbers: Numbers, drawing: Drawing): readonly string[] {
  const { width, theme } = drawing;
  const name = Math.min(LONGEST_NAME, Math.max(...all.map(({ route }) => route.destination.name.length), 11));
  const chart = Math.min(LONGEST_CHART, Math.floor((width - name - numbers.width - 2 * GAP.length) / 2));
  const titles = [pad('destination', name), header(numbers), pad('invoked', chart), pad('failed', chart)];
  return [
    theme.faint(titles.join(GAP).trimEnd()),
    ...all.map((figures) =>
      [
        theme.strong(pad(nameOf(figures, name), name)),
        row(figures, numbers, theme),
        ...charts(figures, chart, drawing),
      ].join(GAP),
    ),
  ];
}

function inBlocks(all: readonly DestinationFigures[], numbers: Numbers, drawing: Drawing): readonly string[] {
  const { width, theme } = drawing;
  const indent = ' '.repeat(Math.max(0, Math.min(width, 80) - numbers.width)) + GAP;
  const [before, between] = [`${GAP}invoked `, `${GAP}failed `];
  const chart = Math.min(LONGEST_CHART, Math.floor((width - before.length - between.length) / 2));
  return [
    theme.faint(indent + header(numbers)),
    ...all.flatMap((figures) => {
      const [invoked, failed] = charts(figures, chart, drawing);
      return [
        theme.strong(nameOf(figures, width)),
        indent + row(figures, numbers, theme),
        theme.faint(before) + invoked + theme.faint(between) + failed,
      ];
    }),
  ];
}

/** How invocations and failures went; only the first is filled up to its room. */
function charts({ series }: DestinationFigures, width: number, { theme, unicode }: Drawing): readonly [string, string] {
  return [
    pad(sparkline(series.invocations, width, 'sum', unicode), width),
    theme.careful(sparkline(series.failed, width, 'sum', unicode)),
  ];
}

function header({ columns, widths }: Numbers): string {
  return columns.map(({ title }, at) => padLeft(title, widths[at] ?? 0)).join(GAP);
}

function row(figures: DestinationFigures, { columns, widths }: Numbers, theme: Theme): string {
  return columns
    .map((column, at) => {
      const text = padLeft(column.cell(figures, count), widths[at] ?? 0);
      return paintOf(column, text, theme)?.(text) ?? text;
    })
    .join(GAP);
}

function nameOf({ route }: DestinationFigures, width: number): string {
  return fitted(printable(route.destination.name), width);
}
