import type { Tally } from '../redrive/outcome.ts';
import type { StateCounts } from './attempt.ts';

/** What is written down of a run when it begins. */
export interface RunHead {
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly queueArn: string;
  /** The caller's ARN; undefined where STS did not say. */
  readonly who: string | undefined;
  readonly endpoint: EndpointKind;
  /** The flags as given, without what may be a secret or a payload. */
  readonly flags: string;
  /** What the plan showed before the operator agreed; undefined where nobody was asked. */
  readonly plan: PlanSummary | undefined;
}

/** Whose AWS was spoken to: the real one, the sandbox, or another endpoint that the operator names. */
export type EndpointKind = 'aws' | 'sandbox' | 'other';

export interface PlanSummary {
  readonly selected: number;
  readonly toSend: number;
  readonly toRemoveOnly: number;
  readonly held: number;
}

/** How a run ended. */
export interface RunEnd {
  readonly exit: number;
  /** The code of the failure that ended it before its time. */
  readonly failure: string | undefined;
  readonly interrupted: boolean;
  readonly tally: Tally;
  /** Undefined where an older momento-eb ended it, which did not tell. */
  readonly reading: ReadingEnd | undefined;
}

/** How far a run read its queue. */
export interface ReadingEnd {
  /** Messages that were in the queue and that it did not see, by SQS's approximate counts. */
  readonly unseen: number;
  /** Did it end before the queue did: at a limit, at a bound, or with a receive that was cut? */
  readonly stoppedEarly: boolean;
  /** Messages that an earlier run had sent, and that it met and did not delete; not all of them have an attempt of it. */
  readonly keptThoughSent: number;
}

/** A run as it stands in the ledger. */
export interface RunRecord extends RunHead {
  readonly id: string;
  /** The momento-eb that made it. */
  readonly version: string;
  /** Is its process at work? */
  readonly underWay: boolean;
  readonly endedAt: number | undefined;
  /** When it counts as gone unless it says something before; it said something a minute before that. */
  readonly aliveUntil: number;
  /** What was sent. */
  readonly sends: StateCounts;
  /** What an earlier run had sent, and this one only deleted. */
  readonly removals: StateCounts;
  readonly end: RunEnd | undefined;
}

/** `died`: it has no end, and its process is gone. */
export type RunResult = 'under-way' | 'died' | 'interrupted' | 'failed' | 'partly' | 'done';

/** The result of a run in one word, spelt as everywhere in the JSON. */
export function resultOf({ underWay, end }: Pick<RunRecord, 'underWay' | 'end'>): RunResult {
  if (end === undefined) return underWay ? 'under-way' : 'died';
  if (end.interrupted) return 'interrupted';
  if (end.failure !== undefined) return 'failed';
  return end.exit === 0 ? 'done' : 'partly';
}

/** How many attempts these are. */
export function totalOf(counts: StateCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** A run named wholly, by the beginning of its id, or as `last`; runs stand newest first. All that are meant. */
export function runsNamed<Run extends { readonly id: string }>(runs: readonly Run[], name: string): readonly Run[] {
  if (name === 'last') return runs.slice(0, 1);
  const same = runs.filter(({ id }) => id === name);
  return same.length > 0 ? same : runs.filter(({ id }) => id.startsWith(name));
}
