import type { JsonOperation } from '../wire/wire.ts';
import { invalidParameter, missingParameter } from './errors.ts';
import { type Input, metricOf, number, optionalNumber, optionalTime, structure, structures, text } from './input.ts';
import type { Metric, MetricStore } from './metric-store.ts';
import { merged, type Statistic, statisticOf } from './statistics.ts';

const MOST_QUERIES = 500;
const MOST_POINTS = 100_800;
const MINUTE_SECONDS = 60;
const ID = /^[a-z][a-zA-Z0-9_]{0,254}$/;

interface Query {
  readonly id: string;
  readonly label: string;
  readonly metric: Metric;
  readonly periodMs: number;
  readonly statistic: Statistic;
  readonly returned: boolean;
}

type Point = readonly [number, number];

/**
 * GetMetricData for metrics, not for expressions. Periods begin at whole multiples since the epoch; a period without
 * values has no point. Newest first unless asked otherwise; a page ends after MaxDatapoints, and a metric that has more
 * on later pages is PartialData. Source: API reference, "GetMetricData", "MetricDataResult".
 */
export function getMetricData(store: MetricStore): JsonOperation {
  return (input) => {
    const queries = structures(input, 'MetricDataQueries').map(queryOf);
    if (queries.length === 0) throw missingParameter('MetricDataQueries');
    if (queries.length > MOST_QUERIES) throw invalidParameter(`A request has at most ${MOST_QUERIES} queries.`);
    if (new Set(queries.map(({ id }) => id)).size < queries.length) throw invalidParameter('Two queries share an Id.');
    const start = optionalTime(input, 'StartTime');
    const end = optionalTime(input, 'EndTime');
    if (start === undefined) throw missingParameter('StartTime');
    if (end === undefined) throw missingParameter('EndTime');
    if (start >= end) throw invalidParameter('The parameter StartTime must be less than the parameter EndTime.');
    const ascending = scanBy(input) === 'TimestampAscending';
    const all = queries
      .filter(({ returned }) => returned)
      .map((query) => ({ query, points: pointsOf(store, query, start, end, ascending) }));
    return page(all, pageFrom(input), optionalNumber(input, 'MaxDatapoints') ?? MOST_POINTS);
  };
}

function queryOf(given: Input): Query {
  const id = text(given, 'Id');
  if (!ID.test(id)) throw invalidParameter(`The value ${id} for parameter Id is not matching the expected pattern.`);
  if (given.Expression !== undefined) throw invalidParameter('The sandbox computes no expressions.');
  const stat = structure(given, 'MetricStat');
  const about = structure(stat, 'Metric');
  const period = number(stat, 'Period');
  if (period < MINUTE_SECONDS || period % MINUTE_SECONDS !== 0) {
    throw invalidParameter('The parameter Period must be a multiple of 60; the sandbox keeps no shorter ones.');
  }
  const name = text(stat, 'Stat');
  const statistic = statisticOf(name);
  if (statistic === undefined) throw invalidParameter(`The value ${name} for parameter Stat is not supported.`);
  const metric = metricOf(text(about, 'Namespace'), about);
  const label = typeof given.Label === 'string' ? given.Label : metric.name;
  return { id, label, metric, periodMs: period * 1000, statistic, returned: given.ReturnData !== false };
}

function pointsOf(store: MetricStore, query: Query, start: number, end: number, ascending: boolean): readonly Point[] {
  const { metric, periodMs, statistic } = query;
  const from = start - (start % periodMs);
  const periods = Map.groupBy(store.read(metric, from, end), ([minute]) => minute - (minute % periodMs));
  const points = [...periods].map(
    ([at, minutes]): Point => [at, statistic(merged(minutes.map(([, values]) => values)))],
  );
  return ascending ? points : points.reverse();
}

function scanBy(input: Input): string {
  const wanted = input.ScanBy ?? 'TimestampDescending';
  if (wanted === 'TimestampDescending' || wanted === 'TimestampAscending') return wanted;
  throw invalidParameter(`The value ${String(wanted)} for parameter ScanBy is invalid.`);
}

/** A token is the position, over all metrics in their order, of the first point of its page. */
function pageFrom(input: Input): number {
  const token = input.NextToken;
  if (token === undefined || token === null) return 0;
  if (typeof token === 'string' && /^\d{1,12}$/.test(token)) return Number(token);
  throw invalidParameter('The NextToken is invalid.');
}

function page(
  all: readonly { readonly query: Query; readonly points: readonly Point[] }[],
  from: number,
  most: number,
): Record<string, unknown> {
  const until = from + most;
  let before = 0;
  const results = all.map(({ query, points }) => {
    const begun = before;
    before += points.length;
    const shown = points.slice(Math.max(0, from - begun), Math.max(0, until - begun));
    return {
      Id: query.id,
      Label: query.label,
      Timestamps: shown.map(([at]) => at / 1000),
      Values: shown.map(([, value]) => value),
      StatusCode: before > until ? 'PartialData' : 'Complete',
    };
  });
  return { MetricDataResults: results, Messages: [], ...(before > until && { NextToken: String(until) }) };
}
