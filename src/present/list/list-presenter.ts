import type { ListEnd } from '../../app/list/list.ts';
import type { QueueDescription } from '../../app/ports.ts';
import type { Examined } from '../../domain/diagnosis/examined.ts';
import { addToGroups, type Group, largestFirst } from '../../domain/diagnosis/groups.ts';
import { type Format, presenterOf } from '../formats/formats.ts';
import type { Presenter } from '../formats/presenter.ts';
import { asText } from '../formats/text-presenter.ts';
import { warningText } from '../formats/warning-text.ts';
import { wrap } from '../style/layout.ts';
import type { Theme } from '../style/theme.ts';
import { iso } from '../style/time.ts';
import { DEAD_LETTER_COLUMNS } from './dead-letter-csv.ts';
import { connectionJson, deadLetterText, groupJson, queueJson, rawDeadLetterText } from './dead-letter-json.ts';
import { type ListRow, listRow } from './list-table.ts';
import { listText } from './list-text.ts';

export type ListPresenter = Presenter<Examined, ListEnd>;

/** Rows of the text where no limit is given. */
const ROWS = 20;

/** What a list shows. */
export interface ListStyle {
  readonly format: Format;
  /** Show at most N rows; undefined: as many as the format usually has. */
  readonly limit: number | undefined;
  /** Each row with the message as it was received; for ndjson. */
  readonly raw: boolean;
  /** CSV begins with a byte order mark. */
  readonly byteOrderMark?: boolean;
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
  const groups = new Map<string, Group>();
  return presenterOf(style.format, {
    array: 'deadLetters',
    limit: style.limit ?? Number.POSITIVE_INFINITY,
    element: style.raw ? rawDeadLetterText : deadLetterText,
    columns: DEAD_LETTER_COLUMNS,
    // The elements end at the limit; the groups count all.
    counted: (examined) => addToGroups(groups, examined),
    members: (end, queue) => ({
      queue: queue && queueJson(queue, end.oldestSentAt),
      groups: largestFirst(groups).map(groupJson),
      read: end.read,
      unseen: end.unseen,
      arrivedSince: end.arrivedSince,
      notHandedBack: end.stuck,
      interrupted: end.interrupted,
      warnings: end.warnings,
      connections: end.connections.map(connectionJson),
    }),
    totals: totalsOf,
    text: () => listAsText(style),
    byteOrderMark: style.byteOrderMark ?? false,
  });
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

function totalsOf(end: ListEnd, queue: QueueDescription | undefined) {
  const { read, unseen, arrivedSince, stuck, interrupted, oldestSentAt } = end;
  const totals = { read, unseen, arrivedSince, notHandedBack: stuck, interrupted };
  return { ...totals, oldestSentAt: iso(oldestSentAt), queue: queue?.arn };
}
