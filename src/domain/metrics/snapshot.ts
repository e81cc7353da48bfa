import type { Connection } from '../eventbridge/target.ts';
import type { Integration } from '../integration/integration.ts';
import { type AccountFigures, accountFigures, accountQueries } from './account-figures.ts';
import { type DestinationFigures, destinationFigures, destinationQueries } from './destination-figures.ts';
import type { MetricAnswers, MetricQuery } from './figures.ts';
import { type QueueFigures, type QueueLevel, queueFigures, queueQueries } from './queue-figures.ts';
import type { Window } from './range.ts';

/** The figures and states of an integration at one time. */
export interface Snapshot {
  /** When the queue was read, in epoch milliseconds. */
  readonly at: number;
  /** When the metrics were read, which happens once a period, in epoch milliseconds; null where they could not be read. */
  readonly metricsAt: number | null;
  readonly window: Window;
  readonly name: string;
  readonly destinations: readonly DestinationFigures[];
  /** Null: it does not exist, or it could not be read. */
  readonly queue: QueueFigures | null;
  readonly connections: readonly Connection[];
  readonly account: AccountFigures;
  /** The parts that could not be read. */
  readonly warnings: readonly string[];
}

/** Everything that one refresh asks of CloudWatch. */
export function snapshotQueries(integration: Integration, queueUrl: string | undefined): readonly MetricQuery[] {
  return [
    ...integration.routes.flatMap(destinationQueries),
    ...(queueUrl === undefined ? [] : queueQueries(queueUrl)),
    ...accountQueries(),
  ];
}

/** The answers that a snapshot is made of. */
export interface SnapshotInputs {
  readonly at: number;
  readonly metricsAt: number | null;
  readonly window: Window;
  readonly integration: Integration;
  readonly level: QueueLevel | undefined;
  readonly answers: MetricAnswers;
  readonly warnings: readonly string[];
}

/** Makes a snapshot of the answers. */
export function snapshotOf({ integration, level, answers, window, at, metricsAt, warnings }: SnapshotInputs): Snapshot {
  return {
    at,
    metricsAt,
    window,
    name: integration.name,
    destinations: integration.routes.map((route, index) => destinationFigures(route, index, answers, window)),
    queue: level === undefined ? null : queueFigures(level, answers, window),
    connections: integration.connections,
    account: accountFigures(answers, window),
    warnings,
  };
}
