import type { QueueDescription } from '../../app/ports.ts';
import { failureText } from './failure-text.ts';
import type { Presenter, ReadingSummary } from './presenter.ts';

/**
 * Text for people, all at once at the end, because what stands first is only known then. `gather` takes the rows and must
 * keep no more of them than is shown; `notes` are lines for standard error.
 */
export function asText<Row, End extends ReadingSummary>(
  gather: (row: Row) => void,
  text: (queue: QueueDescription, end: End) => string,
  notes: (end: End) => readonly string[] = () => [],
): Presenter<Row, End> {
  let queue: QueueDescription | undefined;
  return {
    isFull: false,
    head(described) {
      queue = described;
      return '';
    },
    row(row) {
      gather(row);
      return '';
    },
    tail(end) {
      const failure = end.failure === undefined ? [] : [failureText(end.failure)];
      return { out: queue === undefined ? '' : text(queue, end), err: [...notes(end), ...failure] };
    },
    failed: () => undefined,
  };
}
