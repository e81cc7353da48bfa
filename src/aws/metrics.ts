import { CloudWatchClient, GetMetricDataCommand, type MetricDataResult } from '@aws-sdk/client-cloudwatch';
import type { MetricsPort } from '../app/ports.ts';
import type { MetricAnswer, MetricAnswers, MetricQuery } from '../domain/metrics/figures.ts';
import type { Window } from '../domain/metrics/range.ts';
import { lookUp } from './lookup.ts';
import { clientConfig, ready, type Session } from './session.ts';
import { type Cut, stoppingWith } from './stopping.ts';

/** Source: CloudWatch API reference, "GetMetricData". */
const MOST_QUERIES = 500;

/** CloudWatch's metrics, read with the AWS SDK: a request for every 500 queries, and its pages. */
export function cloudWatchMetrics(session: Session): MetricsPort {
  const client = ready(new CloudWatchClient(clientConfig(session)), session);
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
  let NextToken: string | undefined;
  do {
    const page = await client.send(
      new GetMetricDataCommand({
        StartTime: new Date(window.start),
        EndTime: new Date(window.end),
        ScanBy: 'TimestampAscending',
        MetricDataQueries: queries.map((query) => told(query, window.periodSeconds)),
        NextToken,
      }),
      cut,
    );
    for (const result of page.MetricDataResults ?? []) add(answers, result);
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
}

function told({ id, namespace, metric, dimensions, statistic }: MetricQuery, Period: number) {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  const Metric = { Namespace: namespace, MetricName: metric, Dimensions };
  return { Id: id, MetricStat: { Metric, Period, Stat: statistic } };
}

/** A metric whose points go on over pages is PartialData on each of them but the last, so the last word counts. */
function add(
  answers: Map<string, MetricAnswer>,
  { Id = '', Timestamps = [], Values = [], StatusCode }: MetricDataResult,
) {
  const points = Timestamps.flatMap((at, index) => {
    const value = Values[index];
    return value === undefined ? [] : [{ at: at.getTime(), value }];
  });
  const before = answers.get(Id)?.points ?? [];
  answers.set(Id, { points: [...before, ...points], partial: StatusCode !== 'Complete' });
}
