import type { RedriveEntry } from '../app/redrive-events.ts';
import type { CauseId } from '../domain/diagnosis/catalogue.ts';
import type { Outcome } from '../domain/redrive/outcome.ts';
import type { Edit } from '../domain/repair/edit.ts';
import { holdText } from './reasons.ts';

/** Entries that ended alike, told as one: same outcome, cause, reason and kind of repair. */
export interface Pile {
  readonly outcome: Outcome;
  readonly cause: CauseId;
  /** The repaired members, such as `detail.key_base64`; empty when nothing was edited. */
  readonly repairs: string;
  readonly note: string;
  readonly count: number;
  /** The edits of the first entry, as a sample. */
  readonly edits: readonly Edit[];
  /** Ids where each single message matters: what is unknown, refused, or accepted but still here. */
  readonly ids: readonly string[];
}

export type Piles = ReadonlyMap<string, Pile>;

/** More ids than this are found with --json. */
const MOST_IDS = 20;
const NAMED: ReadonlySet<Outcome> = new Set(['unknown', 'failed', 'sent-not-removed']);

/** The piles with one more entry. Changes and returns the same map, which would otherwise be copied for every entry. */
export function addToPiles(piles: Map<string, Pile>, entry: RedriveEntry): Map<string, Pile> {
  const { decision, outcome, examined } = entry;
  const repairs = decision.verdict === 'hold' ? '' : [...new Set(decision.edits.map((edit) => edit.path))].join(', ');
  const note = noteOf(entry);
  const key = JSON.stringify([outcome, decision.cause, repairs, note]);
  const known = piles.get(key);
  const ids = known?.ids ?? [];
  return piles.set(key, {
    outcome,
    cause: decision.cause,
    repairs,
    note,
    count: (known?.count ?? 0) + 1,
    edits: known?.edits ?? (decision.verdict === 'hold' ? [] : decision.edits),
    ids: NAMED.has(outcome) && ids.length < MOST_IDS ? [...ids, examined.deadLetter.messageId] : ids,
  });
}

/** The piles of one outcome, largest first. */
export function largestPiles(piles: Piles, outcome: string): readonly Pile[] {
  return [...piles.values()]
    .filter((pile) => pile.outcome === outcome)
    .sort((a, b) => b.count - a.count || a.cause.localeCompare(b.cause));
}

function noteOf({ decision, errorCode, errorMessage }: RedriveEntry): string {
  if (decision.verdict === 'hold') return holdText(decision);
  return [errorCode, errorMessage].filter((part) => part !== undefined && part !== '').join(': ');
}
