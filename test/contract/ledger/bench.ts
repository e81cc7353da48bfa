import type { TestContext } from 'vitest';
import type { LedgerPort } from '../../../src/app/ports.ts';
import type { NewAttempt } from '../../../src/domain/history/attempt.ts';
import { NO_PRIOR_ATTEMPTS, type PriorQuery, priorOutcomeOf } from '../../../src/domain/history/prior-attempts.ts';
import type { RunHead } from '../../../src/domain/history/run.ts';
import { NOTHING } from '../../../src/domain/redrive/outcome.ts';
import type { LedgerEngine } from '../../support/fakes/ledger-engines.ts';

export const QUEUE = 'arn:aws:sqs:us-east-1:123456789012:dlq';
/** An end of a run with nothing in it. */
export const END = { exit: 0, failure: undefined, interrupted: false, tally: NOTHING, reading: undefined };
export const SENT_AT = Date.UTC(2026, 0, 30, 8);

/** An attempt at a fine cacheSet. */
export function attempt(messageId: string, change: Partial<NewAttempt> = {}): NewAttempt {
  return {
    messageId,
    sentAt: SENT_AT,
    eventId: `event-of-${messageId}`,
    busArn: 'arn:aws:events:us-east-1:123456789012:event-bus/default',
    source: 'shop',
    detailType: 'cacheSet',
    detail: '{"key":"a"}',
    eventTime: SENT_AT - 1000,
    place: undefined,
    cause: 'timeout',
    verdict: 'send',
    edits: [],
    returns: 0,
    newEventId: undefined,
    ...change,
  };
}

/** What is asked about a message of such an attempt. */
export function asked(messageId: string, change: Partial<PriorQuery> = {}): PriorQuery {
  const { sentAt, eventId, place, eventTime } = attempt(messageId);
  return { messageId, sentAt, eventId, place, eventTime, ...change };
}

/** An empty ledger on a clock of its own, and what tests do with it. */
export async function startedLedger(engine: LedgerEngine, onTestFinished: TestContext['onTestFinished']) {
  let now = Date.UTC(2026, 0, 31, 12);
  const running = {
    ...(await engine.start(() => now, onTestFinished)),
    now: () => now,
    advance: (milliseconds: number) => {
      now += milliseconds;
    },
  };
  const head = (): RunHead => ({
    startedAt: running.now(),
    queueArn: QUEUE,
    who: undefined,
    endpoint: 'aws',
    flags: '--yes',
    plan: undefined,
    mode: 'redrive',
  });
  const run = async (change: Partial<RunHead> = {}) => {
    const { ledger, die } = await running.open();
    const id = await ledger.begin({ ...head(), ...change });
    return { id, ledger, die };
  };
  const priorAttempts = async (message: PriorQuery, by?: LedgerPort) => {
    const [facts] = await (by ?? (await running.open()).ledger).priorAttempts(QUEUE, [message]);
    return facts ?? NO_PRIOR_ATTEMPTS;
  };
  const priorOutcome = async (message: PriorQuery, by?: LedgerPort) => priorOutcomeOf(await priorAttempts(message, by));
  return { running, run, priorAttempts, priorOutcome };
}
