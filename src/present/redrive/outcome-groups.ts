import type { RedriveEntry } from '../../app/redrive/redrive-events.ts';
import type { CauseId } from '../../domain/diagnosis/catalogue.ts';
import type { Outcome } from '../../domain/redrive/outcome.ts';
import type { Edit } from '../../domain/repair/repair.ts';
import { quote } from '../../domain/text/printable.ts';
import { historyText, holdText } from './hold-reasons.ts';

/** Entries that ended alike, shown as one: same outcome, cause, reason and kind of repair. */
export interface OutcomeGroup {
  readonly outcome: Outcome;
  /** `other` gathers the entries that came after the bound on groups was reached. */
  readonly cause: CauseId | 'other';
  /** The repaired members, such as `detail.key_base64`; empty when nothing was edited. */
  readonly repairs: string;
  readonly note: string;
  readonly count: number;
  /** The edits of the first entry, as a sample. */
  readonly edits: readonly Edit[];
  /** Do edits of other entries give or replace other values? Then the sample speaks for itself alone. */
  readonly valuesDiffer: boolean;
  /** Ids where each single message matters: unknown, refused, or accepted but still here. */
  readonly ids: readonly string[];
}

export type OutcomeGroups = ReadonlyMap<string, OutcomeGroup>;

/** More ids than this are found with --json. */
const MOST_IDS = 20;
/** So that as many different answers of the bus as there are entries fill neither the memory nor the screen. */
export const MOST_GROUPS = 1000;
/** The part of a note that distinguishes groups. */
const LONGEST_NOTE = 300;
const NAMED: ReadonlySet<Outcome> = new Set(['unknown', 'failed', 'sent-not-removed', 'not-removed']);

/** The groups with one more entry. Changes and returns the same map, which would otherwise be copied for every entry. */
export function addToOutcomeGroups(
  outcomeGroups: Map<string, OutcomeGroup>,
  entry: RedriveEntry,
): Map<string, OutcomeGroup> {
  const own = groupOf(entry);
  const ownKey = keyOf(own);
  const fits = outcomeGroups.has(ownKey) || outcomeGroups.size < MOST_GROUPS;
  const outcomeGroup = fits ? own : { ...own, ...THE_REST };
  const key = fits ? ownKey : keyOf(outcomeGroup);
  const known = outcomeGroups.get(key) ?? outcomeGroup;
  const { messageId } = entry.examined.deadLetter;
  return outcomeGroups.set(key, {
    ...known,
    count: known.count + 1,
    valuesDiffer: known.valuesDiffer || valuesOf(known) !== valuesOf(outcomeGroup),
    ids: NAMED.has(outcomeGroup.outcome) && known.ids.length < MOST_IDS ? [...known.ids, messageId] : known.ids,
  });
}

const THE_REST = {
  cause: 'other',
  repairs: '',
  edits: [],
  valuesDiffer: false,
  note: 'more kinds than fit here; --json and --output list each',
} as const;

/** The group to which an entry belongs, empty. */
function groupOf(entry: RedriveEntry): OutcomeGroup {
  const { decision, outcome } = entry;
  const edits = decision.verdict === 'hold' ? [] : decision.edits;
  const repairs = [...new Set(edits.map((edit) => edit.path))].join(', ');
  return {
    outcome,
    cause: decision.cause,
    repairs,
    note: noteOf(entry),
    count: 0,
    edits,
    valuesDiffer: false,
    ids: [],
  };
}

/** A safe edit must not speak for one on the operator's word, nor one reason for another; the lines of a file count as one reason. */
function keyOf({ outcome, cause, edits, note }: OutcomeGroup): string {
  const made = edits.map(({ path, kind, reason, asked }) => [
    path,
    kind,
    reason,
    asked?.repair,
    asked?.repair === 'edit-values' ? '' : asked?.value,
  ]);
  return JSON.stringify([outcome, cause, made, note]);
}

function valuesOf({ edits }: OutcomeGroup): string {
  return JSON.stringify(edits.map(({ before, after }) => [before, after]));
}

/**
 * The groups of one outcome: the most frequent cause first, counted over all outcomes, so that a plan and its result have
 * the same order although some events ended otherwise; then the largest group of a cause first.
 */
export function largestOutcomeGroups(outcomeGroups: OutcomeGroups, outcome: Outcome): readonly OutcomeGroup[] {
  const totals = new Map<OutcomeGroup['cause'], number>();
  for (const { cause, count } of outcomeGroups.values()) totals.set(cause, (totals.get(cause) ?? 0) + count);
  const totalOf = ({ cause }: OutcomeGroup) => totals.get(cause) ?? 0;
  return [...outcomeGroups.values()]
    .filter((outcomeGroup) => outcomeGroup.outcome === outcome)
    .sort((a, b) => totalOf(b) - totalOf(a) || a.cause.localeCompare(b.cause) || b.count - a.count);
}

function noteOf({ examined, decision, prior, errorCode, errorMessage }: RedriveEntry): string {
  const said = [errorCode, errorMessage].filter((part) => part !== undefined && part !== '').join(': ');
  const first = decision.verdict === 'hold' ? holdText(decision, examined) : quote(said, LONGEST_NOTE);
  return [first, historyText(prior, decision.verdict)].filter((part) => part !== '').join('; ');
}
