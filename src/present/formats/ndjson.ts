import type { RowFormat } from './rows-presenter.ts';

/** Rows as JSON texts, one a line (ndjson, JSON Lines): each is what one element of the array of `--json` is. */
export function ndjsonOf<Row>(element: (row: Row) => string): RowFormat<Row> {
  return { head: '', line: (row) => `${element(row)}\n` };
}
