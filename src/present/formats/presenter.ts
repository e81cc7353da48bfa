import type { Failure } from '../../app/failures.ts';
import type { QueueDescription } from '../../app/ports.ts';

/** The text to write: `out` on standard output, each of `err` for people on standard error. */
export interface Told {
  readonly out: string;
  readonly err: readonly string[];
}

/** One answer in one format, piece by piece as the use case yields it. Its memory does not grow with the rows. */
export interface Presenter<Row, End> {
  /** The beginning of the answer, once the queue is known. */
  head(queue: QueueDescription): string;
  /** The text of one more row; empty where rows are only counted. */
  row(row: Row): string;
  /** Would further rows change nothing? */
  readonly isFull: boolean;
  /** The end of the answer. `readerLeft`: the reader left before the end. */
  tail(end: End, readerLeft: boolean): Told;
  /** The end of a begun answer after a failure; undefined if it had not begun, and then the failure is the whole answer. */
  failed(failure: Failure): Told | undefined;
}

/** How every reading of the queue ends. */
export interface ReadingSummary {
  readonly interrupted: boolean;
  /** Messages that are in the queue and could not be seen. */
  readonly unseen: number;
  readonly failure: Failure | undefined;
  readonly warnings: readonly string[];
}
