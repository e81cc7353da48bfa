import { EXIT, Failure } from '../../../src/app/failures.ts';
import { reduce } from '../../../src/dashboard/state/reduce.ts';
import { beginning, type DashboardState } from '../../../src/dashboard/state/state.ts';
import type { Snapshot } from '../../../src/domain/metrics/snapshot.ts';
import { connection, destination, integration, route, target } from './integrations.ts';
import { NOW, type SnapshotScript, snapshot } from './snapshots.ts';

export const LOST_NETWORK = new Failure(EXIT.aws, 'ECONNREFUSED', 'AWS could not be reached.', 'Wait.');

/** A state that has seen those snapshots one after another. */
export function afterLooks(...snapshots: readonly Snapshot[]): DashboardState {
  return snapshots.reduce<DashboardState>(
    (state, one, at) =>
      reduce(state, {
        kind: 'refreshed',
        now: one.at,
        event: { kind: 'snapshot', snapshot: one, before: snapshots[at - 1] },
      }),
    beginning('15m', NOW, true),
  );
}

/** A picture with something in every panel and something wrong in most. */
export function busy(more: SnapshotScript = {}): Snapshot {
  return snapshot({
    metrics: {
      'set Invocations': [900, 1_200, 1_300, 700],
      'set InvocationAttempts': [950, 1_300, 1_300, 700],
      'set SuccessfulInvocationAttempts': [940, 1_280, 1_290, 699],
      'set RetryInvocationAttempts': [50, 100, 0, 0],
      'set FailedInvocations': [10, 20, 10, 1],
      'set InvocationsSentToDlq': [10, 20, 9, 1],
      'set InvocationsFailedToBeSentToDlq': [0, 0, 1, 0],
      'set p50': [20, 21, 22, 20],
      'set p99': [120, 1_400, 130, 110],
      'delete Invocations': [3_000_000, 2_000_000],
      'dlq ApproximateNumberOfMessagesVisible': [1, 5, 10],
      'dlq ApproximateAgeOfOldestMessage': [300_000],
      'dlq NumberOfMessagesSent': [3, 4, 5],
      'account PutEventsEntriesCount': [100, 200],
    },
    ...more,
  });
}

/** What an attacker, or a careless colleague, could call things. */
export const HOSTILE_NAME = '\u001b[2J\u001b]0;pwned\u0007\r\n\u202e事件👩‍👩‍👧‍👦'.repeat(4);

/** A picture full of hostile names. */
export function hostile(): Snapshot {
  const of = destination(HOSTILE_NAME, {
    endpoint: `https://${'x'.repeat(200)}/`,
    method: HOSTILE_NAME,
    state: HOSTILE_NAME,
  });
  const subject = integration([
    route('set', { destination: of, target: target(of, { deadLetterArn: undefined }), ruleState: HOSTILE_NAME }),
    route('delete'),
  ]);
  return busy({
    integration: {
      ...subject,
      name: HOSTILE_NAME,
      connections: [connection('main', { state: HOSTILE_NAME, reason: HOSTILE_NAME })],
    },
    warnings: [HOSTILE_NAME],
  });
}
