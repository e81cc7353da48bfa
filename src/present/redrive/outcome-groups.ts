import type { RedriveEntry } from '../../app/redrive/redrive-events.ts';
import type { CauseId } from '../../domain/diagnosis/catalogue.ts';
import type { Outcome } from '../../domain/redrive/outcome.ts';
import type { Edit } from '../../domain/repair/edit.ts';
import { quote } from '../../domain/text/printable.ts';
import { historyText, holdText } from './hold-reasons.ts';

/** Entries that ended alike, told as one: same outcome, cause, reason and kind of repair. */
export interface OutcomeGroup {
  readonly outcome: Outcome;
  /** `other` gathers what came after the bound on piles was reached. */
  readonly cause: CauseId | 'other';
  /** The repaired members, such as `detail.key_base64`; empty when nothing was edited. */
  readonly repairs: string;
  readonly note: string;
  readonly count: number;
  /** The edits of the first entry, as a sample. */
  readonly edits: readonly Edit[];
  /** Do edits of other entries give or replace other values? Then the sample speaks for itself alone. */
  readonly valuesDiffer: boolean;
  /** Ids where each single message matters: what is unknown, refused, or accepted but still here. */
  readonly ids: readonly string[];
}

export type OutcomeGroups = ReadonlyMap<string, OutcomeGroup>;

/** More ids than this are found with --json. */
const MOST_IDS = 20;
/** So that as many different answers of the bus as there are entries fill neither the memory nor the screen. */
export const MOST_PILES = 1000;
/** So much of a note tells piles apart. */
const LONGEST_NOTE = 300;
const NAMED: ReadonlySet<Outcome> = new Set(['unknown', 'failed', 'sent-not-removed', 'not-removed']);

/** The piles with one more entry. Changes and returns the same map, which would otherwise be copied for every entry. */
export function addToOutcomeGroups(
  outcomeGroups: Map<string, OutcomeGroup>,
  entry: RedriveEntry,
): Map<string, OutcomeGroup> {
  const own = pileOf(entry);
  const ownKey = keyOf(own);
  const fits = outcomeGroups.has(ownKey) || outcomeGroups.size < MOST_PILES;
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
  note: 'more kinds than can be told apart here; --json and --output name each',
} as const;

/** The pile to which an entry belongs, with nothing in it. */
function pileOf(entry: RedriveEntry): OutcomeGroup {
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

/** A safe edit must not speak for one on the operator's word, nor one reason for another; lines of a file are one reason. */
function keyOf({ outcome, cause, edits, note }: OutcomeGroup): string {
  const made = edits.map(({ path, kind, reason }) => [path, kind, reason.replace(/\bline \d+/, 'line')]);
  return JSON.stringify([outcome, cause, made, note]);
}

function valuesOf({ edits }: OutcomeGroup): string {
  return JSON.stringify(edits.map(({ before, after }) => [before, after]));
}

/** The piles of one outcome, largest first. */
export function largestOutcomeGroups(outcomeGroups: OutcomeGroups, outcome: Outcome): readonly OutcomeGroup[] {
  return [...outcomeGroups.values()]
    .filter((outcomeGroup) => outcomeGroup.outcome === outcome)
    .sort((a, b) => b.count - a.count || a.cause.localeCompare(b.cause));
}

function noteOf({ examined, decision, memory, errorCode, errorMessage }: RedriveEntry): string {
  const said = [errorCode, errorMessage].filter((part) => part !== undefined && part !== '').join(': ');
  const first = decision.verdict === 'hold' ? holdText(decision, examined) : quote(said, LONGEST_NOTE);
  return [first, historyText(memory, decision.verdict)].filter((part) => part !== '').join('; ');
}
