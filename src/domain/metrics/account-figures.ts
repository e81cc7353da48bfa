import {
  ACCOUNT_FIGURES,
  type MetricAnswers,
  type MetricQuery,
  queriesFor,
  type SeriesOf,
  seriesFor,
} from './figures.ts';
import type { Window } from './range.ts';
import { largest, total, weightedMedian } from './series.ts';

/** What applications put on the buses of the account in this region. Null is "no data". */
export interface AccountFigures {
  readonly calls: number | null;
  readonly failedCalls: number | null;
  readonly throttledCalls: number | null;
  readonly entries: number | null;
  readonly failedEntries: number | null;
  /** As for a destination: p50 is the middle of the periods', p99 the largest of them. */
  readonly latencyMs: { readonly p50: number | null; readonly p99: number | null };
  readonly series: SeriesOf<typeof ACCOUNT_FIGURES>;
}

const PREFIX = 'a';

/** The queries for the account; without dimensions these metrics are those of all buses together. */
export function accountQueries(): readonly MetricQuery[] {
  return queriesFor(ACCOUNT_FIGURES, PREFIX, 'AWS/Events', {});
}

/** The figures of the account out of the answers to its queries. */
export function accountFigures(answers: MetricAnswers, window: Window): AccountFigures {
  const series = seriesFor(ACCOUNT_FIGURES, PREFIX, answers, window);
  return {
    calls: total(series.calls),
    failedCalls: total(series.failedCalls),
    throttledCalls: total(series.throttledCalls),
    entries: total(series.entries),
    failedEntries: total(series.failedEntries),
    latencyMs: { p50: weightedMedian(series.latencyP50, series.calls), p99: largest(series.latencyP99) },
    series,
  };
}
