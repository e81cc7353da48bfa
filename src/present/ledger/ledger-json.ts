import type { AttemptRecord } from '../../domain/history/attempt.ts';
import { type RunRecord, resultOf } from '../../domain/history/run.ts';
import type { VerifyReport } from '../../domain/history/verify.ts';
import { iso } from '../style/time.ts';

/** A run as it stands in JSON; `counts` are what is written down, `totals` what the run told at its end. */
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
    exit: run.end?.exit ?? null,
    failure: run.end?.failure ?? null,
    totals: run.end?.tally ?? null,
    counts: { sends: run.sends, removals: run.removals },
  };
}

/** An attempt as it stands in JSON. */
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

/** What a check of the ledger found. Of more than 1,000 messages of a kind the first are named. */
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
