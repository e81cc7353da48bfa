import type { Tally } from '../redrive/outcome.ts';
import type { StateCounts } from './attempt.ts';

/** The record of a run when it begins. */
export interface RunHead {
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly queueArn: string;
  /** The caller's ARN; undefined where STS did not say. */
  readonly who: string | undefined;
  readonly endpoint: EndpointKind;
  /** The flags as given, without secrets and payloads. */
  readonly flags: string;
  /** The plan that the operator confirmed; undefined without a question. */
  readonly plan: PlanSummary | undefined;
  readonly mode: RunMode;
}

export const RUN_MODES = ['redrive', 'plan'] as const;

/** A `plan` sends and deletes nothing; it records a run only where it doubts an event that an earlier run sent. */
export type RunMode = (typeof RUN_MODES)[number];

export const ENDPOINT_KINDS = ['aws', 'sandbox', 'other'] as const;

/** Which AWS was asked: the real one, the sandbox, or another endpoint that the operator named. */
export type EndpointKind = (typeof ENDPOINT_KINDS)[number];

export interface PlanSummary {
  readonly selected: number;
  readonly toSend: number;
  readonly toRemoveOnly: number;
  readonly held: number;
}

/** How a run ended. */
export interface RunEnd {
  readonly exit: number;
  /** The code of the failure that ended it early. */
  readonly failure: string | undefined;
  readonly interrupted: boolean;
  readonly tally: Tally;
  /** Undefined where an older momento-eb ended the run, which did not record it. */
  readonly reading: ReadingEnd | undefined;
}

/** How much of its queue a run read. */
export interface ReadingEnd {
  /** Messages that were in the queue and that it did not see, by SQS's approximate counts. */
  readonly unseen: number;
  /** Did it stop before the queue was empty: at a limit, at a bound, or in a receive that was cut off? */
  readonly stoppedEarly: boolean;
  /** Messages that it received and did not delete although an earlier run had sent them; not all have an attempt of this run. */
  readonly keptThoughSent: number;
}

/** A run as the ledger holds it. */
export interface RunRecord extends RunHead {
  readonly id: string;
  /** The version of momento-eb that recorded it. */
  readonly version: string;
  /** Is its process running? */
  readonly underWay: boolean;
  readonly endedAt: number | undefined;
  /** When it counts as dead unless it records something before; its last record is a minute older. */
  readonly aliveUntil: number;
  /** The attempts that sent. */
  readonly sends: StateCounts;
  /** The attempts that only deleted messages of events that an earlier run had sent. */
  readonly removals: StateCounts;
  readonly end: RunEnd | undefined;
}

/** `died`: it recorded no end, and its process is gone. */
export type RunResult = 'under-way' | 'died' | 'interrupted' | 'failed' | 'partly' | 'done';

/** The result of a run in one word, spelt as in the JSON. */
export function resultOf({ underWay, end }: Pick<RunRecord, 'underWay' | 'end'>): RunResult {
  if (end === undefined) return underWay ? 'under-way' : 'died';
  if (end.interrupted) return 'interrupted';
  if (end.failure !== undefined) return 'failed';
  return end.exit === 0 ? 'done' : 'partly';
}

/** The number of attempts in all states. */
export function totalOf(counts: StateCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** The runs that a name fits: a whole id, the beginning of one, or `last`. `runs` are newest first. */
export function runsNamed<Run extends { readonly id: string }>(runs: readonly Run[], name: string): readonly Run[] {
  if (name === 'last') return runs.slice(0, 1);
  const same = runs.filter(({ id }) => id === name);
  return same.length > 0 ? same : runs.filter(({ id }) => id.startsWith(name));
}
