import type { Examined } from '../../domain/diagnosis/examined.ts';
import { isSelected, type Selection } from '../../domain/selection/selection.ts';
import { Failure, isStop } from '../failures.ts';
import type { CallerAccount } from '../integration/reach.ts';
import type { Clock, IntegrationPort, QueueDescription, QueuePort, ScratchPort } from '../ports.ts';
import { InFlightMessages } from '../queue/in-flight-messages.ts';
import { merge } from '../queue/merge.ts';
import { BOUNDS, Poller } from '../queue/poller.ts';
import { ReadAhead } from '../queue/read-ahead.ts';
import { readingWarnings } from '../queue/reading-ends.ts';
import { refuseRedrivePolicy } from '../queue/redrive-policy.ts';
import { type ClosedReading, closeReading } from '../queue/release.ts';
import { Examiner } from './examiner.ts';

/** Messages that a look reads unless told otherwise: SQS allows about 120,000 in flight at once. */
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
  /** Reads at most so many messages. */
  readonly maxRead: number;
  readonly forced: ReadonlySet<string>;
  /** Stop as soon as this says so, for a look at one message or for a reader that wants no more. */
  readonly enough: (examined: Examined) => boolean;
  /** Is everything to be read? Then more is received while nobody has looked yet at what came. */
  readonly isWhole: boolean;
}

/** What a look at the queue tells, in this order: the queue, each selected dead letter once, the end. */
export type ListEvent =
  | { readonly kind: 'queue'; readonly queue: QueueDescription }
  | { readonly kind: 'dead-letter'; readonly examined: Examined }
  | { readonly kind: 'read'; readonly read: number }
  | ListEnd;

/**
 * `unseen`: messages that could not be seen, 0 where enough was seen; `unread`: those of them that nobody has in flight, so
 * that others cannot be the reason; `stuck`: ours that could not be handed back.
 */
export interface ListEnd {
  readonly kind: 'end';
  readonly read: number;
  /** SentTimestamp of the oldest message read, selected or not. */
  readonly oldestSentAt: number | undefined;
  readonly unseen: number;
  readonly unread: number;
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
  const inFlight = new InFlightMessages(ports);
  const poller = new Poller(ports, inFlight, { ...BOUNDS, read: request.maxRead }, queue.visible);
  const examiner = new Examiner(ports.integration, queue, request.endpointHosts, {
    callerAccount: ports.callerAccount,
    sendToRule: request.sendToRule,
  });
  const readAhead = new ReadAhead();
  let failure: Failure | undefined;
  let given: ClosedReading | undefined;
  let isEnough = false;
  try {
    const pollers = Array.from({ length: request.concurrency }, () => readAhead.fill(poller.batches(signal)));
    const mayGoOn = () => request.isWhole && readAhead.hasRoom;
    for await (const batch of merge(pollers, () => poller.stop(), mayGoOn)) {
      readAhead.take(batch);
      const { fresh } = batch;
      for (const examined of await Promise.all(fresh.map((message) => examiner.examine(message)))) {
        if (isSelected(request.selection, examined)) yield { kind: 'dead-letter', examined };
        isEnough ||= request.enough(examined);
        if (isEnough) poller.stop();
      }
      yield { kind: 'read', read: poller.seen.count };
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    failure = isStop(error) ? undefined : error;
  } finally {
    given = await closeReading(ports, poller, inFlight, signal);
  }
  const { stuck } = given;
  const { unseen, unread } = isEnough ? ENOUGH : given;
  const { count: read, oldestSentAt } = poller.seen;
  const warnings = [...examiner.warnings, ...readingWarnings(poller)];
  failure ??= given.failure;
  yield { kind: 'end', read, oldestSentAt, unseen, unread, stuck, interrupted: signal.aborted, failure, warnings };
}

/** Who has seen enough misses nothing. */
const ENOUGH = { unseen: 0, unread: 0 };
