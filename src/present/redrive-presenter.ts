import type { RedriveEnd, RedriveEntry } from '../app/redrive-events.ts';
import { asJson } from './json-presenter.ts';
import { valueText } from './json-text.ts';
import { ndjsonOf } from './ndjson.ts';
import { addToPiles, type Pile } from './piles.ts';
import type { Format, Presenter } from './presenter.ts';
import { redriveCsv } from './redrive-csv.ts';
import { redriveEntryJson, redriveTotalsJson } from './redrive-json.ts';
import type { RedriveText } from './redrive-text.ts';
import { asRows } from './rows-presenter.ts';
import { asText } from './text-presenter.ts';
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
      return asRows(redriveCsv, Number.POSITIVE_INFINITY, totalsOf);
  }
}

/** A redrive as people see it. */
export function redriveAsText(text: RedriveText, width: number, look: Theme): RedrivePresenter {
  const piles = new Map<string, Pile>();
  return asText(
    (entry) => addToPiles(piles, entry),
    (queue, end) => text(queue, piles, end, width, look),
  );
}

function entryText(entry: RedriveEntry): string {
  return valueText(redriveEntryJson(entry));
}

/** The totals without what has lines of its own. */
function totalsOf(end: RedriveEnd) {
  const { warnings, ...totals } = redriveTotalsJson(end);
  return totals;
}
