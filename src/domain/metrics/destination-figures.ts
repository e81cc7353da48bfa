import { hostOf, type Route } from '../integration/integration.ts';
import {
  isPartial,
  type MetricAnswers,
  type MetricQuery,
  queriesFor,
  RULE_FIGURES,
  type SeriesOf,
  seriesFor,
} from './figures.ts';
import type { Window } from './range.ts';
import { largest, ratio, total, weightedMedian } from './series.ts';

/** What a rule's deliveries to its destination came to within a window. Null is "no data". */
export interface DestinationFigures {
  readonly route: Route;
  readonly host: string;
  readonly invocations: number | null;
  readonly attempts: number | null;
  readonly succeeded: number | null;
  readonly retries: number | null;
  readonly failed: number | null;
  readonly sentToDlq: number | null;
  /** Events that are lost: they failed, and the queue did not take them. */
  readonly failedToReachDlq: number | null;
  /** Successful attempts of all attempts. */
  readonly successRatio: number | null;
  /**
   * Milliseconds from ingestion to delivery. A percentile cannot be added up: p50 is the middle of the periods', each
   * counting as often as it had deliveries; p99 is the largest of the periods', which the window's cannot exceed.
   */
  readonly latencyMs: { readonly p50: number | null; readonly p99: number | null };
  readonly series: SeriesOf<typeof RULE_FIGURES>;
  /** CloudWatch said that points are missing. */
  readonly partial: boolean;
}

/** The queries for the rule of a route; `index` tells it from the others. */
export function destinationQueries({ rule }: Route, index: number): readonly MetricQuery[] {
  const onBus = rule.bus === 'default' ? {} : { EventBusName: rule.bus };
  return queriesFor(RULE_FIGURES, prefixOf(index), 'AWS/Events', { ...onBus, RuleName: rule.name });
}

/** The figures of a route out of the answers to its queries. */
export function destinationFigures(
  route: Route,
  index: number,
  answers: MetricAnswers,
  window: Window,
): DestinationFigures {
  const series = seriesFor(RULE_FIGURES, prefixOf(index), answers, window);
  const attempts = total(series.attempts);
  const succeeded = total(series.succeeded);
  return {
    route,
    host: hostOf(route.destination),
    invocations: total(series.invocations),
    attempts,
    succeeded,
    retries: total(series.retries),
    failed: total(series.failed),
    sentToDlq: total(series.sentToDlq),
    failedToReachDlq: total(series.failedToReachDlq),
    successRatio: ratio(succeeded, attempts),
    latencyMs: { p50: weightedMedian(series.latencyP50, series.succeeded), p99: largest(series.latencyP99) },
    series,
    partial: isPartial(RULE_FIGURES, prefixOf(index), answers),
  };
}

function prefixOf(index: number): string {
  return `r${index}`;
}
