import { AwsError, type JsonOperation } from '../wire/wire.ts';
import { invalidParameter } from './errors.ts';
import { type Input, metricOf, optionalNumber, optionalTime, structures, text } from './input.ts';
import type { MetricStore } from './metric-store.ts';

const MOST_METRICS = 1000;
const MOST_VALUES = 150;

/** PutMetricData with values, one or many with counts. Statistic sets are refused: no percentile can be told from them. */
export function putMetricData(store: MetricStore): JsonOperation {
  return (input) => {
    const namespace = text(input, 'Namespace');
    if (namespace.startsWith('AWS/')) throw invalidParameter('The value AWS/ for parameter Namespace is invalid.');
    const data = structures(input, 'MetricData');
    if (data.length > MOST_METRICS) throw invalidParameter(`A request has at most ${MOST_METRICS} metrics.`);
    for (const datum of data) {
      const metric = metricOf(namespace, datum);
      const at = optionalTime(datum, 'Timestamp');
      for (const [value, times] of valuesOf(datum)) store.put(metric, value, times, at);
    }
    return {};
  };
}

function valuesOf(datum: Input): readonly (readonly [number, number])[] {
  if (datum.StatisticValues !== undefined) throw invalidParameter('The sandbox takes values, not statistic sets.');
  const one = optionalNumber(datum, 'Value');
  const many = datum.Values;
  if ((one === undefined) === (many === undefined)) {
    throw new AwsError('InvalidParameterCombination', 'Exactly one of Value and Values must be given.');
  }
  if (one !== undefined) return [[one, 1]];
  const counts = datum.Counts ?? (many as readonly unknown[]).map(() => 1);
  if (!areNumbers(many) || !areNumbers(counts) || many.length !== counts.length || many.length > MOST_VALUES) {
    throw invalidParameter(`Values and Counts are lists of as many numbers, at most ${MOST_VALUES}.`);
  }
  return many.map((value, at) => [value, counts[at] ?? 1] as const);
}

function areNumbers(given: unknown): given is readonly number[] {
  return Array.isArray(given) && given.every((value) => typeof value === 'number' && Number.isFinite(value));
}
