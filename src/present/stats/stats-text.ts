import type { Connection } from '../../domain/eventbridge/target.ts';
import { type Alarm, alarmsOf } from '../../domain/metrics/alarms.ts';
import { notesOf } from '../../domain/metrics/notes.ts';
import type { QueueFigures } from '../../domain/metrics/queue-figures.ts';
import { largest } from '../../domain/metrics/series.ts';
import type { Snapshot } from '../../domain/metrics/snapshot.ts';
import { printable } from '../../domain/text/printable.ts';
import { warningText } from '../formats/warning-text.ts';
import { messages, queueName } from '../list/queue-text.ts';
import { ascii } from '../style/ascii.ts';
import { count, latency, NO_DATA, rate } from '../style/figures.ts';
import { wrap } from '../style/layout.ts';
import { sparkline } from '../style/sparkline.ts';
import type { Theme } from '../style/theme.ts';
import { duration, utc } from '../style/time.ts';
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
    ...(snapshot.queue === null ? [] : [queueText(snapshot.queue, drawing)]),
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

/** What stands before an alarm, so that it is not known by its colour alone. */
export const ALARM_WORDS: Readonly<Record<Alarm['level'], string>> = { lost: 'LOST', failing: 'FAILING', soon: 'SOON' };

/** What is to be done about several alarms stands once, below them. */
function alarmsText(alarms: readonly Alarm[], theme: Theme, width: number): readonly string[] {
  return [...Map.groupBy(alarms, ({ advice }) => advice)].map(([advice, alike]) =>
    [
      ...alike.map(({ level, text }) =>
        (level === 'soon' ? theme.careful : theme.bad)(wrap(`${ALARM_WORDS[level]}: ${printable(text)}`, width)),
      ),
      wrap(`→ ${printable(advice)}`, width, '  '),
    ].join('\n'),
  );
}

function queueText(figures: QueueFigures, { width, theme, unicode }: Drawing): string {
  const { level, series } = figures;
  const held = level.visible + level.inFlight + level.delayed;
  const facts = [
    `${messages(held)}${level.inFlight > 0 ? `, ${level.inFlight} of them in flight` : ''}`,
    `arriving ${rate(figures.arrivalsPerMinute)}`,
    `leaving ${rate(figures.drainPerMinute)}`,
    ...(held === 0 ? [] : [emptying(figures), ageing(figures)]),
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

/** Whether the queue gets emptier, and when it will be empty. */
export function emptying({ secondsToDrain, arrivalsPerMinute, drainPerMinute }: QueueFigures): string {
  if (arrivalsPerMinute === null || drainPerMinute === null) return 'time to drain unknown';
  return secondsToDrain === null ? 'not getting emptier' : `empty in ${duration(secondsToDrain * 1000)} at this rate`;
}

/** How old the oldest message is and when SQS deletes it. The age is a lower bound, so what is left is an upper one. */
export function ageing({ oldestAgeSeconds, secondsToRetention }: QueueFigures): string {
  if (oldestAgeSeconds === null || secondsToRetention === null) return `age of the oldest: ${NO_DATA}`;
  return `oldest at least ${duration(oldestAgeSeconds * 1000)}, deleted by SQS in at most ${duration(secondsToRetention * 1000)}`;
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
