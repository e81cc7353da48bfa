import type { Connection } from '../../domain/eventbridge/target.ts';
import { type Alarm, alarmsOf } from '../../domain/metrics/alarms.ts';
import { notesOf } from '../../domain/metrics/notes.ts';
import { type QueueFigures, ratesSeconds } from '../../domain/metrics/queue-figures.ts';
import type { Window } from '../../domain/metrics/range.ts';
import { type Expiry, expiryOf } from '../../domain/metrics/retention.ts';
import { largest } from '../../domain/metrics/series.ts';
import type { Snapshot } from '../../domain/metrics/snapshot.ts';
import type { Trend } from '../../domain/metrics/trend.ts';
import { printable } from '../../domain/text/printable.ts';
import { warningText } from '../formats/warning-text.ts';
import { messages, queueName } from '../list/queue-text.ts';
import { ascii } from '../style/ascii.ts';
import { count, latency, NO_DATA, rate } from '../style/figures.ts';
import { wrap } from '../style/layout.ts';
import { sparkline } from '../style/sparkline.ts';
import type { Theme } from '../style/theme.ts';
import { duration, utc } from '../style/time.ts';
import { alarmText } from './alarm-text.ts';
import { type Drawing, destinationsText } from './destinations-text.ts';

const LONGEST_CHART = 60;

/** A snapshot as people read it: what is wrong first, in words; then destinations, queue, connections, account. */
export function statsText(snapshot: Snapshot, drawing: Drawing): string {
  const { width, theme, unicode } = drawing;
  const warnings = [...snapshot.warnings, ...notesOf(snapshot)];
  const blocks = [
    headline(snapshot, theme, width),
    ...alarmsText(alarmsOf(snapshot), theme, width),
    ...(snapshot.destinations.length === 0 ? [] : [destinationsText(snapshot.destinations, drawing)]),
    ...(snapshot.queue === null ? [] : [queueText(snapshot.queue, snapshot.window, drawing)]),
    [...snapshot.connections.map((one) => connectionText(one, theme, width)), wrap(accountText(snapshot), width)].join(
      '\n',
    ),
    ...warnings.map((warning) => wrap(warningText(warning), width)),
  ];
  const text = `${blocks.join('\n\n')}\n`;
  return unicode ? text : ascii(text);
}

function headline({ name, window, at, metricsAt }: Snapshot, theme: Theme, width: number): string {
  const steps = duration(window.periodSeconds * 1000);
  const measured =
    metricsAt === null ? 'without metrics' : `last ${window.range} in steps of ${steps}, the newest unfinished`;
  return `${theme.strong(printable(name))}\n${wrap(`${utc(at)} · ${measured}`, width)}`;
}

/** Alarms with the same advice stand together, above it. */
function alarmsText(alarms: readonly Alarm[], theme: Theme, width: number): readonly string[] {
  const told = alarms.map((alarm) => ({ level: alarm.level, ...alarmText(alarm) }));
  return [...Map.groupBy(told, ({ advice }) => advice)].map(([advice, alike]) =>
    [
      ...alike.map(({ level, word, text }) =>
        (level === 'soon' ? theme.careful : theme.bad)(wrap(`${word}: ${printable(text)}`, width)),
      ),
      wrap(`→ ${printable(advice)}`, width, '  '),
    ].join('\n'),
  );
}

function queueText(figures: QueueFigures, window: Window, { width, theme, unicode }: Drawing): string {
  const { level, series } = figures;
  const held = level.visible + level.inFlight + level.delayed;
  const facts = [
    `${messages(held)}${level.inFlight > 0 ? `, ${level.inFlight} of them in flight` : ''}`,
    ...ratesText(figures, null, window),
    ...(held === 0 ? [] : [emptying(figures), ageing(expiryOf(figures))]),
  ];
  const chart = Math.min(LONGEST_CHART, width - 8);
  return [
    `${theme.strong('Dead letter queue')} ${queueName(level)}`,
    wrap(facts.join(' · '), width, '  '),
    ...(largest(series.visible) === null
      ? []
      : [`${theme.faint('  depth ')}${sparkline(series.visible, chart, 'largest', unicode)}`]),
  ].join('\n');
}

/**
 * Arrivals and departures with the time that they cover. A trend names only what it has seen: messages that come and go
 * between two readings cancel each other, so 0 would not be true.
 */
export function ratesText(queue: QueueFigures, trend: Trend | null, window: Window): readonly string[] {
  if (trend === null) {
    const [arriving, leaving] = [`arriving ${rate(queue.arrivalsPerMinute)}`, `leaving ${rate(queue.drainPerMinute)}`];
    const isMeasured = queue.arrivalsPerMinute !== null || queue.drainPerMinute !== null;
    return [arriving, isMeasured ? `${leaving} (last ${duration(ratesSeconds(window) * 1000)})` : leaving];
  }
  const moved = [
    ...(trend.arrivalsPerMinute > 0 ? [`arriving ${rate(trend.arrivalsPerMinute)}`] : []),
    ...(trend.drainPerMinute > 0 ? [`leaving ${rate(trend.drainPerMinute)}`] : []),
  ];
  const text = moved.length === 0 ? 'depth unchanged' : moved.join(', ');
  return [`${text} (last ${duration(trend.windowSeconds * 1000)})`];
}

/** What `emptying` needs of a queue or of its trend. */
type Rates = Pick<QueueFigures, 'secondsToDrain' | 'arrivalsPerMinute' | 'drainPerMinute'>;

/** Whether the queue gets emptier, and when it will be empty. */
export function emptying({ secondsToDrain, arrivalsPerMinute, drainPerMinute }: Rates): string {
  if (arrivalsPerMinute === null || drainPerMinute === null) return 'time to drain unknown';
  return secondsToDrain === null ? 'not getting emptier' : `empty in ${duration(secondsToDrain * 1000)} at this rate`;
}

function ageing(expiry: Expiry | null): string {
  return expiry === null ? oldestText(expiry) : `${oldestText(expiry)}, ${deletionText(expiry)}`;
}

/** How old the oldest message is. */
export function oldestText(expiry: Expiry | null): string {
  return expiry === null
    ? `age of the oldest: ${NO_DATA}`
    : `oldest at least ${duration(expiry.oldestAgeSeconds * 1000)}`;
}

/** When SQS deletes the oldest message. */
export function deletionText({ secondsLeft }: Expiry): string {
  return `deleted by SQS in at most ${duration(secondsLeft * 1000)}`;
}

function connectionText({ name, state, reason }: Connection, theme: Theme, width: number): string {
  const paint = state === 'AUTHORIZED' ? theme.good : theme.bad;
  const why = reason === undefined ? '' : ` (${reason})`;
  return paint(wrap(printable(`Connection ${name} ${state}${why}`), width));
}

function accountText({ account }: Snapshot): string {
  if (account.entries === null) return `PutEvents in this account: ${NO_DATA}`;
  const { entries, failedEntries, calls, throttledCalls, latencyMs } = account;
  return `PutEvents in this account: ${count(entries)} entries in ${count(calls)} calls, ${count(failedEntries)} entries failed, ${count(throttledCalls)} calls throttled, p99 ${latency(latencyMs.p99)}`;
}
