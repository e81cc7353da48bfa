import type { RedriveEnd, RedriveEntry } from '../../app/redrive/redrive-events.ts';
import { type Format, presenterOf } from '../formats/formats.ts';
import { valueText } from '../formats/json-text.ts';
import type { Presenter } from '../formats/presenter.ts';
import { asText } from '../formats/text-presenter.ts';
import type { Theme } from '../style/theme.ts';
import { addToOutcomeGroups, type OutcomeGroup } from './outcome-groups.ts';
import { REDRIVE_COLUMNS } from './redrive-csv.ts';
import { redriveEntryJson, redriveTotalsJson } from './redrive-json.ts';
import type { RedriveText } from './redrive-text.ts';

export type RedrivePresenter = Presenter<RedriveEntry, RedriveEnd>;

/** A redrive in a format; `text` is what people see of it: a plan or a result. */
export function redrivePresenter(
  format: Format,
  text: RedriveText,
  width: number,
  theme: Theme,
  byteOrderMark = false,
): RedrivePresenter {
  return presenterOf(format, {
    array: 'entries',
    limit: Number.POSITIVE_INFINITY,
    element: entryText,
    columns: REDRIVE_COLUMNS,
    members: redriveTotalsJson,
    totals: totalsOf,
    text: () => redriveAsText(text, width, theme),
    byteOrderMark,
  });
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

/** The totals without those that have lines of their own. */
function totalsOf(end: RedriveEnd) {
  const { warnings, ...totals } = redriveTotalsJson(end);
  return totals;
}
