import type { AttemptRecord } from '../../domain/history/attempt.ts';
import { type RunRecord, resultOf } from '../../domain/history/run.ts';
import type { VerifyReport } from '../../domain/history/verify.ts';
import { iso } from '../style/time.ts';

/** A run as JSON; `counts` are its recorded attempts, `totals` what the run counted at its end. */
export function runJson(run: RunRecord) {
  return {
    run: run.id,
    result: resultOf(run),
    startedAt: iso(run.startedAt),
    endedAt: iso(run.endedAt),
    who: run.who ?? null,
    queueArn: run.queueArn,
    endpoint: run.endpoint,
    version: run.version,
    flags: run.flags,
    plan: run.plan ?? null,
    mode: run.mode,
    exit: run.end?.exit ?? null,
    failure: run.end?.failure ?? null,
    totals: run.end?.tally ?? null,
    counts: { sends: run.sends, removals: run.removals },
  };
}

/** An attempt as JSON. */
export function attemptJson(attempt: AttemptRecord) {
  return {
    run: attempt.run,
    messageId: attempt.messageId,
    sentAt: iso(attempt.sentAt),
    queueArn: attempt.queueArn,
    state: attempt.state,
    verdict: attempt.verdict,
    cause: attempt.cause,
    eventId: attempt.eventId ?? null,
    newEventId: attempt.newEventId ?? null,
    code: attempt.code ?? null,
    busArn: attempt.busArn,
    detailType: attempt.detailType,
    fingerprint: attempt.fingerprint,
    edits: attempt.edits,
    payload: attempt.payload ?? null,
    returns: attempt.returns,
    requests: attempt.requests,
    beganAt: iso(attempt.beganAt),
    settledAt: iso(attempt.settledAt),
    removedAt: iso(attempt.removedAt),
  };
}

/** The result of a check of the ledger as JSON. At most 1,000 messages of a kind are named. */
export function verifyJson(report: VerifyReport) {
  const { runs, attempts, damage, mismatches, died, unknown, acceptedNotRemoved, gone, underWay, notSent, queue } =
    report;
  return {
    runCount: runs,
    attemptCount: attempts,
    damage: damage ?? null,
    mismatches,
    died,
    unknown: { count: unknown.count, messageIds: unknown.messageIds },
    acceptedNotRemoved: { count: acceptedNotRemoved.count, messageIds: acceptedNotRemoved.messageIds },
    gone,
    underWay,
    notSent,
    queue: queue ?? null,
  };
}
