import type { Window } from './range.ts';
import { align, type Point, type Series } from './series.ts';

/** A metric of CloudWatch and the statistic that is wanted of it. `id` finds the answer again. */
export interface MetricQuery {
  readonly id: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: 'Sum' | 'Maximum' | 'p50' | 'p99';
}

/** What CloudWatch answered to a query. `partial`: it says that points are missing although all pages were read. */
export interface MetricAnswer {
  readonly points: readonly Point[];
  readonly partial: boolean;
}

/** The answers by the id of their query. A query that is not in it was not answered. */
export type MetricAnswers = ReadonlyMap<string, MetricAnswer>;

/** A figure of a table below: which metric, which statistic, and what its absence means. */
interface Figure {
  readonly metric: string;
  readonly statistic: MetricQuery['statistic'];
  readonly absent: 0 | null;
}

const count = (metric: string): Figure => ({ metric, statistic: 'Sum', absent: 0 });
const gauge = (metric: string): Figure => ({ metric, statistic: 'Maximum', absent: null });
const spread = (metric: string, statistic: 'p50' | 'p99'): Figure => ({ metric, statistic, absent: null });

/**
 * What EventBridge measures of a rule. There is no dimension for targets, so a rule with several counts them together.
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

/** What SQS measures of a queue. Source: developer guide, "Available CloudWatch metrics for Amazon SQS". */
export const QUEUE_FIGURES = {
  sent: count('NumberOfMessagesSent'),
  deleted: count('NumberOfMessagesDeleted'),
  visible: gauge('ApproximateNumberOfMessagesVisible'),
  oldestAgeSeconds: gauge('ApproximateAgeOfOldestMessage'),
} as const satisfies Readonly<Record<string, Figure>>;

/** What EventBridge measures of all PutEvents calls of an account in a region. */
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

/** Did CloudWatch say of any of the figures that points are missing? */
export function isPartial(figures: Figures, prefix: string, answers: MetricAnswers): boolean {
  return Object.keys(figures).some((name) => answers.get(idOf(prefix, name))?.partial === true);
}

function idOf(prefix: string, name: string): string {
  return `${prefix}_${name}`;
}
