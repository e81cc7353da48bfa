import { eventOf } from '../domain/dead-letter/dead-letter.ts';
import type { Examined } from '../domain/diagnosis/examined.ts';
import { subjectOf } from '../domain/diagnosis/subject.ts';
import { quote } from '../domain/text/printable.ts';
import { fitted } from './layout.ts';
import { table } from './table.ts';
import type { Theme } from './theme.ts';
import { age } from './time.ts';

const ID = 8;
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

/** The lines as a table. Where the width does not suffice the subject gives way first, then cause and event. */
export function listTable(rows: readonly ListRow[], width: number, look: Theme): string {
  const columns = [
    { title: 'AGE' },
    { title: 'CAUSE', least: 18 },
    { title: 'EVENT', least: 8 },
    { title: 'CACHE / KEY', least: 10 },
    { title: 'ID' },
  ];
  const [header = '', ...lines] = table(columns, rows, width, (cell, column) =>
    column === 1 ? look.name(cell) : cell,
  );
  return [look.faint(header), ...lines].join('\n');
}
