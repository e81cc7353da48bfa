import type { RedriveEnd, RedriveEntry } from '../../app/redrive/redrive-events.ts';
import { asJson } from '../formats/json-presenter.ts';
import { valueText } from '../formats/json-text.ts';
import { ndjsonOf } from '../formats/ndjson.ts';
import type { Format, Presenter } from '../formats/presenter.ts';
import { asRows } from '../formats/rows-presenter.ts';
import { asText } from '../formats/text-presenter.ts';
import type { Theme } from '../style/theme.ts';
import { addToOutcomeGroups, type OutcomeGroup } from './outcome-groups.ts';
import { redriveCsv } from './redrive-csv.ts';
import { redriveEntryJson, redriveTotalsJson } from './redrive-json.ts';
import type { RedriveText } from './redrive-text.ts';

export type RedrivePresenter = Presenter<RedriveEntry, RedriveEnd>;

/** A redrive in a format; `text` is what people see of it: a plan or a result. */
export function redrivePresenter(format: Format, text: RedriveText, width: number, theme: Theme): RedrivePresenter {
  switch (format) {
    case 'text':
      return redriveAsText(text, width, theme);
    case 'json':
      return asJson('entries', entryText, redriveTotalsJson);
    case 'ndjson':
      return asRows(ndjsonOf(entryText), Number.POSITIVE_INFINITY, totalsOf);
    case 'csv':
      return asRows(redriveCsv, Number.POSITIVE_INFINITY, totalsOf);
  }
}

/** A redrive as people see it. */
export function redriveAsText(text: RedriveText, width: number, theme: Theme): RedrivePresenter {
  const outcomeGroups = new Map<string, OutcomeGroup>();
  return asText(
    (entry) => addToOutcomeGroups(outcomeGroups, entry),
    (queue, end) => text(queue, outcomeGroups, end, width, theme),
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
