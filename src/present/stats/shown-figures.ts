import type { DestinationFigures } from '../../domain/metrics/destination-figures.ts';
import type { RULE_FIGURES } from '../../domain/metrics/figures.ts';
import { largest, latest } from '../../domain/metrics/series.ts';
import { latency, percent } from '../style/figures.ts';
import type { Theme } from '../style/theme.ts';

/** How a count is written: in full in a report, short in the dashboard. */
export type CountText = (value: number | null) => string;

/** A figure of a destination as the report and the dashboard show it: a column of a table, and perhaps a chart. */
export interface ShownFigure {
  readonly title: string;
  /** In the tables of the dashboard, with the gap before it. */
  readonly width: number;
  readonly cell: (figures: DestinationFigures, count: CountText) => string;
  /** Where there is little room, columns with a rank are left out, the highest rank first. */
  readonly spare?: number;
  /** A value that is not 0 stands out in this tone. */
  readonly alert?: 'careful' | 'bad';
  readonly chart?: ShownChart;
}

/** How a figure went over the window. */
interface ShownChart {
  /** Which series; its growth is shown where it is a count. */
  readonly of: keyof typeof RULE_FIGURES;
  readonly title: string;
  readonly tone: 'name' | 'careful' | 'bad' | 'good';
  /** The charts of a small screen are those with the lowest rank. */
  readonly rank: number;
  /** Only where the count is not 0. */
  readonly ifAny?: true;
  /** The text beside the title of a latency. */
  readonly aside?: (figures: DestinationFigures) => string;
}

/** The figures of a destination, in the order of the columns. A new one is a row here and one in RULE_FIGURES. */
export const SHOWN_FIGURES: readonly ShownFigure[] = [
  {
    title: 'invoked',
    width: 8,
    cell: ({ invocations }, count) => count(invocations),
    chart: { of: 'invocations', title: 'invoked', tone: 'name', rank: 1 },
  },
  { title: 'attempts ok', width: 13, cell: ({ successRatio }) => percent(successRatio), spare: 1 },
  { title: 'delivered', width: 11, cell: ({ deliveredRatio }) => percent(deliveredRatio) },
  {
    title: 'retries',
    width: 9,
    cell: ({ retries }, count) => count(retries),
    spare: 3,
    chart: { of: 'retries', title: 'retries', tone: 'careful', rank: 5 },
  },
  {
    title: 'failed',
    width: 7,
    cell: ({ failed }, count) => count(failed),
    alert: 'careful',
    chart: { of: 'failed', title: 'failed', tone: 'careful', rank: 3 },
  },
  {
    title: 'to DLQ',
    width: 7,
    cell: ({ sentToDlq }, count) => count(sentToDlq),
    alert: 'careful',
    chart: { of: 'sentToDlq', title: 'to the DLQ', tone: 'careful', rank: 6 },
  },
  {
    title: 'LOST',
    width: 7,
    cell: ({ failedToReachDlq }, count) => count(failedToReachDlq),
    alert: 'bad',
    chart: { of: 'failedToReachDlq', title: 'LOST: did not reach the DLQ,', tone: 'bad', rank: 2, ifAny: true },
  },
  {
    title: 'p50',
    width: 8,
    cell: ({ latencyMs }) => latency(latencyMs.p50),
    spare: 4,
    chart: {
      of: 'latencyP50',
      title: 'latency p50',
      tone: 'good',
      rank: 7,
      aside: ({ series }) => `at most ${latency(largest(series.latencyP50))}`,
    },
  },
  {
    title: 'p99',
    width: 8,
    cell: ({ latencyMs }) => latency(latencyMs.p99),
    spare: 2,
    chart: {
      of: 'latencyP99',
      title: 'latency p99',
      tone: 'good',
      rank: 4,
      aside: ({ latencyMs, series }) =>
        `p50 ${latency(latencyMs.p50)}, p99 at most ${latency(latencyMs.p99)}, now ${latency(latest(series.latencyP99))}`,
    },
  },
];

/**
 * The columns that have room: as many as `fits` takes, without the spare ones of the highest ranks. Those without a rank stay
 * in any case.
 */
export function columnsFor(fits: (columns: readonly ShownFigure[]) => boolean): readonly ShownFigure[] {
  const ranks = SHOWN_FIGURES.map(({ spare = 0 }) => spare).toSorted((one, other) => other - one);
  const tried = ranks.map((most) => SHOWN_FIGURES.filter(({ spare = 0 }) => spare <= most));
  return tried.find(fits) ?? SHOWN_FIGURES.filter(({ spare }) => spare === undefined);
}

/** The colour of a cell: that of an alert where there is something to tell, else none. */
export function paintOf({ alert }: ShownFigure, text: string, theme: Theme): ((text: string) => string) | undefined {
  return alert === undefined || /^(0|–)$/.test(text.trim()) ? undefined : theme[alert];
}
