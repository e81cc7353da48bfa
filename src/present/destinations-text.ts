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

/** What both ways of drawing need: the columns that there is room for, and how wide they are. */
interface Numbers {
  readonly columns: readonly Column[];
  readonly widths: readonly number[];
  /** All of them with a gap before each. */
  readonly width: number;
}

/** The destinations: their numbers under one header, and how invocations and failures went. */
export function destinationsText(all: readonly DestinationFigures[], drawing: Drawing): string {
  const columns = COLUMNS.filter(({ spare }) => drawing.width >= NARROW || spare === undefined);
  const widths = columns.map(({ title, cell }) =>
    Math.max(title.length, ...all.map((figures) => cell(figures).length)),
  );
  const numbers = { columns, widths, width: widths.reduce((sum, each) => sum + each + GAP.length, 0) };
  return (drawing.width >= WIDE ? inRows : inBlocks)(all, numbers, drawing).join('\n');
}

function inRows(all: readonly DestinationFigures[], numbers: Numbers, drawing: Drawing): readonly string[] {
  const { width, look } = drawing;
  const name = Math.min(LONGEST_NAME, Math.max(...all.map(({ route }) => route.destination.name.length), 11));
  const chart = Math.min(LONGEST_CHART, Math.floor((width - name - numbers.width - 2 * GAP.length) / 2));
  const titles = [pad('destination', name), header(numbers), pad('invoked', chart), pad('failed', chart)];
  return [
    look.faint(titles.join(GAP).trimEnd()),
    ...all.map((figures) =>
      [
        look.strong(pad(nameOf(figures, name), name)),
        row(figures, numbers, look),
        ...charts(figures, chart, drawing),
      ].join(GAP),
    ),
  ];
}

function inBlocks(all: readonly DestinationFigures[], numbers: Numbers, drawing: Drawing): readonly string[] {
  const { width, look } = drawing;
  const indent = ' '.repeat(Math.max(0, Math.min(width, 80) - numbers.width)) + GAP;
  const [before, between] = [`${GAP}invoked `, `${GAP}failed `];
  const chart = Math.min(LONGEST_CHART, Math.floor((width - before.length - between.length) / 2));
  return [
    look.faint(indent + header(numbers)),
    ...all.flatMap((figures) => {
      const [invoked, failed] = charts(figures, chart, drawing);
      return [
        look.strong(nameOf(figures, width)),
        indent + row(figures, numbers, look),
        look.faint(before) + invoked + look.faint(between) + failed,
      ];
    }),
  ];
}

/** How invocations and failures went; only the first is filled up to its room. */
function charts({ series }: DestinationFigures, width: number, { look, unicode }: Drawing): readonly [string, string] {
  return [
    pad(sparkline(series.invocations, width, 'sum', unicode), width),
    look.careful(sparkline(series.failed, width, 'sum', unicode)),
  ];
}

function header({ columns, widths }: Numbers): string {
  return columns.map(({ title }, at) => padLeft(title, widths[at] ?? 0)).join(GAP);
}

function row(figures: DestinationFigures, { columns, widths }: Numbers, look: Theme): string {
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
