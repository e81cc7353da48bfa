import type { ListEnd } from '../app/list.ts';
import type { QueueDescription } from '../app/ports.ts';
import { eventOf } from '../domain/dead-letter/dead-letter.ts';
import { CATALOGUE } from '../domain/diagnosis/catalogue.ts';
import type { Examined } from '../domain/diagnosis/examined.ts';
import type { Group } from '../domain/diagnosis/groups.ts';
import { subjectOf } from '../domain/diagnosis/subject.ts';
import { printable } from '../domain/text/printable.ts';
import { fitted, padLeft, table, wrap } from './layout.ts';
import { messages, queueName, unseenText } from './queue-text.ts';
import type { Theme } from './theme.ts';
import { ago, duration } from './time.ts';

/** Kinds of error shown for one cause; --json has them all. */
const MOST_KINDS = 3;

/** A look at the queue as people read it; `rows` are the first of the selected, in the order in which they came. */
export interface ListView {
  readonly queue: QueueDescription;
  readonly groups: readonly Group[];
  readonly rows: readonly Examined[];
  readonly selected: number;
  readonly end: ListEnd;
  readonly now: number;
}

/** Groups first, because at a glance the kinds of failure matter more than the messages; then rows; then what to do. */
export function listText(view: ListView, width: number, look: Theme): string {
  const { queue, groups, rows, selected, end } = view;
  const blocks = [headline(view, look)];
  if (groups.length > 0) blocks.push(causesText(groups, view.now, width, look));
  if (rows.length > 0) blocks.push(rowsText(view, width, look));
  if (rows.length < selected)
    blocks.push(look.faint(`… and ${selected - rows.length} more; --limit ${selected} shows them.`));
  if (end.read > 0) blocks.push(nextSteps(view, look));
  blocks.push(...unseenText(queue, end, width, look));
  return `${blocks.join('\n\n')}\n`;
}

function headline({ queue, end, selected, now }: ListView, look: Theme): string {
  const name = `${look.strong(printable(queueName(queue)))} ${look.faint(`in ${printable(queue.region)}`)}`;
  if (end.read === 0) return `${name}\n${end.unseen > 0 ? 'Nothing visible.' : look.good('Empty: no dead letters.')}`;
  const parts = [messages(end.read)];
  if (selected !== end.read) parts.push(`${selected} selected`);
  if (end.oldestSentAt !== undefined) {
    parts.push(`oldest ${ago(end.oldestSentAt, now)}`);
    const left = end.oldestSentAt + queue.retentionSeconds * 1000 - now;
    parts.push(
      left < 86_400_000 ? look.bad(`SQS deletes it in ${duration(left)}`) : `SQS deletes it in ${duration(left)}`,
    );
  }
  if (end.interrupted) parts.push(look.careful('interrupted'));
  return `${name}\n${parts.join(' · ')}`;
}

function causesText(groups: readonly Group[], now: number, width: number, look: Theme): string {
  const byCause = [...Map.groupBy(groups, (group) => group.cause).values()] as [Group, ...Group[]][];
  const total = (of: readonly Group[]) => of.reduce((sum, group) => sum + group.count, 0);
  return byCause
    .sort((a, b) => total(b) - total(a))
    .map((of) => causeText(of, now, width, look))
    .join('\n\n');
}

/** All groups of one cause as one block: how often, what to do, and the kinds of error it came with. */
function causeText(groups: readonly [Group, ...Group[]], now: number, width: number, look: Theme): string {
  const [{ cause, title, why }] = groups;
  const indent = ' '.repeat(7);
  const total = groups.reduce((sum, group) => sum + group.count, 0);
  const name = fitted(title, width - indent.length - cause.length - 2);
  const kinds = groups
    .slice(0, MOST_KINDS)
    .map((group) => indent + kindText(group, groups.length > 1, now, width - indent.length));
  if (groups.length > MOST_KINDS) kinds.push(`${indent}and ${groups.length - MOST_KINDS} more kinds of error`);
  return [
    `${look.strong(padLeft(String(total), 5))}  ${look.strong(name)}  ${look.name(cause)}`,
    ...kinds.map(look.faint),
    wrap(`→ ${cause === 'other' ? why : CATALOGUE[cause].advice}`, width, indent),
  ].join('\n');
}

function kindText(
  { count, detailType, error, firstSentAt, lastSentAt }: Group,
  counted: boolean,
  now: number,
  width: number,
): string {
  const [first, last] = [ago(firstSentAt, now), ago(lastSentAt, now)];
  const span = first === last ? last : `${first} – ${last}`;
  const before = [counted ? `${count} × ${detailType ?? 'no event'}` : detailType, span]
    .filter((fact) => fact !== null)
    .join(', ');
  const said = error === null ? '' : `: ${error}`;
  return fitted(printable(before + said), width);
}

function rowsText({ rows, now }: ListView, width: number, look: Theme): string {
  const cells = rows.map((examined) => {
    const { deadLetter, diagnosis } = examined;
    const subject = subjectOf(examined);
    const name = subject.topic ?? subject.key;
    const what = name === undefined ? subject.cache : `${subject.cache || '–'} / ${name}`;
    return [
      ago(deadLetter.sentAt, now),
      diagnosis.cause,
      printable(eventOf(deadLetter)?.detailType ?? deadLetter.body.kind),
      printable(what || '–'),
      printable(deadLetter.messageId.slice(0, 8)),
    ];
  });
  const columns = [
    { title: 'SENT' },
    { title: 'CAUSE' },
    { title: 'EVENT' },
    { title: 'CACHE / KEY', grow: true },
    { title: 'ID' },
  ] as const;
  const [header = '', ...lines] = table(columns, cells, width, (cell, column) =>
    column === 1 ? look.name(cell) : cell,
  );
  return [look.faint(header), ...lines].join('\n');
}

function nextSteps({ rows, groups, end }: ListView, look: Theme): string {
  const id = rows[0]?.deadLetter.messageId.slice(0, 8);
  const fixable = groups.some(
    (group) => group.cause !== 'other' && ['as-is', 'after-repair'].includes(CATALOGUE[group.cause].resend),
  );
  const lines = [
    look.faint(
      `Nothing was changed: ${end.stuck === 0 ? 'every message was handed back' : 'messages were handed back'}.`,
    ),
  ];
  if (id !== undefined) lines.push(`Look closer   momento-eb dlq show ${printable(id)}`);
  if (fixable) lines.push('Plan a fix    momento-eb dlq redrive --fix --dry-run');
  return lines.join('\n');
}
