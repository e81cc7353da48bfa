import {
  ACCOUNT_FIGURES,
  type Latency,
  latencyOf,
  type MetricAnswers,
  type MetricQuery,
  queriesFor,
  type SeriesOf,
  seriesFor,
  type TotalsOf,
  totalsFor,
} from './figures.ts';
import type { Window } from './range.ts';

/** The events that applications put on the buses of the account in this region. Null is "no data". */
export type AccountFigures = TotalsOf<typeof ACCOUNT_FIGURES> & {
  readonly latencyMs: Latency;
  readonly series: SeriesOf<typeof ACCOUNT_FIGURES>;
};

const PREFIX = 'a';

/** The queries for the account; without dimensions these metrics are those of all buses together. */
export function accountQueries(): readonly MetricQuery[] {
  return queriesFor(ACCOUNT_FIGURES, PREFIX, 'AWS/Events', {});
}

/** The figures of the account out of the answers to its queries. */
export function accountFigures(answers: MetricAnswers, window: Window): AccountFigures {
  const series = seriesFor(ACCOUNT_FIGURES, PREFIX, answers, window);
  return { ...totalsFor(ACCOUNT_FIGURES, series), latencyMs: latencyOf(series, series.calls), series };
}
