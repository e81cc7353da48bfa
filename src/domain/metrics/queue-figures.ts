import {
  isPartial,
  type MetricAnswers,
  type MetricQuery,
  QUEUE_FIGURES,
  queriesFor,
  type SeriesOf,
  seriesFor,
  type TotalsOf,
  totalsFor,
} from './figures.ts';
import type { Window } from './range.ts';
import { latest, type Series, total } from './series.ts';

/** The present attributes of the queue. Its counts are approximate. */
export interface QueueLevel {
  readonly url: string;
  readonly arn: string;
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
  readonly retentionSeconds: number;
}

/** How the dead letter queue fills and empties. Null is "no data". */
export interface QueueFigures extends TotalsOf<typeof QUEUE_FIGURES> {
  readonly level: QueueLevel;
  /** Over the last complete periods, up to a quarter of an hour. */
  readonly arrivalsPerMinute: number | null;
  readonly drainPerMinute: number | null;
  /** Until the queue is empty at these rates; null where it does not get emptier, 0 where it is empty. */
  readonly secondsToDrain: number | null;
  /** A lower bound: SQS leaves out messages that were received three times or more. No data for an idle queue. */
  readonly oldestAgeSeconds: number | null;
  /** Until retention takes the oldest message; at most that long, since its age is a lower bound. */
  readonly secondsToRetention: number | null;
  readonly series: SeriesOf<typeof QUEUE_FIGURES>;
  readonly partial: boolean;
}

const PREFIX = 'q';
const RECENT_SECONDS = 900;

/** The queries for the queue with that URL, which ends in its name. */
export function queueQueries(url: string): readonly MetricQuery[] {
  return queriesFor(QUEUE_FIGURES, PREFIX, 'AWS/SQS', { QueueName: url.split('/').at(-1) ?? '' });
}

/** The figures of a queue from its attributes and the answers to its queries. */
export function queueFigures(level: QueueLevel, answers: MetricAnswers, window: Window): QueueFigures {
  const series = seriesFor(QUEUE_FIGURES, PREFIX, answers, window);
  const arrivalsPerMinute = perMinute(series.sent, window);
  const drainPerMinute = perMinute(series.deleted, window);
  const held = level.visible + level.inFlight + level.delayed;
  const oldestAgeSeconds = held === 0 ? null : latest(series.oldestAgeSeconds.slice(-STILL_TRUE_PERIODS));
  return {
    level,
    ...totalsFor(QUEUE_FIGURES, series),
    arrivalsPerMinute,
    drainPerMinute,
    secondsToDrain: secondsToDrain(held, arrivalsPerMinute, drainPerMinute),
    oldestAgeSeconds,
    secondsToRetention: oldestAgeSeconds === null ? null : Math.max(0, level.retentionSeconds - oldestAgeSeconds),
    series,
    partial: isPartial(QUEUE_FIGURES, PREFIX, answers),
  };
}

/** An age is measured each minute and comes a little late; one of long ago says nothing of now. */
const STILL_TRUE_PERIODS = 5;

/** How far back the rates of CloudWatch go in a window. */
export function ratesSeconds({ periodSeconds, periods }: Window): number {
  return Math.min(periods - 1, recentPeriods(periodSeconds)) * periodSeconds;
}

function recentPeriods(periodSeconds: number): number {
  return Math.max(1, Math.round(RECENT_SECONDS / periodSeconds));
}

/** The rate over the last complete periods; the unfinished one would make every rate too small. */
export function perMinute(counts: Series, { periodSeconds }: Window): number | null {
  const recent = counts.slice(0, -1).slice(-recentPeriods(periodSeconds));
  const sum = total(recent);
  return sum === null ? null : sum / ((recent.length * periodSeconds) / 60);
}

/** How long the queue takes to become empty; null where that is unknown or will not happen. */
export function secondsToDrain(held: number, arrivals: number | null, drain: number | null): number | null {
  if (held === 0) return 0;
  if (arrivals === null || drain === null || drain <= arrivals) return null;
  const seconds = (held / (drain - arrivals)) * 60;
  return Number.isFinite(seconds) ? seconds : null;
}
