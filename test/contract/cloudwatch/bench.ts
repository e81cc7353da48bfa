import { randomUUID } from 'node:crypto';
import {
  CloudWatchClient,
  GetMetricDataCommand,
  type GetMetricDataCommandInput,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { afterAll, beforeAll } from 'vitest';
import { clientOptions, type Engine, type RunningEngine } from '../engine.ts';

const MINUTE_MS = 60_000;

/** A value, and how many minutes before the present it was measured. */
export type Measured = readonly [value: number, minutesAgo: number];

/** What is asked for besides the metric; by default the sums of each minute of the last quarter of an hour. */
export interface Asked {
  readonly stat?: string;
  readonly period?: number;
  readonly more?: Partial<GetMetricDataCommandInput>;
}

/** A running engine and short words for what its tests need. */
export interface CloudWatchBench {
  readonly client: CloudWatchClient;
  /** A namespace that no other test uses. */
  namespace(): string;
  /** Puts values of the metric `m` with the dimension `Of` = the namespace, unless others are given. */
  put(namespace: string, values: readonly Measured[], dimensions?: Readonly<Record<string, string>>): Promise<void>;
  /** The points of that metric as `[value, minutes ago]`, in the order of the answer. */
  read(namespace: string, asked?: Asked, dimensions?: Readonly<Record<string, string>>): Promise<readonly Measured[]>;
  /** A query of that metric. */
  query(namespace: string, asked?: Asked, dimensions?: Readonly<Record<string, string>>): object;
  /** From when to when `read` reads: the last quarter of an hour and the minute that is not over. */
  readonly window: { readonly StartTime: Date; readonly EndTime: Date };
}

/** Starts the engine for the tests of the surrounding describe, and stops it after them. */
export function cloudWatchBenchOf(engine: Engine): CloudWatchBench {
  let running: RunningEngine;
  let client: CloudWatchClient;
  // One present for all tests of a describe, so that no minute passes in the middle of one.
  const now = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
  beforeAll(async () => {
    running = await engine.start();
    client = new CloudWatchClient({ ...clientOptions(running.endpoint), maxAttempts: 1 });
  });
  afterAll(async () => {
    client.destroy();
    await running.stop();
  });
  const told = (dimensions: Readonly<Record<string, string>>) =>
    Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  const window = { StartTime: new Date(now - 15 * MINUTE_MS), EndTime: new Date(now + MINUTE_MS) };
  const bench: CloudWatchBench = {
    get client() {
      return client;
    },
    window,
    namespace: () => `test/${randomUUID()}`,
    async put(namespace, values, dimensions = { Of: namespace }) {
      const MetricData = values.map(([Value, minutesAgo]) => ({
        MetricName: 'm',
        Dimensions: told(dimensions),
        Timestamp: new Date(now - minutesAgo * MINUTE_MS + 7_000),
        Value,
      }));
      await client.send(new PutMetricDataCommand({ Namespace: namespace, MetricData }));
    },
    query: (namespace, { stat = 'Sum', period = 60 } = {}, dimensions = { Of: namespace }) => ({
      Id: 'q',
      MetricStat: {
        Metric: { Namespace: namespace, MetricName: 'm', Dimensions: told(dimensions) },
        Period: period,
        Stat: stat,
      },
    }),
    async read(namespace, asked = {}, dimensions = { Of: namespace }) {
      const { MetricDataResults = [] } = await client.send(
        new GetMetricDataCommand({
          ...window,
          MetricDataQueries: [bench.query(namespace, asked, dimensions) as { Id: string }],
          ...asked.more,
        }),
      );
      const [result] = MetricDataResults;
      return (result?.Values ?? []).map((value, at) => [
        value,
        (now - (result?.Timestamps?.[at]?.getTime() ?? 0)) / MINUTE_MS,
      ]);
    },
  };
  return bench;
}
