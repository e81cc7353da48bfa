import { quote } from '../domain/text/printable.ts';

/** A value in a ledger is not of the kind that its column holds. The message names table, row and column. */
class DamagedRow extends Error {
  /** SQLITE_CORRUPT, because the remedy is the same. */
  readonly errcode = 11;
}

type Values = Readonly<Record<string, unknown>>;

/** One row of a table. Each method answers the value of a column and throws when it is of another kind. */
export interface TableRow {
  text(column: string): string;
  textOrNone(column: string): string | undefined;
  integer(column: string): number;
  integerOrNone(column: string): number | undefined;
  /** One of a few words. */
  word<Word extends string>(column: string, words: readonly Word[]): Word;
  /** JSON text, as `read` understands it; `read` answers undefined where it does not. */
  json<Value>(column: string, read: (json: string) => Value | undefined): Value;
  jsonOrNone<Value>(column: string, read: (json: string) => Value | undefined): Value | undefined;
}

/** A row that a query answered; `key` is the column that identifies it. Whole numbers may be given as bigints. */
export function tableRow(table: string, key: string, values: Values): TableRow {
  const damaged = (column: string, wanted: string): never => {
    const [row, value] = [values[key], values[column]].map((one) => quote(String(one), 40));
    throw new DamagedRow(`${table} ${key} ${row}: column ${column} holds ${value}, which is not ${wanted}`);
  };
  const optional = <Value>(column: string, read: (column: string) => Value) =>
    values[column] === null ? undefined : read(column);
  const row: TableRow = {
    text(column) {
      const value = values[column];
      return typeof value === 'string' ? value : damaged(column, 'a text');
    },
    textOrNone: (column) => optional(column, row.text),
    integer(column) {
      const value = values[column];
      const number = typeof value === 'bigint' ? Number(value) : value;
      return Number.isSafeInteger(number) ? (number as number) : damaged(column, 'a whole number');
    },
    integerOrNone: (column) => optional(column, row.integer),
    word: (column, words) =>
      words.find((word) => word === values[column]) ?? damaged(column, `one of ${words.join(', ')}`),
    json: (column, read) => read(row.text(column)) ?? damaged(column, 'what momento-eb writes there'),
    jsonOrNone: (column, read) => optional(column, (name) => row.json(name, read)),
  };
  return row;
}
