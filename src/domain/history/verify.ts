import type { AttemptRecord, AttemptState } from './attempt.ts';
import { type RunRecord, resultOf } from './run.ts';

/** The result of checking a ledger against itself, and against the queue where one was named. */
export interface VerifyReport {
  readonly runs: number;
  readonly attempts: number;
  /** The first error that SQLite finds in the file. */
  readonly damage: string | undefined;
  readonly mismatches: readonly Mismatch[];
  /** Runs whose process ended in the middle. */
  readonly died: readonly string[];
  /** Sent, and it is not known whether the bus accepted it. */
  readonly unknown: Named;
  /** Accepted by the bus, with no record of a delete: the next redrive deletes the message. */
  readonly acceptedNotRemoved: Named;
  /** Accepted by the bus, with no record of a delete, and gone: a later run read the whole queue and did not receive it. */
  readonly gone: readonly Gone[];
  /** Sent in a run that is under way, without an answer so far. */
  readonly underWay: number;
  /** Refused or left: certainly not sent, and still in the queue as far as is known. */
  readonly notSent: number;
  readonly queue: QueueCheck | undefined;
}

/** Messages by id; only the first of very many. */
export interface Named {
  readonly count: number;
  readonly messageIds: readonly string[];
}

/** Messages that are gone because that run did not receive them. */
export interface Gone extends Named {
  readonly notMetBy: string;
}

/** The queue's own counts, which are approximate, against what should at least be in it. */
export interface QueueCheck {
  readonly arn: string;
  readonly inQueue: number;
  readonly expected: number;
  /** The least number of messages that were not accepted and are gone: deleted by others, or by retention. */
  readonly missing: number;
}

/** One number of a run that does not fit its attempts: the number that the run recorded at its end, and the number of attempts. */
export interface Mismatch {
  readonly run: string;
  readonly what: string;
  readonly told: number;
  readonly written: number;
}

/** Is nothing wrong and nothing left to do? */
export function addsUp(report: VerifyReport): boolean {
  const { damage, mismatches, unknown, acceptedNotRemoved, queue } = report;
  const open = mismatches.length + unknown.count + acceptedNotRemoved.count + (queue?.missing ?? 0);
  return damage === undefined && open === 0;
}

/**
 * Checks the totals that a run recorded at its end against its attempts, each number on its own; a run without an end has no
 * totals. A message that counts as still in the queue may have been deleted later in the run, and a left message has an
 * attempt only where it was sent and refused for the time being.
 */
export function mismatchesOf(run: RunRecord): readonly Mismatch[] {
  if (run.end === undefined) return [];
  const { tally } = run.end;
  const { sends, removals } = run;
  const sent = sends.accepted + sends.removed;
  const removed = tally.removed + tally.removedOnly;
  const sentAndKept = tally.sentNotRemoved + tally.notRemoved;
  const outcomes = removed + sentAndKept + tally.held + tally.failed + tally.unknown + tally.left;
  const checks: readonly (Omit<Mismatch, 'run'> & { readonly fits: boolean })[] = [
    equal('selected', tally.selected, outcomes),
    equal('accepted', tally.sent, sent),
    atMost('accepted before', tally.removedOnly + tally.notRemoved, removals.accepted + removals.removed),
    atLeast('removed', removed, sends.removed + removals.removed),
    equal('refused', tally.failed, sends.refused),
    equal('unknown', tally.unknown, sends.unknown),
    atMost('left', tally.left, sends.left),
  ];
  return checks.filter(({ fits }) => !fits).map(({ what, told, written }) => ({ run: run.id, what, told, written }));
}

function equal(what: string, told: number, written: number) {
  return { what, told, written, fits: told === written };
}

function atLeast(what: string, told: number, written: number) {
  return { what, told, written, fits: written >= told };
}

function atMost(what: string, told: number, written: number) {
  return { what, told, written, fits: written <= told };
}

/** The ids of runs whose process ended in the middle. */
export function diedAmong(runs: readonly RunRecord[]): readonly string[] {
  return runs.filter((run) => resultOf(run) === 'died').map(({ id }) => id);
}

/** SQS keeps no message longer (API reference, "SetQueueAttributes", MessageRetentionPeriod). */
export const LONGEST_RETENTION_MS = 14 * 86_400_000;

/** Can the attempt's message still lie in a queue that keeps messages that long? */
export function mayBeInQueue({ sentAt }: AttemptRecord, now: number, retentionMs: number): boolean {
  return sentAt === undefined || sentAt + retentionMs > now;
}

/** The states in which an event is certainly not on the bus. */
export function isNotSent(state: AttemptState): boolean {
  return state === 'refused' || state === 'left';
}
