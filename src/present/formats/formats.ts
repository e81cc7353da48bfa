import type { QueueDescription } from '../../app/ports.ts';
import { type CsvColumn, csvOf } from './csv.ts';
import { asJson } from './json-presenter.ts';
import { ndjsonOf } from './ndjson.ts';
import type { Presenter, ReadingSummary } from './presenter.ts';
import { asRows } from './rows-presenter.ts';

/** An answer of many rows, so that each format can be made of it. Made anew for each answer, because it may count rows. */
export interface Answer<Row, End> {
  /** The array of the JSON document. */
  readonly array: string;
  /** Rows that are written at most; all are counted. */
  readonly limit: number;
  /** A row as JSON text: an element of the array, or a line. */
  readonly element: (row: Row) => string;
  readonly columns: readonly CsvColumn<Row>[];
  /** Sees every row before the members of the document are asked for. */
  readonly counted?: (row: Row) => void;
  /** The members of the JSON document after the array. */
  readonly members: (end: End, queue: QueueDescription | undefined) => Readonly<Record<string, unknown>>;
  /** The last line on standard error, after rows. */
  readonly totals: (end: End, queue: QueueDescription | undefined) => Readonly<Record<string, unknown>>;
  /** The answer for people. */
  readonly text: () => Presenter<Row, End>;
  /** CSV begins with a byte order mark. */
  readonly byteOrderMark: boolean;
}

interface FormatEntry {
  /** How the command line asks for it: by default, by a flag of its own, or as a value of the flag for rows. */
  readonly asked: 'default' | 'own-flag' | 'rows';
  present<Row, End extends ReadingSummary>(answer: Answer<Row, End>): Presenter<Row, End>;
}

/** The formats. A new one is an entry here, and the file that writes it. */
export const FORMATS = {
  text: { asked: 'default', present: (answer) => answer.text() },
  json: {
    asked: 'own-flag',
    present: ({ array, limit, element, counted, members }) => {
      let rows = 0;
      return asJson(
        array,
        (row) => {
          counted?.(row);
          rows += 1;
          return rows <= limit ? element(row) : undefined;
        },
        members,
      );
    },
  },
  ndjson: { asked: 'rows', present: ({ element, limit, totals }) => asRows(ndjsonOf(element), limit, totals) },
  csv: {
    asked: 'rows',
    present: ({ columns, byteOrderMark, limit, totals }) => asRows(csvOf(columns, byteOrderMark), limit, totals),
  },
} as const satisfies Readonly<Record<string, FormatEntry>>;

/** The format of a command's answer. */
export type Format = keyof typeof FORMATS;

/** The formats of rows. */
export type RowsFormat = { [name in Format]: (typeof FORMATS)[name]['asked'] extends 'rows' ? name : never }[Format];

/** The names of the formats of rows. */
export const ROWS_FORMATS = (Object.keys(FORMATS) as Format[]).filter(isRowsFormat);

/** Is the text the name of a format of rows? */
export function isRowsFormat(text: string): text is RowsFormat {
  return Object.hasOwn(FORMATS, text) && FORMATS[text as Format].asked === 'rows';
}

/** The presenter of an answer in a format. */
export function presenterOf<Row, End extends ReadingSummary>(
  format: Format,
  answer: Answer<Row, End>,
): Presenter<Row, End> {
  const entry: FormatEntry = FORMATS[format];
  return entry.present(answer);
}
