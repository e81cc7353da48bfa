import type { Window } from './range.ts';
import { align, largest, type Point, type Series, total, weightedMedian } from './series.ts';

/** A metric of CloudWatch and the statistic that is wanted of it. `id` finds the answer again. */
export interface MetricQuery {
  readonly id: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: 'Sum' | 'Maximum' | 'p50' | 'p99';
}

/** The answer of CloudWatch to a query. `partial`: it says that points are missing although all pages were read. */
export interface MetricAnswer {
  readonly points: readonly Point[];
  readonly partial: boolean;
}

/** The answers by the id of their query. A query that is not in it was not answered. */
export type MetricAnswers = ReadonlyMap<string, MetricAnswer>;

/** A figure of a table below: which metric, which statistic, and what its absence means. Its name in the table is its name in JSON. */
interface Figure {
  readonly metric: string;
  readonly statistic: MetricQuery['statistic'];
  readonly absent: 0 | null;
}

/** A figure that has a total and a growth. EventBridge and SQS send a count only when it is not 0. */
interface Count extends Figure {
  readonly statistic: 'Sum';
  readonly absent: 0;
}

interface Measure extends Figure {
  readonly statistic: 'Maximum' | 'p50' | 'p99';
  readonly absent: null;
}

const count = (metric: string): Count => ({ metric, statistic: 'Sum', absent: 0 });
const gauge = (metric: string): Measure => ({ metric, statistic: 'Maximum', absent: null });
const spread = (metric: string, statistic: 'p50' | 'p99'): Measure => ({ metric, statistic, absent: null });

/**
 * The metrics of EventBridge for a rule. There is no dimension for targets, so a rule with several counts them together.
 * The latency is that from the event's ingestion to its successful delivery. Source: user guide, "Monitoring".
 */
export const RULE_FIGURES = {
  matched: count('MatchedEvents'),
  triggered: count('TriggeredRules'),
  throttled: count('ThrottledRules'),
  invocations: count('Invocations'),
  attempts: count('InvocationAttempts'),
  succeeded: count('SuccessfulInvocationAttempts'),
  retries: count('RetryInvocationAttempts'),
  failed: count('FailedInvocations'),
  sentToDlq: count('InvocationsSentToDlq'),
  failedToReachDlq: count('InvocationsFailedToBeSentToDlq'),
  latencyP50: spread('IngestionToInvocationSuccessLatency', 'p50'),
  latencyP99: spread('IngestionToInvocationSuccessLatency', 'p99'),
} as const satisfies Readonly<Record<string, Figure>>;

/** The metrics of SQS for a queue. Source: developer guide, "Available CloudWatch metrics for Amazon SQS". */
export const QUEUE_FIGURES = {
  sent: count('NumberOfMessagesSent'),
  deleted: count('NumberOfMessagesDeleted'),
  visible: gauge('ApproximateNumberOfMessagesVisible'),
  oldestAgeSeconds: gauge('ApproximateAgeOfOldestMessage'),
} as const satisfies Readonly<Record<string, Figure>>;

/** The metrics of EventBridge for all PutEvents calls of an account in a region. */
export const ACCOUNT_FIGURES = {
  calls: count('PutEventsApproximateCallCount'),
  failedCalls: count('PutEventsApproximateFailedCount'),
  throttledCalls: count('PutEventsApproximateThrottledCount'),
  entries: count('PutEventsEntriesCount'),
  failedEntries: count('PutEventsFailedEntriesCount'),
  latencyP50: spread('PutEventsLatency', 'p50'),
  latencyP99: spread('PutEventsLatency', 'p99'),
} as const satisfies Readonly<Record<string, Figure>>;

type Figures = Readonly<Record<string, Figure>>;

/** A series for each figure of a table. */
export type SeriesOf<F extends Figures> = { readonly [name in keyof F]: Series };

/** The names of the counts of a table. */
export type CountOf<F extends Figures> = { [name in keyof F]: F[name] extends Count ? name : never }[keyof F];

/** A number for each count of a table; null is "no data". */
export type TotalsOf<F extends Figures> = { readonly [name in CountOf<F>]: number | null };

/** The queries for a table of figures; `prefix` is a small letter and what makes it differ from others. */
export function queriesFor(
  figures: Figures,
  prefix: string,
  namespace: string,
  dimensions: MetricQuery['dimensions'],
): readonly MetricQuery[] {
  return Object.entries(figures).map(([name, { metric, statistic }]) => ({
    id: idOf(prefix, name),
    namespace,
    metric,
    dimensions,
    statistic,
  }));
}

/** The answers to `queriesFor`, one series a figure; where nothing was answered all of them are "no data". */
export function seriesFor<F extends Figures>(
  figures: F,
  prefix: string,
  answers: MetricAnswers,
  window: Window,
): SeriesOf<F> {
  const entries = Object.entries(figures).map(([name, { absent }]) => {
    const answer = answers.get(idOf(prefix, name));
    return [name, align(answer?.points ?? [], window, answer === undefined ? null : absent)];
  });
  return Object.fromEntries(entries);
}

/** The names of the counts, in the order of the table. */
export function countsOf<F extends Figures>(figures: F): readonly CountOf<F>[] {
  return Object.keys(figures).filter((name) => figures[name]?.absent === 0) as unknown as readonly CountOf<F>[];
}

/** The sum of each count over its series. */
export function totalsFor<F extends Figures>(figures: F, series: SeriesOf<F>): TotalsOf<F> {
  return mapCounts(figures, (name) => total(series[name]));
}

/** A number for each count of a table. */
export function mapCounts<F extends Figures>(figures: F, value: (name: CountOf<F>) => number | null): TotalsOf<F> {
  return Object.fromEntries(countsOf(figures).map((name) => [name, value(name)])) as TotalsOf<F>;
}

/**
 * Milliseconds over a window. A percentile cannot be added up: p50 is the middle of the periods', each counting as often
 * as `weights` says; p99 is the largest of the periods', which the window's cannot exceed.
 */
export interface Latency {
  readonly p50: number | null;
  readonly p99: number | null;
}

/** The latency of a window out of the percentiles of its periods. */
export function latencyOf(
  { latencyP50, latencyP99 }: { readonly latencyP50: Series; readonly latencyP99: Series },
  weights: Series,
): Latency {
  return { p50: weightedMedian(latencyP50, weights), p99: largest(latencyP99) };
}

/** Did CloudWatch say of any of the figures that points are missing? */
export function isPartial(figures: Figures, prefix: string, answers: MetricAnswers): boolean {
  return Object.keys(figures).some((name) => answers.get(idOf(prefix, name))?.partial === true);
}

function idOf(prefix: string, name: string): string {
  return `${prefix}_${name}`;
}
