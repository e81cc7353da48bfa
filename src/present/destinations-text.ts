import type { DestinationFigures } from '../domain/metrics/destination-figures.ts';
import { printable } from '../domain/text/printable.ts';
import { count, latency, percent } from './figures.ts';
import { fitted, pad, padLeft } from './layout.ts';
import { sparkline } from './sparkline.ts';
import type { Theme } from './theme.ts';

/** How figures are to be drawn. */
export interface Drawing {
  readonly width: number;
  readonly look: Theme;
  /** Marks beyond ASCII may be used. */
  readonly unicode: boolean;
}

interface Column {
  readonly title: string;
  readonly cell: (figures: DestinationFigures) => string;
  /** Left out where there is little room. */
  readonly spare?: true;
  readonly paint?: (look: Theme) => (text: string) => string;
}

const COLUMNS: readonly Column[] = [
  { title: 'invoked', cell: ({ invocations }) => count(invocations) },
  { title: 'success', cell: ({ successRatio }) => percent(successRatio) },
  { title: 'retries', cell: ({ retries }) => count(retries), spare: true },
  { title: 'failed', cell: ({ failed }) => count(failed), paint: (look) => look.careful },
  { title: 'to DLQ', cell: ({ sentToDlq }) => count(sentToDlq), paint: (look) => look.careful },
  { title: 'LOST', cell: ({ failedToReachDlq }) => count(failedToReachDlq), paint: (look) => look.bad },
  { title: 'p50', cell: ({ latencyMs }) => latency(latencyMs.p50), spare: true },
  { title: 'p99', cell: ({ latencyMs }) => latency(latencyMs.p99) },
];

const GAP = '  ';
const NARROW = 70;
const WIDE = 120;
/** A name of CloudFormation's making is at most so long without its suffix. */
const LONGEST_NAME = 36;
const LONGEST_CHART = 60;

/** The destinations: their numbers under one header, and how invocations and failures went. */
export function destinationsText(all: readonly DestinationFigures[], drawing: Drawing): string {
  const { width } = drawing;
  const columns = COLUMNS.filter(({ spare }) => width >= NARROW || spare === undefined);
  const widths = columns.map(({ title, cell }) =>
    Math.max(title.length, ...all.map((figures) => cell(figures).length)),
  );
  const numbers = widths.reduce((sum, each) => sum + each + GAP.length, 0);
  return width >= WIDE
    ? inRows(all, columns, widths, numbers, drawing).join('\n')
    : inBlocks(all, columns, widths, numbers, drawing).join('\n');
}

function inRows(
  all: readonly DestinationFigures[],
  columns: readonly Column[],
  widths: readonly number[],
  numbers: number,
  { width, look, unicode }: Drawing,
): readonly string[] {
  const name = Math.min(LONGEST_NAME, Math.max(...all.map(({ route }) => route.destination.name.length), 11));
  const chart = Math.min(LONGEST_CHART, Math.floor((width - name - numbers - 2 * GAP.length) / 2));
  const titles = [pad('destination', name), header(columns, widths), pad('invoked', chart), pad('failed', chart)];
  return [
    look.faint(titles.join(GAP).trimEnd()),
    ...all.map((figures) =>
      [
        look.strong(pad(nameOf(figures, name), name)),
        row(figures, columns, widths, look),
        pad(sparkline(figures.series.invocations, chart, 'sum', unicode), chart),
        look.careful(sparkline(figures.series.failed, chart, 'sum', unicode)),
      ].join(GAP),
    ),
  ];
}

function inBlocks(
  all: readonly DestinationFigures[],
  columns: readonly Column[],
  widths: readonly number[],
  numbers: number,
  { width, look, unicode }: Drawing,
): readonly string[] {
  const indent = ' '.repeat(Math.max(0, Math.min(width, 80) - numbers));
  const [invoked, failed] = [`${GAP}invoked `, `${GAP}failed `];
  const chart = Math.min(LONGEST_CHART, Math.floor((width - invoked.length - failed.length) / 2));
  return [
    look.faint(indent + GAP + header(columns, widths)),
    ...all.flatMap((figures) => [
      look.strong(nameOf(figures, width)),
      indent + GAP + row(figures, columns, widths, look),
      look.faint(invoked) +
        pad(sparkline(figures.series.invocations, chart, 'sum', unicode), chart) +
        look.faint(failed) +
        look.careful(sparkline(figures.series.failed, chart, 'sum', unicode)),
    ]),
  ];
}

function header(columns: readonly Column[], widths: readonly number[]): string {
  return columns.map(({ title }, at) => padLeft(title, widths[at] ?? 0)).join(GAP);
}

function row(figures: DestinationFigures, columns: readonly Column[], widths: readonly number[], look: Theme): string {
  return columns
    .map(({ cell, paint }, at) => {
      const text = padLeft(cell(figures), widths[at] ?? 0);
      return paint === undefined || /^(0|–)$/.test(text.trim()) ? text : paint(look)(text);
    })
    .join(GAP);
}

function nameOf({ route }: DestinationFigures, width: number): string {
  return fitted(printable(route.destination.name), width);
}
