import type { QueueDescription } from '../../app/ports.ts';
import { errorJson } from './failure-json.ts';
import { failureText } from './failure-text.ts';
import { JsonDocument } from './json-document.ts';
import type { Presenter, ReadingSummary } from './presenter.ts';

/** One JSON document with one array. `element` is a row's JSON text, undefined to leave it out; `members` stand after the array. */
export function asJson<Row, End extends ReadingSummary>(
  array: string,
  element: (row: Row) => string | undefined,
  members: (end: End, queue: QueueDescription | undefined) => Readonly<Record<string, unknown>>,
): Presenter<Row, End> {
  const document = new JsonDocument(array);
  let queue: QueueDescription | undefined;
  return {
    isFull: false,
    head(described) {
      queue = described;
      return document.head();
    },
    row(row) {
      const json = element(row);
      return json === undefined ? '' : document.element(json);
    },
    tail(end) {
      const { failure } = end;
      return { out: document.tail({ ...members(end, queue), error: failure && errorJson(failure) }), err: [] };
    },
    failed(failure) {
      switch (document.state) {
        case 'not-begun':
          return undefined;
        case 'open':
          return { out: document.tail({ error: errorJson(failure) }), err: [] };
        case 'closed':
          return { out: '', err: [failureText(failure)] };
      }
    },
  };
}
