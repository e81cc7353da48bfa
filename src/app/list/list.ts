import type { Examined } from '../../domain/diagnosis/examined.ts';
import type { Connection } from '../../domain/eventbridge/target.ts';
import { isSelected, type Selection } from '../../domain/selection/selection.ts';
import { Failure, isStop } from '../failures.ts';
import type { CallerAccount } from '../integration/reach.ts';
import type { Clock, IntegrationPort, QueueDescription, QueuePort, ScratchPort } from '../ports.ts';
import { InFlightMessages } from '../queue/in-flight-messages.ts';
import { messageBytes, WINDOW } from '../queue/limits.ts';
import { merge } from '../queue/merge.ts';
import { BOUNDS, Poller, type ReceiveBatch } from '../queue/poller.ts';
import {
  type ClosedReading,
  closeReading,
  readingWarnings,
  refuseRedrivePolicy,
  sentBeforeNow,
} from '../queue/reading.ts';
import { BoundedLookups } from './bounded-lookups.ts';
import { ConnectionStates } from './connection-of.ts';
import { Examiner } from './examiner.ts';

/** Messages that a list reads by default: SQS allows about 120,000 in flight at once. */
export const MAX_READ = 100_000;

export interface ListPorts {
  readonly queue: QueuePort;
  readonly integration: IntegrationPort;
  readonly clock: Clock;
  readonly scratch?: ScratchPort | undefined;
  readonly callerAccount?: CallerAccount | undefined;
}

export interface ListRequest {
  readonly selection: Selection;
  readonly endpointHosts: readonly string[];
  /** The rule of whole events that name none: an ARN, NAME or BUS/NAME. */
  readonly sendToRule?: string | undefined;
  readonly concurrency: number;
  /** The maximum number of messages to read. */
  readonly maxRead: number;
  readonly forced: ReadonlySet<string>;
  /** Stops the list when it returns true: the one wanted message was found, or the reader of the output has left. */
  readonly enough: (examined: Examined) => boolean;
  /** Is everything to be read? Then receives go on while earlier batches wait to be examined. */
  readonly isWhole: boolean;
  /** Look up the connections that the selected dead letters were to be delivered through. */
  readonly withConnections?: boolean;
}

/** The events of a list, in this order: the queue, each selected dead letter once, the end. */
export type ListEvent =
  | { readonly kind: 'queue'; readonly queue: QueueDescription }
  | { readonly kind: 'dead-letter'; readonly examined: Examined }
  | { readonly kind: 'read'; readonly read: number }
  | ListEnd;

/** How a list ended; `unseen`, `unread`, `arrivedSince` and `stuck` as in `ClosedReading`, 0 where enough was seen. */
export interface ListEnd {
  readonly kind: 'end';
  readonly read: number;
  /** SentTimestamp of the oldest message read, selected or not. */
  readonly oldestSentAt: number | undefined;
  readonly unseen: number;
  readonly unread: number;
  readonly arrivedSince: number;
  readonly stuck: number;
  readonly interrupted: boolean;
  /** The failure that ended the list early. */
  readonly failure: Failure | undefined;
  readonly warnings: readonly string[];
  /** Those of the warnings that say what had to be assumed about the integration. */
  readonly assumptions: readonly string[];
  /** The connections of the selected dead letters as they are now, as far as they were asked for and could be read. */
  readonly connections: readonly Connection[];
}

/**
 * Reads the messages now in the queue, diagnoses each and releases it, also when the list is interrupted or fails.
 * Messages that arrive meanwhile are counted. Rejects only when the queue cannot be found or described; a later failure
 * is part of the end event.
 */
export async function* list(ports: ListPorts, request: ListRequest, signal: AbortSignal): AsyncGenerator<ListEvent> {
  const queue = await ports.queue.describe();
  refuseRedrivePolicy(queue, request.forced);
  yield { kind: 'queue', queue };
  const inFlight = new InFlightMessages(ports);
  const bounds = { ...BOUNDS, read: request.maxRead };
  const poller = new Poller(ports, inFlight, bounds, queue.visible, sentBeforeNow(queue));
  const lookups = new BoundedLookups(ports.integration);
  const examiner = new Examiner(lookups, queue, request.endpointHosts, {
    callerAccount: ports.callerAccount,
    sendToRule: request.sendToRule,
  });
  const connections = new ConnectionStates(ports);
  const readAhead = new ReadAhead();
  let failure: Failure | undefined;
  let closed: ClosedReading | undefined;
  let isEnough = false;
  try {
    const pollers = Array.from({ length: request.concurrency }, () => readAhead.fill(poller.batches(signal)));
    const mayGoOn = () => request.isWhole && readAhead.hasRoom;
    for await (const batch of merge(pollers, () => poller.stop(), mayGoOn)) {
      readAhead.take(batch);
      for (const examined of await examiner.examineAll(batch.fresh)) {
        if (isSelected(request.selection, examined)) {
          if (request.withConnections) connections.lookUp(examined);
          yield { kind: 'dead-letter', examined };
        }
        isEnough ||= request.enough(examined);
        if (isEnough) poller.stop();
      }
      yield { kind: 'read', read: poller.seen.count };
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    failure = isStop(error) ? undefined : error;
  } finally {
    closed = await closeReading(ports, queue, poller, inFlight, signal);
  }
  const { unusable } = ports.queue;
  const { count: read, oldestSentAt } = poller.seen;
  const { stuck, arrivedSince } = closed;
  const { unread } = isEnough ? NONE : closed;
  const unseen = isEnough ? 0 : Math.max(closed.unseen, unusable?.count ?? 0);
  const warnings = [
    ...examiner.warnings,
    ...lookups.warnings,
    ...readingWarnings(poller, closed),
    ...(unusable?.warnings ?? []),
  ];
  failure ??= closed.failure;
  const interrupted = signal.aborted;
  yield {
    kind: 'end',
    read,
    oldestSentAt,
    unseen,
    unread,
    arrivedSince,
    stuck,
    interrupted,
    failure,
    warnings,
    assumptions: examiner.assumptions,
    connections: interrupted ? [] : await connections.found(),
  };
}

const NONE = { unseen: 0, unread: 0 };

/** Counts batches that were received and not examined yet, so that receives do not run ahead without bound. */
export class ReadAhead {
  #messages = 0;
  #bytes = 0;

  /** May more be received before some of it is examined? */
  get hasRoom(): boolean {
    return this.#messages < WINDOW.messages && this.#bytes < WINDOW.bytes;
  }

  /** The same batches, counted from when they come. */
  async *fill(batches: AsyncIterable<ReceiveBatch>): AsyncGenerator<ReceiveBatch> {
    for await (const batch of batches) {
      this.#count(batch, 1);
      yield batch;
    }
  }

  /** The batch is examined now. */
  take(batch: ReceiveBatch): void {
    this.#count(batch, -1);
  }

  #count({ fresh }: ReceiveBatch, sign: 1 | -1): void {
    this.#messages += sign * fresh.length;
    for (const message of fresh) this.#bytes += sign * messageBytes(message);
  }
}
