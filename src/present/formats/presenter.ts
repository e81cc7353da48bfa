import type { Failure } from '../../app/failures.ts';
import type { QueueDescription } from '../../app/ports.ts';

/** What is to be written: `out` on standard output, each of `err` for people on standard error. */
export interface Told {
  readonly out: string;
  readonly err: readonly string[];
}

/** One answer in one format, piece by piece as the use case yields it. What it holds does not grow with the rows. */
export interface Presenter<Row, End> {
  /** What opens the answer, once the queue is known. */
  head(queue: QueueDescription): string;
  /** What is written of one more row; nothing where rows are only counted. */
  row(row: Row): string;
  /** Would further rows change nothing? */
  readonly isFull: boolean;
  /** What ends the answer. `readerLeft`: nobody has read all of it. */
  tail(end: End, readerLeft: boolean): Told;
  /** How a failure ends what was begun; undefined where nothing was, so that the failure is the whole answer. */
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
