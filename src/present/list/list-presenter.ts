import type { ListEnd } from '../../app/list/list.ts';
import type { QueueDescription } from '../../app/ports.ts';
import type { Examined } from '../../domain/diagnosis/examined.ts';
import { addToGroups, type Group, largestFirst } from '../../domain/diagnosis/groups.ts';
import { asJson } from '../formats/json-presenter.ts';
import { ndjsonOf } from '../formats/ndjson.ts';
import type { Format, Presenter } from '../formats/presenter.ts';
import { asRows } from '../formats/rows-presenter.ts';
import { asText } from '../formats/text-presenter.ts';
import { warningText } from '../formats/warning-text.ts';
import { wrap } from '../style/layout.ts';
import type { Theme } from '../style/theme.ts';
import { iso } from '../style/time.ts';
import { deadLetterCsv } from './dead-letter-csv.ts';
import { deadLetterText, groupJson, queueJson, rawDeadLetterText } from './dead-letter-json.ts';
import { type ListRow, listRow } from './list-table.ts';
import { listText } from './list-text.ts';

export type ListPresenter = Presenter<Examined, ListEnd>;

/** Rows that people are shown where they did not say how many. */
const ROWS = 20;

/** What a list shows. */
export interface ListStyle {
  readonly format: Format;
  /** At most so many rows; undefined: as many as the format is good for. */
  readonly limit: number | undefined;
  /** Each row with the message as it was received; for ndjson. */
  readonly raw: boolean;
  readonly width: number;
  readonly theme: Theme;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Flags that say again where the queue is, and which dead letters were meant; each after a space. */
  readonly where?: string;
  readonly which?: string;
}

/** A list in a format. */
export function listPresenter(style: ListStyle): ListPresenter {
  const limit = style.limit ?? Number.POSITIVE_INFINITY;
  switch (style.format) {
    case 'text':
      return listAsText(style);
    case 'json':
      return listAsJson(limit);
    case 'ndjson':
      return asRows(ndjsonOf(style.raw ? rawDeadLetterText : deadLetterText), limit, totalsOf);
    case 'csv':
      return asRows(deadLetterCsv, limit, totalsOf);
  }
}

/** Groups of all, and the first rows. */
function listAsText({ limit = ROWS, width, theme, now, where = '', which = '' }: ListStyle): ListPresenter {
  const groups = new Map<string, Group>();
  const rows: ListRow[] = [];
  let selected = 0;
  return asText(
    (examined) => {
      addToGroups(groups, examined);
      selected += 1;
      if (selected <= limit) rows.push(listRow(examined, now()));
    },
    (queue, end) =>
      listText({ queue, end, groups: largestFirst(groups), rows, selected, now: now(), where, which }, width, theme),
    ({ warnings }) => warnings.map((warning) => wrap(warningText(warning), width)),
  );
}

/** The elements end at the limit; the groups count all. */
function listAsJson(limit: number): ListPresenter {
  const groups = new Map<string, Group>();
  let selected = 0;
  return asJson(
    'deadLetters',
    (examined) => {
      addToGroups(groups, examined);
      selected += 1;
      return selected <= limit ? deadLetterText(examined) : undefined;
    },
    (end, queue) => ({
      queue: queue && queueJson(queue, end.oldestSentAt),
      groups: largestFirst(groups).map(groupJson),
      read: end.read,
      unseen: end.unseen,
      arrivedSince: end.arrivedSince,
      notHandedBack: end.stuck,
      interrupted: end.interrupted,
      warnings: end.warnings,
    }),
  );
}

function totalsOf(end: ListEnd, queue: QueueDescription | undefined) {
  const { read, unseen, arrivedSince, stuck, interrupted, oldestSentAt } = end;
  const totals = { read, unseen, arrivedSince, notHandedBack: stuck, interrupted };
  return { ...totals, oldestSentAt: iso(oldestSentAt), queue: queue?.arn };
}
