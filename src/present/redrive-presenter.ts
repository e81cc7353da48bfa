import type { QueueDescription } from '../app/ports.ts';
import type { RedriveEnd, RedriveEntry } from '../app/redrive-events.ts';
import { csvOf } from './csv.ts';
import { failureText } from './failure-text.ts';
import { asJson } from './json-presenter.ts';
import { valueText } from './json-text.ts';
import { ndjsonOf } from './ndjson.ts';
import { addToPiles, type Pile } from './piles.ts';
import type { Format, Presenter } from './presenter.ts';
import { REDRIVE_COLUMNS } from './redrive-csv.ts';
import { redriveEntryJson, redriveTotalsJson } from './redrive-json.ts';
import type { RedriveText } from './redrive-text.ts';
import { asRows } from './rows-presenter.ts';
import type { Theme } from './theme.ts';

export type RedrivePresenter = Presenter<RedriveEntry, RedriveEnd>;

/** A redrive in a format; `text` is what people see of it: a plan or a result. */
export function redrivePresenter(format: Format, text: RedriveText, width: number, look: Theme): RedrivePresenter {
  switch (format) {
    case 'text':
      return redriveAsText(text, width, look);
    case 'json':
      return asJson('entries', entryText, redriveTotalsJson);
    case 'ndjson':
      return asRows(ndjsonOf(entryText), Number.POSITIVE_INFINITY, totalsOf);
    case 'csv':
      return asRows(csvOf(REDRIVE_COLUMNS), Number.POSITIVE_INFINITY, totalsOf);
  }
}

/** All at once at the end, because piles are only known then. */
export function redriveAsText(text: RedriveText, width: number, look: Theme): RedrivePresenter {
  const piles = new Map<string, Pile>();
  let queue: QueueDescription | undefined;
  return {
    isFull: false,
    head(described) {
      queue = described;
      return '';
    },
    row(entry) {
      addToPiles(piles, entry);
      return '';
    },
    tail(end) {
      const out = queue === undefined ? '' : text(queue, piles, end, width, look);
      return { out, err: end.failure === undefined ? [] : [failureText(end.failure)] };
    },
    failed: () => undefined,
  };
}

function entryText(entry: RedriveEntry): string {
  return valueText(redriveEntryJson(entry));
}

/** The totals without what has lines of its own. */
function totalsOf(end: RedriveEnd) {
  const { warnings, ...totals } = redriveTotalsJson(end);
  return totals;
}
