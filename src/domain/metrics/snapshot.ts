import type { Connection } from '../eventbridge/target.ts';
import type { Integration } from '../integration/integration.ts';
import { type AccountFigures, accountFigures, accountQueries } from './account-figures.ts';
import { type DestinationFigures, destinationFigures, destinationQueries } from './destination-figures.ts';
import type { MetricAnswers, MetricQuery } from './figures.ts';
import { type QueueFigures, type QueueLevel, queueFigures, queueQueries } from './queue-figures.ts';
import type { Window } from './range.ts';

/** All that one look at an integration showed. */
export interface Snapshot {
  /** Epoch milliseconds of the look at the queue. */
  readonly at: number;
  /** Epoch milliseconds of the look at the metrics, which is made once a period; null where they could not be read. */
  readonly metricsAt: number | null;
  readonly window: Window;
  readonly name: string;
  readonly destinations: readonly DestinationFigures[];
  /** Null: there is none, or it could not be looked at. */
  readonly queue: QueueFigures | null;
  readonly connections: readonly Connection[];
  readonly account: AccountFigures;
  /** What could not be seen, and what must be known to read the figures. */
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

/** What a snapshot is made of. */
export interface SnapshotInputs {
  readonly at: number;
  readonly metricsAt: number | null;
  readonly window: Window;
  readonly integration: Integration;
  readonly level: QueueLevel | undefined;
  readonly answers: MetricAnswers;
  readonly warnings: readonly string[];
}

/** Puts what was looked at together. */
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
