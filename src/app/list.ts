import type { ReceivedMessage } from '../domain/dead-letter/message.ts';
import type { Examined } from '../domain/diagnosis/examined.ts';
import { isSelected, type Selection } from '../domain/selection/selection.ts';
import { Examiner } from './examine.ts';
import { Failure } from './failures.ts';
import { Hands } from './hands.ts';
import { inFlightElsewhere } from './in-flight.ts';
import { merge } from './merge.ts';
import { Polling } from './poll.ts';
import type { Clock, IntegrationPort, QueueDescription, QueuePort } from './ports.ts';
import { refuseRedrivePolicy } from './refuse-redrive-policy.ts';

/** Long enough to read 100,000 messages; those of a reader that dies return after it. */
export const LOOK_LEASE_SECONDS = 300;

export interface ListPorts {
  readonly queue: QueuePort;
  readonly integration: IntegrationPort;
  readonly clock: Clock;
}

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

/** `unseen`: messages that could not be seen, mostly because others have them in flight; `stuck`: ours that could not be handed back. */
export interface ListEnd {
  readonly kind: 'end';
  readonly read: number;
  /** SentTimestamp of the oldest message read, selected or not. */
  readonly oldestSentAt: number | undefined;
  readonly unseen: number;
  readonly stuck: number;
  readonly interrupted: boolean;
  /** What ended the look before its time. */
  readonly failure: Failure | undefined;
  readonly warnings: readonly string[];
}

/**
 * Reads the whole queue, diagnoses every message and hands every one back, also when it is interrupted or fails.
 * Rejects only when the queue cannot be found or looked at; what fails later is told in the end event.
 */
export async function* list(ports: ListPorts, request: ListRequest, signal: AbortSignal): AsyncGenerator<ListEvent> {
  const queue = await ports.queue.describe();
  refuseRedrivePolicy(queue, request.forced);
  yield { kind: 'queue', queue };
  const hands = new Hands(ports.queue);
  const polling = new Polling(ports.queue, hands, LOOK_LEASE_SECONDS);
  const examiner = new Examiner(ports.integration, request.endpointHosts);
  const seen = new Seen();
  let failure: Failure | undefined;
  let unseen = 0;
  let stuck = 0;
  try {
    const pollers = Array.from({ length: request.concurrency }, () => polling.batches(signal));
    for await (const messages of merge(pollers)) {
      const fresh = seen.fresh(messages);
      for (const examined of await Promise.all(fresh.map((message) => examiner.examine(message)))) {
        if (isSelected(request.selection, examined)) yield { kind: 'dead-letter', examined };
        if (request.enough(examined)) polling.stop();
      }
      yield { kind: 'read', read: seen.count };
    }
    unseen = polling.unread + (await inFlightElsewhere(ports, hands, signal));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    failure = error;
  } finally {
    stuck = await hands.handBackAll();
  }
  const { warnings } = examiner;
  const { count: read, oldestSentAt } = seen;
  yield { kind: 'end', read, oldestSentAt, unseen, stuck, interrupted: signal.aborted, failure, warnings };
}

/** The distinct messages of a look; SQS may deliver one twice. */
class Seen {
  readonly #ids = new Set<string>();
  oldestSentAt: number | undefined;

  get count(): number {
    return this.#ids.size;
  }

  /** Those that were not seen before; they are seen from now on. */
  fresh(messages: readonly ReceivedMessage[]): readonly ReceivedMessage[] {
    const fresh = messages.filter((message) => !this.#ids.has(message.messageId));
    for (const { messageId, sentAt } of fresh) {
      this.#ids.add(messageId);
      if (sentAt !== undefined && !(this.oldestSentAt !== undefined && this.oldestSentAt <= sentAt))
        this.oldestSentAt = sentAt;
    }
    return fresh;
  }
}
