import { describe, expect, it } from 'vitest';
import { verifyLedger } from '../../../src/app/ledger/verify-ledger.ts';
import type { LedgerArchivePort, QueueDescription } from '../../../src/app/ports.ts';
import type { AttemptRecord, AttemptState } from '../../../src/domain/history/attempt.ts';
import { QUEUE, SENT_AT } from '../../contract/ledger/bench.ts';

const DAY_MS = 86_400_000;

function end(messageId: string, state: AttemptState, change: Partial<AttemptRecord> = {}): AttemptRecord {
  const attempt = { messageId, state, run: 'r1', queueArn: QUEUE, sentAt: SENT_AT, verdict: 'send', cause: 'timeout' };
  const event = { eventId: 'e', newEventId: undefined, busArn: 'b', detailType: 'cacheSet', fingerprint: 'f' };
  const times = { beganAt: SENT_AT, settledAt: undefined, removedAt: undefined };
  const rest = { code: undefined, edits: [], payload: undefined, returns: 0, requests: 1 };
  return { ...attempt, ...event, ...times, ...rest, ...change };
}

function archiveOf(ends: readonly AttemptRecord[]): LedgerArchivePort {
  async function* openEnds() {
    yield* ends;
  }
  return { runs: async () => [], attempts: openEnds, openEnds, damage: async () => undefined };
}

function queueWith(visible: number, arn = QUEUE): QueueDescription {
  const counts = { visible, inFlight: 0, delayed: 0, retentionSeconds: 4 * 86_400, visibilitySeconds: 30 };
  return { url: 'u', arn, region: 'us-east-1', redrivePolicy: undefined, at: 0, ...counts };
}

const ENDS = [end('a', 'accepted'), end('b', 'unknown'), end('c', 'refused'), end('d', 'left'), end('e', 'intended')];

describe('what verify finds', () => {
  it('is each open end under what is to be done about it', async () => {
    expect(await verifyLedger(archiveOf(ENDS), undefined, undefined, SENT_AT)).toMatchObject({
      acceptedNotRemoved: { count: 1, messageIds: ['a'] },
      unknown: { count: 1, messageIds: ['b'] },
      notSent: 2,
      underWay: 1,
      queue: undefined,
    });
  });

  it.each([
    ['an empty queue answers what became of a delete', queueWith(0), 0, 3],
    ['a queue with messages does not', queueWith(5), 1, 0],
    ['another queue knows nothing of them', queueWith(0, `${QUEUE}-2`), 1, 0],
  ])('%s', async (_, queue, kept, missing) => {
    const report = await verifyLedger(archiveOf(ENDS), undefined, queue, SENT_AT);
    expect(report.acceptedNotRemoved.count).toBe(kept);
    expect(report.queue?.missing).toBe(missing);
  });

  it.each([
    ['no longer than SQS keeps any message', undefined, 14, 0],
    ['as long as it is in the ledger, where its run is named', 'r1', 14, 1],
    ['until then', undefined, 13, 1],
    ['not where another run is named', 'r2', 0, 0],
  ])('an unknown one is told %s', async (_, only, days, told) => {
    const report = await verifyLedger(archiveOf(ENDS), only, undefined, SENT_AT + days * DAY_MS);
    expect(report.unknown.count).toBe(told);
  });

  it('what the retention of the queue has taken is not missing from it', async () => {
    const report = await verifyLedger(archiveOf(ENDS), undefined, queueWith(0), SENT_AT + 5 * DAY_MS);
    expect(report.queue).toMatchObject({ expected: 0, missing: 0 });
  });

  it('of very many messages the first thousand', async () => {
    const many = Array.from({ length: 1_001 }, (_, at) => end(`m${at}`, 'unknown'));
    const { unknown } = await verifyLedger(archiveOf(many), undefined, undefined, SENT_AT);
    expect([unknown.count, unknown.messageIds.length]).toEqual([1_001, 1_000]);
  });
});
