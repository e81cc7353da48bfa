import { hostOf, type Route } from '../integration/integration.ts';
import {
  type CountOf,
  isPartial,
  type Latency,
  latencyOf,
  type MetricAnswers,
  type MetricQuery,
  queriesFor,
  RULE_FIGURES,
  type SeriesOf,
  seriesFor,
  type TotalsOf,
  totalsFor,
} from './figures.ts';
import type { Window } from './range.ts';
import { ratio } from './series.ts';

/** The name of a count of a rule, such as `invocations`; also its name in JSON. */
export type RuleCount = CountOf<typeof RULE_FIGURES>;

/** The results of a rule's deliveries to its destination within a window. Null is "no data". */
export type DestinationFigures = TotalsOf<typeof RULE_FIGURES> & {
  readonly route: Route;
  readonly host: string;
  /** Successful attempts of all attempts. */
  readonly successRatio: number | null;
  /**
   * Delivered events of those whose delivery has ended: SuccessfulInvocationAttempts against that plus FailedInvocations,
   * which counts only events that EventBridge gave up. Null while none has ended or a count is unknown; events that are
   * still retried count for neither. Source: EventBridge user guide, "Monitoring".
   */
  readonly deliveredRatio: number | null;
  /** From ingestion to delivery. */
  readonly latencyMs: Latency;
  readonly series: SeriesOf<typeof RULE_FIGURES>;
  /** CloudWatch said that points are missing. */
  readonly partial: boolean;
};

/** The queries for the rule of a route; `index` distinguishes it from the others. */
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
  const totals = totalsFor(RULE_FIGURES, series);
  return {
    ...totals,
    route,
    host: hostOf(route.destination),
    successRatio: ratio(totals.succeeded, totals.attempts),
    deliveredRatio: deliveredRatio(totals),
    latencyMs: latencyOf(series, series.succeeded),
    series,
    partial: isPartial(RULE_FIGURES, prefixOf(index), answers),
  };
}

function deliveredRatio({ succeeded, failed }: TotalsOf<typeof RULE_FIGURES>): number | null {
  return succeeded === null || failed === null ? null : ratio(succeeded, succeeded + failed);
}

function prefixOf(index: number): string {
  return `r${index}`;
}
