import type { Integration } from '../../../src/domain/integration/integration.ts';
import type { MetricAnswer, MetricAnswers } from '../../../src/domain/metrics/figures.ts';
import type { QueueLevel } from '../../../src/domain/metrics/queue-figures.ts';
import { periodStarts, type RangeName, windowOf } from '../../../src/domain/metrics/range.ts';
import { type Snapshot, snapshotOf, snapshotQueries } from '../../../src/domain/metrics/snapshot.ts';
import { DLQ, DLQ_URL, integration } from './integrations.ts';

export const NOW = Date.UTC(2026, 0, 31, 12, 0, 30);

/** A queue with ten messages. */
export function level(more: Partial<QueueLevel> = {}): QueueLevel {
  return { url: DLQ_URL, arn: DLQ, visible: 10, inFlight: 0, delayed: 0, retentionSeconds: 345_600, ...more };
}

/** What a test says of a look; `metrics` holds the newest values of metrics, the last one in the unfinished period; null is no point. */
export interface SnapshotScript {
  readonly at?: number;
  readonly range?: RangeName;
  readonly integration?: Integration;
  readonly level?: QueueLevel | undefined;
  /** By rule name and metric (`set Invocations`), queue (`dlq …`) or account (`account …`); percentiles as `set p99`. */
  readonly metrics?: Readonly<Record<string, readonly (number | null)[]>>;
  /** CloudWatch may not be read. */
  readonly denied?: true;
  readonly warnings?: readonly string[];
}

/** A snapshot; metrics that are not named were answered without points. */
export function snapshot(script: SnapshotScript = {}): Snapshot {
  const { at = NOW, range = '15m', metrics = {}, warnings = [] } = script;
  const window = windowOf(range, at);
  const subject = script.integration ?? integration();
  const starts = periodStarts(window);
  const answers: MetricAnswers = new Map(
    snapshotQueries(subject, DLQ_URL).map(({ id, metric, statistic, dimensions }): [string, MetricAnswer] => {
      const about = dimensions.RuleName ?? dimensions.QueueName ?? 'account';
      const values = metrics[`${about} ${statistic.startsWith('p') ? statistic : metric}`] ?? [];
      const points = values.flatMap((value, index) =>
        value === null ? [] : [{ at: starts[starts.length - values.length + index] ?? 0, value }],
      );
      return [id, { points, partial: false }];
    }),
  );
  return snapshotOf({
    at,
    metricsAt: script.denied ? null : at,
    window,
    integration: subject,
    level: 'level' in script ? script.level : level(),
    answers: script.denied ? new Map() : answers,
    warnings,
  });
}
