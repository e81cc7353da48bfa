import type { Failure } from '../../app/failures.ts';
import type { Connection } from '../../domain/eventbridge/target.ts';
import { type Alarm, alarmsOf } from '../../domain/metrics/alarms.ts';
import type { DestinationFigures } from '../../domain/metrics/destination-figures.ts';
import { mapCounts, RULE_FIGURES } from '../../domain/metrics/figures.ts';
import { notesOf } from '../../domain/metrics/notes.ts';
import type { QueueFigures } from '../../domain/metrics/queue-figures.ts';
import { periodStarts, type Window } from '../../domain/metrics/range.ts';
import type { Series } from '../../domain/metrics/series.ts';
import type { Snapshot } from '../../domain/metrics/snapshot.ts';
import { errorJson } from '../formats/failure-json.ts';
import { valueText } from '../formats/json-text.ts';
import { iso } from '../style/time.ts';
import { alarmText } from './alarm-text.ts';

/** A snapshot as one JSON document on one line. Null is "no data", which is not 0. */
export function statsJson(snapshot: Snapshot): string {
  const { at, metricsAt, window, name, destinations, queue, connections, warnings } = snapshot;
  return valueText({
    at: iso(at),
    metricsAt: iso(metricsAt),
    integration: name,
    range: window.range,
    periodSeconds: window.periodSeconds,
    destinations: destinations.map((figures) => destinationJson(figures, window)),
    queue: queue && queueJson(queue, window),
    connection: connectionJson(connections.find(({ state }) => state !== 'AUTHORIZED') ?? connections[0]),
    account: accountJson(snapshot),
    warnings: [...warnings, ...notesOf(snapshot)],
    alarms: alarmsOf(snapshot).map(alarmJson),
  });
}

/** `level` and `kind` are codes; `text` and `advice` are for people and may change. */
function alarmJson(alarm: Alarm) {
  const { text, advice } = alarmText(alarm);
  return { level: alarm.level, kind: alarm.kind, text, advice };
}

function destinationJson(figures: DestinationFigures, window: Window) {
  const { route, series, latencyMs } = figures;
  const { latencyP50, latencyP99, ...counts } = series;
  return {
    rule: route.rule.name,
    destination: route.destination.name,
    host: figures.host,
    state: route.destination.state,
    ...mapCounts(RULE_FIGURES, (name) => figures[name]),
    successRatio: figures.successRatio,
    deliveredRatio: figures.deliveredRatio,
    latencyMs,
    series: periods(window, figures.partial, counts).map((period, index) => ({
      ...period,
      latencyMs: { p50: latencyP50[index] ?? null, p99: latencyP99[index] ?? null },
    })),
    ruleArn: route.rule.arn,
    ruleState: route.ruleState ?? null,
    bus: route.rule.bus,
  };
}

function queueJson(figures: QueueFigures, window: Window) {
  const { level, series, partial, ...derived } = figures;
  const { url, arn, visible, inFlight, delayed, retentionSeconds } = level;
  const now = { url, arn, visible, inFlight, delayed, retentionSeconds };
  return { ...now, ...derived, series: periods(window, partial, series) };
}

function accountJson({ account, window, queue, destinations }: Snapshot) {
  const { series, ...figures } = account;
  const { latencyP50, latencyP99, ...counts } = series;
  const [, , , region, id] = (queue?.level.arn ?? destinations[0]?.route.rule.arn ?? '').split(':');
  return {
    id: id ?? null,
    region: region ?? null,
    putEvents: { ...figures, series: periods(window, false, counts) },
  };
}

/** One object a period, oldest first. The last one is not finished, and CloudWatch may have said that points are missing. */
function periods(window: Window, isPartial: boolean, series: Readonly<Record<string, Series>>) {
  const starts = periodStarts(window);
  return starts.map((start, index) => ({
    at: iso(start),
    partial: isPartial || index === starts.length - 1,
    ...Object.fromEntries(Object.entries(series).map(([name, values]) => [name, values[index] ?? null])),
  }));
}

/** Of several connections the one that is not authorised, if there is one. */
function connectionJson(connection: Connection | undefined) {
  return connection === undefined
    ? null
    : { name: connection.name, state: connection.state, reason: connection.reason ?? null };
}

/** A refresh that failed, as a line among those of the others. */
export function failedRefreshJson(failure: Failure, retryInMs: number): string {
  return valueText({ error: errorJson(failure), retryInSeconds: Math.round(retryInMs / 1000) });
}
