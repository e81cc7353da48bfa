import type { Examined } from '../domain/diagnosis/examined.ts';
import { isSelected, type Selection } from '../domain/selection/selection.ts';
import { Examiner } from './examine.ts';
import { Hands } from './hands.ts';
import { merge } from './merge.ts';
import { Polling } from './poll.ts';
import type { IntegrationPort, QueueDescription, QueuePort } from './ports.ts';
import { refuseRedrivePolicy } from './refuse-redrive-policy.ts';

/** Long enough to read 100,000 messages; those of a reader that dies return after it. */
export const LOOK_LEASE_SECONDS = 300;

export interface ListRequest {
  readonly selection: Selection;
  readonly endpointHosts: readonly string[];
  readonly concurrency: number;
  readonly forced: ReadonlySet<string>;
  /** Stop as soon as this says so, for a look at one message. */
  readonly enough: (examined: Examined) => boolean;
}

/** What a look at the queue tells, in this order: the queue, each selected dead letter once, the end. */
export type ListEvent =
  | { readonly kind: 'queue'; readonly queue: QueueDescription }
  | { readonly kind: 'dead-letter'; readonly examined: Examined }
  | { readonly kind: 'read'; readonly read: number }
  | ListEnd;

/** `unseen`: messages that could not be seen because others have them in flight; `stuck`: ours that could not be handed back. */
export interface ListEnd {
  readonly kind: 'end';
  readonly read: number;
  /** SentTimestamp of the oldest message read, selected or not. */
  readonly oldestSentAt: number | undefined;
  readonly unseen: number;
  readonly stuck: number;
  readonly interrupted: boolean;
  readonly warnings: readonly string[];
}

/**
 * Reads the whole queue, diagnoses every message and hands every one back, also when it is interrupted or fails.
 * Rejects with a Failure when the queue cannot be read.
 */
export async function* list(
  ports: { readonly queue: QueuePort; readonly integration: IntegrationPort },
  request: ListRequest,
  signal: AbortSignal,
): AsyncGenerator<ListEvent> {
  const queue = await ports.queue.describe();
  refuseRedrivePolicy(queue, request.forced);
  yield { kind: 'queue', queue };
  const hands = new Hands(ports.queue);
  const polling = new Polling(ports.queue, hands, LOOK_LEASE_SECONDS);
  const examiner = new Examiner(ports.integration, request.endpointHosts);
  const seen = new Set<string>();
  let oldestSentAt: number | undefined;
  let unseen = 0;
  let stuck = 0;
  try {
    const pollers = Array.from({ length: request.concurrency }, () => polling.batches(signal));
    for await (const messages of merge(pollers)) {
      const fresh = messages.filter((message) => !seen.has(message.messageId));
      for (const { messageId, sentAt } of fresh) {
        seen.add(messageId);
        oldestSentAt = Math.min(oldestSentAt ?? sentAt ?? Number.NaN, sentAt ?? Number.NaN) || oldestSentAt;
      }
      for (const examined of await Promise.all(fresh.map((message) => examiner.examine(message)))) {
        if (isSelected(request.selection, examined)) yield { kind: 'dead-letter', examined };
        if (request.enough(examined)) polling.stop();
      }
      yield { kind: 'read', read: seen.size };
    }
    unseen = await inFlightElsewhere(ports.queue, hands);
  } finally {
    stuck = await hands.handBackAll();
  }
  const { warnings } = examiner;
  yield { kind: 'end', read: seen.size, oldestSentAt, unseen, stuck, interrupted: signal.aborted, warnings };
}

/** Messages that are hidden but not by us, as far as SQS's approximate counts can tell. */
export async function inFlightElsewhere(queue: QueuePort, hands: Hands): Promise<number> {
  const { inFlight, delayed } = await queue.describe();
  return Math.max(0, inFlight - hands.size) + delayed;
}
