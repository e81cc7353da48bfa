import type { ListEnd } from '../../app/list/list.ts';
import type { QueueDescription } from '../../app/ports.ts';
import type { Resend } from '../../domain/diagnosis/cause.ts';
import type { Group } from '../../domain/diagnosis/groups.ts';
import { printable } from '../../domain/text/printable.ts';
import { flow, wrap } from '../style/layout.ts';
import type { Theme } from '../style/theme.ts';
import { ago, duration } from '../style/time.ts';
import { causesText } from './causes-text.ts';
import { type ListRow, listTable } from './list-table.ts';
import { messages, queueNameText, unseenText } from './queue-text.ts';

const DAY_MS = 86_400_000;

/** A look at the queue as people read it; `rows` are the first of the selected, in the order in which they came. */
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
  const blocks = [headline(view, width, theme)];
  if (groups.length > 0) blocks.push(causesText(groups, view.now, width, theme));
  if (rows.length > 0) blocks.push(listTable(rows, width, theme));
  if (rows.length < selected)
    blocks.push(theme.faint(`… and ${selected - rows.length} more; --limit ${selected} shows them.`));
  if (end.read > 0) blocks.push(nextSteps(view, width, theme));
  blocks.push(...unseenText(queue, end, width, theme));
  return `${blocks.join('\n\n')}\n`;
}

function headline(view: ListView, width: number, theme: Theme): string {
  const { queue, end } = view;
  const name = queueNameText(queue, width, theme);
  if (end.read > 0) return `${name}\n${flow(facts(view, theme), ' · ', width)}`;
  return `${name}\n${end.unseen > 0 ? 'Nothing visible.' : theme.good('Empty: no dead letters.')}`;
}

function facts({ queue, end, selected, now }: ListView, theme: Theme): readonly string[] {
  const parts = [messages(end.read)];
  if (selected !== end.read) parts.push(`${selected} selected`);
  if (end.oldestSentAt !== undefined) {
    const left = end.oldestSentAt + queue.retentionSeconds * 1000 - now;
    const gone = `SQS deletes it in ${duration(left)}`;
    parts.push(`oldest ${ago(end.oldestSentAt, now)}`, left < DAY_MS ? theme.bad(gone) : gone);
  }
  if (end.interrupted) parts.push(theme.careful('interrupted'));
  return parts;
}

/** What the selected wait for, as far as their causes tell; the last lines are what stays in sight. */
function outlook(groups: readonly Group[], width: number): readonly string[] {
  const counts = Map.groupBy(groups, ({ resend }) => resend ?? undefined);
  const parts = OUTLOOKS.flatMap(([resend, words]) => {
    const count = (counts.get(resend) ?? []).reduce((sum, group) => sum + group.count, 0);
    return count === 0 ? [] : [`${count} ${words}`];
  });
  return parts.length === 0 ? [] : [flow(parts, ' · ', width)];
}

const OUTLOOKS = [
  ['as-is', 'can be sent as they are'],
  ['after-repair', 'need a repair'],
  ['after-outside-change', 'wait for a change outside'],
  ['never', 'cannot be sent'],
  [undefined, 'of further kinds'],
] as const satisfies readonly (readonly [Resend | undefined, string])[];

function nextSteps({ rows, groups, end, where, which }: ListView, width: number, theme: Theme): string {
  const id = rows[0]?.at(-1);
  const fixable = groups.some(({ resend }) => resend === 'as-is' || resend === 'after-repair');
  const handedBack = end.stuck === 0 ? 'every message was handed back' : 'messages were handed back';
  const lines = [...outlook(groups, width), theme.faint(wrap(`Nothing was changed: ${handedBack}.`, width))];
  if (id !== undefined) lines.push(`Look closer   momento-eb dlq show ${id}${printable(where)}`);
  if (fixable) lines.push(`Plan a fix    momento-eb dlq redrive --fix --dry-run${printable(which + where)}`);
  return lines.join('\n');
}
