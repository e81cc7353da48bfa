import { eventOf } from '../../domain/dead-letter/dead-letter.ts';
import type { Examined } from '../../domain/diagnosis/examined.ts';
import { subjectOf } from '../../domain/diagnosis/subject.ts';
import { quote } from '../../domain/text/printable.ts';
import { fitted } from '../style/layout.ts';
import { table } from '../style/table.ts';
import type { Theme } from '../style/theme.ts';
import { age } from '../style/time.ts';

const ID = 8;
const EVENT = 2;
/** Below this many columns the table has no room for all. */
const NARROW = 72;
const LONGEST_CELL = 200;

/** One line of the list as its cells, so that the message itself need not be kept. */
export type ListRow = readonly [age: string, cause: string, event: string, subject: string, id: string];

/** The line of a dead letter. The id is shortened to what `dlq show` takes. */
export function listRow(examined: Examined, now: number): ListRow {
  const { deadLetter, diagnosis } = examined;
  const { cache, topic, key } = subjectOf(examined);
  const name = topic ?? key;
  const subject = name === undefined ? cache : `${cache || '–'} / ${name}`;
  return [
    age(deadLetter.sentAt, now),
    diagnosis.cause,
    quote(eventOf(deadLetter)?.detailType ?? deadLetter.body.kind, LONGEST_CELL),
    quote(subject || '–', LONGEST_CELL),
    shortId(deadLetter.messageId),
  ];
}

/** The shortest that `--id` and `dlq show` take; SQS's ids are UUIDs, so eight characters tell them apart. */
export function shortId(messageId: string): string {
  return fitted(quote(messageId.slice(0, ID)), ID);
}

/**
 * The lines as a table. Where the width does not suffice the subject gives way first, then cause and event; in a narrow
 * terminal the event is left out, because the groups above tell it too.
 */
export function listTable(rows: readonly ListRow[], width: number, theme: Theme): string {
  const all = [
    { title: 'AGE', paint: plain },
    { title: 'CAUSE', paint: theme.name, least: 18 },
    { title: 'EVENT', paint: plain, least: 8 },
    { title: 'CACHE / KEY', paint: plain, least: 10 },
    { title: 'ID', paint: plain },
  ];
  const isShown = (_: unknown, at: number) => width >= NARROW || at !== EVENT;
  const columns = all.filter(isShown);
  const cells = rows.map((row) => row.filter(isShown));
  const [header = '', ...lines] = table(columns, cells, width, (cell, at) => columns[at]?.paint(cell) ?? cell);
  return [theme.faint(header), ...lines].join('\n');
}

function plain(text: string): string {
  return text;
}
