import type { ListEnd } from '../../app/list/list.ts';
import type { QueueDescription } from '../../app/ports.ts';
import type { Owner } from '../../domain/diagnosis/cause.ts';
import { type Group, totalOf } from '../../domain/diagnosis/groups.ts';
import type { Connection } from '../../domain/eventbridge/target.ts';
import { isSoon } from '../../domain/metrics/retention.ts';
import { printable, quote } from '../../domain/text/printable.ts';
import { flow, wrap } from '../style/layout.ts';
import type { Theme } from '../style/theme.ts';
import { ago, duration } from '../style/time.ts';
import { causesText } from './causes-text.ts';
import { type ListRow, listTable } from './list-table.ts';
import { messages, queueNameText, unseenText } from './queue-text.ts';

/** A list as people read it; `rows` are the first of the selected, in the order in which they came. */
export interface ListView {
  readonly queue: QueueDescription;
  readonly groups: readonly Group[];
  readonly rows: readonly ListRow[];
  readonly selected: number;
  readonly end: ListEnd;
  readonly now: number;
  /** Flags that say again where the queue is, and which dead letters were meant; each after a space. */
  readonly where: string;
  readonly which: string;
}

/** Groups first, because at a glance the kinds of failure matter more than the messages; then rows; then what to do. */
export function listText(view: ListView, width: number, theme: Theme): string {
  const { queue, groups, rows, selected, end } = view;
  const blocks = [headline(view, width, theme), ...connectionsText(end.connections, width, theme)];
  if (groups.length > 0) blocks.push(causesText(groups, view.now, width, theme));
  if (selected === 0 && end.read > 0) blocks.push(nothingSelected(view.which, width));
  if (rows.length > 0) blocks.push(listTable(rows, width, theme));
  if (rows.length < selected)
    blocks.push(theme.faint(`… and ${selected - rows.length} more; --limit ${selected} shows them.`));
  if (end.read > 0) blocks.push(nextSteps(view, width, theme));
  blocks.push(...unseenText(queue, end, width, theme));
  return `${blocks.join('\n\n')}\n`;
}

/** What keeps every later event from being delivered is said before what failed. */
function connectionsText(connections: readonly Connection[], width: number, theme: Theme): readonly string[] {
  const lines = connections
    .filter(({ state }) => state !== 'AUTHORIZED')
    .map(({ name, state, reason }) => {
      const why = reason === undefined ? '' : ` (${quote(reason, LONGEST_REASON)})`;
      const text = `The connection ${quote(name, LONGEST_NAME)} is ${quote(state, LONGEST_NAME)} now${why}: events that it serves are not delivered.`;
      return theme.bad(wrap(text, width));
    });
  return lines.length === 0 ? [] : [lines.join('\n')];
}

const LONGEST_NAME = 64;
const LONGEST_REASON = 200;

/** Says that the selection matches nothing; `which` are the flags that selected, each after a space. */
export function nothingSelected(which: string, width: number): string {
  const flags = which === '' ? 'the selection' : printable(which.trim());
  return wrap(`Nothing to do: no dead letter matches ${flags}.`, width);
}

function headline(view: ListView, width: number, theme: Theme): string {
  const { queue, end } = view;
  const name = queueNameText(queue, width, theme);
  if (end.read > 0) return `${name}\n${flow(facts(view, theme), ' · ', width)}`;
  return `${name}\n${nothingRead(view, width, theme)}`;
}

/** Only a queue that was read to its end is empty; of every other the counts are told, and why nothing was received. */
function nothingRead({ queue, end }: ListView, width: number, theme: Theme): string {
  const { failure, interrupted, unseen } = end;
  if (failure === undefined && !interrupted) {
    if (end.arrivedSince > 0) return 'Nothing was visible when this reading began.';
    return unseen > 0 ? 'Nothing visible.' : theme.good('Empty: no dead letters.');
  }
  const counts = `The queue holds about ${messages(queue.visible + queue.inFlight + queue.delayed)}`;
  const why =
    failure === undefined
      ? 'interrupted before one was received'
      : `none could be received (${printable(failure.code)})`;
  return theme.bad(wrap(`${counts}: ${why}.`, width));
}

function facts({ queue, end, selected, now }: ListView, theme: Theme): readonly string[] {
  const parts = [messages(end.read)];
  if (selected !== end.read) parts.push(`${selected} selected`);
  if (end.oldestSentAt !== undefined) {
    const left = end.oldestSentAt + queue.retentionSeconds * 1000 - now;
    const gone = `SQS deletes it in ${duration(left)}`;
    parts.push(`oldest ${ago(end.oldestSentAt, now)}`, isSoon(left / 1000) ? theme.bad(gone) : gone);
  }
  if (end.interrupted) parts.push(theme.careful('interrupted'));
  return parts;
}

/** How many of the selected wait for whom. The line is near the end, where it stays on the screen. */
function owners(groups: readonly Group[], width: number): readonly string[] {
  const byOwner = Map.groupBy(groups, ({ owner }) => owner);
  const parts = OWNERS.flatMap(([owner, words]) => {
    const count = totalOf(byOwner.get(owner) ?? []);
    return count === 0 ? [] : [`${count} ${words}`];
  });
  return parts.length === 0 ? [] : [flow(parts, ' · ', width)];
}

/** Each owner once, in the order of the line; the words follow a count. */
const OWNERS = [
  ['nobody', 'can just be sent'],
  ['application', 'the application must fix'],
  ['administrator', 'an administrator of Momento or AWS'],
  ['other-team', 'another team'],
  [null, 'of further kinds'],
] as const satisfies readonly (readonly [Owner | null, string])[];

function nextSteps({ rows, groups, end, where, which }: ListView, width: number, theme: Theme): string {
  const id = rows[0]?.at(-1);
  const fixable = groups.some(({ resend }) => resend === 'as-is' || resend === 'after-repair');
  const released = end.stuck === 0 ? 'every message was released' : 'messages were released';
  const lines = [...owners(groups, width), theme.faint(wrap(`Nothing was changed: ${released}.`, width))];
  if (id !== undefined) lines.push(`Examine one   momento-eb dlq show ${id}${printable(where)}`);
  if (fixable) lines.push(`Plan a fix    momento-eb dlq redrive --fix --dry-run${printable(which + where)}`);
  return lines.join('\n');
}
