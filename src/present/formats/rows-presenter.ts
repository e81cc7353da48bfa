import type { QueueDescription } from '../../app/ports.ts';
import { printable } from '../../domain/text/printable.ts';
import { failureText } from './failure-text.ts';
import { valueText } from './json-text.ts';
import type { Presenter, ReadingSummary } from './presenter.ts';
import { warningText } from './warning-text.ts';

/** How rows are written in one format. Each row, and the head if the format has one, is exactly one line with its line feed. */
export interface RowFormat<Row> {
  readonly head: string;
  line(row: Row): string;
}

/**
 * Rows and nothing else on standard output, so that every line is like the others. What JSON has after its array goes to
 * standard error: warnings, a failure, and as the last line the totals, which say whether the output is complete, for one
 * that was cut between two rows seems complete, and so does one without the messages that could not be read.
 */
export function asRows<Row, End extends ReadingSummary>(
  format: RowFormat<Row>,
  limit: number,
  totals: (end: End, queue: QueueDescription | undefined) => Readonly<Record<string, unknown>>,
): Presenter<Row, End> {
  let queue: QueueDescription | undefined;
  let rows = 0;
  let isOver = false;
  return {
    get isFull() {
      return rows >= limit;
    },
    head(described) {
      queue = described;
      return format.head;
    },
    row(row) {
      if (rows >= limit) return '';
      rows += 1;
      return format.line(row);
    },
    tail(end, readerLeft) {
      isOver = true;
      const { failure, interrupted, unseen, warnings } = end;
      const isCut = failure !== undefined || interrupted || readerLeft || unseen > 0;
      const told = { rows, ...totals(end, queue), ...(readerLeft ? { reader: 'left' } : {}) };
      return {
        out: '',
        err: [
          ...warnings.map(warningText),
          ...(failure === undefined ? [] : [failureText(failure)]),
          totalsText(!isCut, told),
        ],
      };
    },
    failed(failure) {
      if (queue === undefined || isOver) return undefined;
      isOver = true;
      return { out: '', err: [failureText(failure), totalsText(false, { rows })] };
    },
  };
}

/** `name=value` with the names that JSON has; lists and objects as JSON. */
function totalsText(isComplete: boolean, totals: Readonly<Record<string, unknown>>): string {
  const words = Object.entries(totals).map(
    ([name, value]) => `${name}=${typeof value === 'object' ? valueText(value) : printable(String(value))}`,
  );
  return `Output ${isComplete ? 'complete' : 'incomplete'}: ${words.join(' ')}`;
}
