import { printable } from '../../domain/text/printable.ts';
import type { RowFormat } from './rows-presenter.ts';

/** The content of a cell; an unknown value is an empty cell. */
export type Cell = string | number | null | undefined;

/** A column of a CSV file: its name in the header, and its cell in a row. */
export type CsvColumn<Row> = readonly [name: string, cell: (row: Row) => Cell];

/**
 * Rows as CSV (RFC 4180, UTF-8) with a header; with a byte order mark on request, which spreadsheets need to read UTF-8. A cell never holds a line end, so a row is a line
 * for `wc`, `head` and `grep` too, and lines end with LF alone: with CRLF they would find a CR in the last column, and
 * readers of CSV take either.
 */
export function csvOf<Row>(columns: readonly CsvColumn<Row>[], byteOrderMark = false): RowFormat<Row> {
  const mark = byteOrderMark ? '\ufeff' : '';
  return {
    head: mark + csvLine(columns.map(([name]) => name)),
    line: (row) => csvLine(columns.map(([, cell]) => cell(row))),
  };
}

/** Cells as one line. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\n`;
}

/** A spreadsheet takes such a cell for a formula, which can call out; also in full width, and behind spaces. Source: OWASP, "CSV Injection". */
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/;

function csvCell(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const shown = printable(cell);
  if (FORMULA.test(shown)) return quoted(`'${shown}`);
  return /[",]|^\s|\s$/.test(shown) ? quoted(shown) : shown;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
