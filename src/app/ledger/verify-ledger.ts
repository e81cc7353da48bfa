import { totalOf } from '../../domain/history/run.ts';
import {
  diedAmong,
  isNotSent,
  LONGEST_RETENTION_MS,
  mayBeInQueue,
  mismatchesOf,
  type QueueCheck,
  type VerifyReport,
} from '../../domain/history/verify.ts';
import { goneBy } from '../../domain/history/whole-reading.ts';
import { type LedgerArchivePort, type QueueDescription, SLOWEST_REQUEST_MS } from '../ports.ts';
import { VISIBILITY_SECONDS } from '../queue/visibility.ts';

/** `ledger show` and `ledger export` name more ids than these. */
const MOST_IDS = 1_000;
/** After this time all in-flight messages of a process are visible again: the visibility timeout, from the latest moment at which its last request can have arrived. */
const VISIBLE_AGAIN_MS = VISIBILITY_SECONDS * 1000 + SLOWEST_REQUEST_MS;

/**
 * Checks the ledger, or one run of it, against itself and, where a queue was described, against the counts of that queue;
 * nothing is received. Without a run, messages that no queue can hold any more at `now` (milliseconds since the epoch) are
 * not reported.
 */
export async function verifyLedger(
  archive: LedgerArchivePort,
  only: string | undefined,
  queue: QueueDescription | undefined,
  now: number,
): Promise<VerifyReport> {
  const damage = await archive.damage();
  const all = await archive.runs();
  const runs = all.filter(({ id }) => only === undefined || id === only);
  const notMetBy = goneBy(all, VISIBLE_AGAIN_MS);
  const unknown = new NamedMessages();
  const acceptedNotRemoved = new NamedMessages();
  const gone = new Map<string, NamedMessages>();
  const held = queue && inQueue(queue);
  let underWay = 0;
  let notSent = 0;
  let expected = 0;
  for await (const end of archive.openEnds()) {
    if (only === undefined ? !mayBeInQueue(end, now, LONGEST_RETENTION_MS) : end.run !== only) continue;
    if (end.state === 'unknown') unknown.add(end.messageId);
    else if (end.state === 'accepted') {
      // The delete had no answer, but an empty queue shows that it was done.
      if (end.queueArn === queue?.arn && held === 0) continue;
      const run = notMetBy(end);
      const named = run === undefined ? acceptedNotRemoved : (gone.get(run) ?? new NamedMessages());
      if (run !== undefined) gone.set(run, named);
      named.add(end.messageId);
    } else if (isNotSent(end.state)) notSent += 1;
    else underWay += 1;
    const isExpected = end.state === 'unknown' || isNotSent(end.state);
    if (isExpected && end.queueArn === queue?.arn && mayBeInQueue(end, now, queue.retentionSeconds * 1000))
      expected += 1;
  }
  return {
    runs: runs.length,
    attempts: runs.reduce((sum, { sends, removals }) => sum + totalOf(sends) + totalOf(removals), 0),
    damage,
    mismatches: runs.flatMap(mismatchesOf),
    died: diedAmong(runs),
    unknown,
    acceptedNotRemoved,
    gone: [...gone].map(([run, { count, messageIds }]) => ({ notMetBy: run, count, messageIds })),
    underWay,
    notSent,
    queue: queue && checkOf(queue, expected),
  };
}

function checkOf(queue: QueueDescription, expected: number): QueueCheck {
  const held = inQueue(queue);
  return { arn: queue.arn, inQueue: held, expected, missing: Math.max(0, expected - held) };
}

function inQueue({ visible, inFlight, delayed }: QueueDescription): number {
  return visible + inFlight + delayed;
}

class NamedMessages {
  readonly messageIds: string[] = [];
  count = 0;

  add(messageId: string): void {
    this.count += 1;
    if (this.messageIds.length < MOST_IDS) this.messageIds.push(messageId);
  }
}
