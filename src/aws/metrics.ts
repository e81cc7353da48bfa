import { CloudWatchClient, type MetricDataResult, paginateGetMetricData } from '@aws-sdk/client-cloudwatch';
import type { MetricsPort } from '../app/ports.ts';
import type { MetricAnswer, MetricAnswers, MetricQuery } from '../domain/metrics/figures.ts';
import type { Window } from '../domain/metrics/range.ts';
import { objects, text } from './answer-values.ts';
import { lookUp } from './lookup.ts';
import { pageGuard } from './pages.ts';
import { clientConfig, ready, type Session } from './session.ts';
import { type Cut, stoppingWith } from './stopping.ts';

/** Source: CloudWatch API reference, "GetMetricData". */
const MOST_QUERIES = 500;

/** CloudWatch's metrics, read with the AWS SDK: a request for every 500 queries, and its pages. */
export function cloudWatchMetrics(session: Session): MetricsPort {
  const client = ready(new CloudWatchClient(clientConfig(session, 'cloudwatch')), session);
  const cut = stoppingWith(session.stop).lookUp;
  return {
    read: (queries, window) =>
      lookUp('read metrics', async () => {
        const answers = new Map<string, MetricAnswer>();
        for (let from = 0; from < queries.length; from += MOST_QUERIES) {
          await readAll(client, queries.slice(from, from + MOST_QUERIES), window, answers, cut);
        }
        return answers as MetricAnswers;
      }),
  };
}

async function readAll(
  client: CloudWatchClient,
  queries: readonly MetricQuery[],
  window: Window,
  answers: Map<string, MetricAnswer>,
  cut: Cut,
): Promise<void> {
  const guard = pageGuard();
  const asked = {
    StartTime: new Date(window.start),
    EndTime: new Date(window.end),
    ScanBy: 'TimestampAscending' as const,
    MetricDataQueries: queries.map((query) => told(query, window.periodSeconds)),
  };
  for await (const page of paginateGetMetricData({ client }, asked, cut)) {
    for (const result of objects(page.MetricDataResults)) add(answers, result);
    guard(page.NextToken);
  }
}

function told({ id, namespace, metric, dimensions, statistic }: MetricQuery, Period: number) {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  const Metric = { Namespace: namespace, MetricName: metric, Dimensions };
  return { Id: id, MetricStat: { Metric, Period, Stat: statistic } };
}

/** A metric whose points go on over pages is PartialData on each of them but the last, so the last page decides. */
function add(answers: Map<string, MetricAnswer>, { Id, Timestamps, Values, StatusCode }: MetricDataResult) {
  const id = text(Id) ?? '';
  const values: readonly unknown[] = Array.isArray(Values) ? Values : [];
  const points = (Array.isArray(Timestamps) ? Timestamps : []).flatMap((at, index) => {
    const value = values[index];
    return typeof value === 'number' && Number.isFinite(value) && at instanceof Date
      ? [{ at: at.getTime(), value }]
      : [];
  });
  const before = answers.get(id)?.points ?? [];
  answers.set(id, { points: [...before, ...points], partial: StatusCode !== 'Complete' });
}
