import type { ListEnd } from '../../app/list/list.ts';
import type { QueueDescription } from '../../app/ports.ts';
import type { Resend } from '../../domain/diagnosis/cause.ts';
import type { Group } from '../../domain/diagnosis/groups.ts';
import { isSoon } from '../../domain/metrics/retention.ts';
import { printable } from '../../domain/text/printable.ts';
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

/** How many of the selected need what, by their causes. It stands near the end, where it stays in sight. */
function outlook(groups: readonly Group[], width: number): readonly string[] {
  const counts = Map.groupBy(groups, ({ resend }) => resend ?? undefined);
  const parts = OUTLOOKS.flatMap(([resend, one, many]) => {
    const count = (counts.get(resend) ?? []).reduce((sum, group) => sum + group.count, 0);
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  });
  return parts.length === 0 ? [] : [flow(parts, ' · ', width)];
}

const OUTSIDE = 'a fix outside the events (cache, key, permission)';

const OUTLOOKS = [
  ['as-is', 'can be sent as it is', 'can be sent as they are'],
  ['after-repair', 'needs a repair', 'need a repair'],
  ['after-outside-change', `needs ${OUTSIDE}`, `need ${OUTSIDE}`],
  ['never', 'cannot be sent', 'cannot be sent'],
  [undefined, 'of another kind', 'of further kinds'],
] as const satisfies readonly (readonly [Resend | undefined, string, string])[];

function nextSteps({ rows, groups, end, where, which }: ListView, width: number, theme: Theme): string {
  const id = rows[0]?.at(-1);
  const fixable = groups.some(({ resend }) => resend === 'as-is' || resend === 'after-repair');
  const released = end.stuck === 0 ? 'every message was released' : 'messages were released';
  const lines = [...outlook(groups, width), theme.faint(wrap(`Nothing was changed: ${released}.`, width))];
  if (id !== undefined) lines.push(`Show one      momento-eb dlq show ${id}${printable(where)}`);
  if (fixable) lines.push(`Plan a fix    momento-eb dlq redrive --fix --dry-run${printable(which + where)}`);
  return lines.join('\n');
}
