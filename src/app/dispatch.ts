import type { ReceivedMessage } from '../domain/dead-letter/message.ts';
import type { Examined } from '../domain/diagnosis/examined.ts';
import type { RuleAddress } from '../domain/eventbridge/arn.ts';
import type { Decision } from '../domain/redrive/decision.ts';
import { type Entry, entryOf } from '../domain/redrive/entry.ts';
import type { Outcome } from '../domain/redrive/outcome.ts';
import { type Delivery, deliver } from './deliver.ts';
import type { Failure } from './failures.ts';
import type { Hands } from './hands.ts';
import type { BusPort, Clock, QueuePort } from './ports.ts';
import { remove } from './remove.ts';
import { cannotDelete, stopsTheRun } from './stop.ts';

/** No request begins with less of the lease left: it and its delete could outlast it. */
const LEAST_LEASE_MS = 60_000;

export type Sendable = Decision & { readonly verdict: 'send' | 'send-repaired' };

/** A dead letter that is to go on the bus of its rule. */
export interface Prepared {
  readonly examined: Examined;
  readonly decision: Sendable;
  readonly rule: RuleAddress;
}

/** How one prepared dead letter ended. */
export interface Dispatched {
  readonly prepared: Prepared;
  readonly outcome: Outcome;
  readonly delivery: Delivery;
}

/** Sends, settles and deletes; keeps in mind what the bus has accepted and what speaks against going on. */
export class Dispatch {
  readonly #ports: { readonly queue: QueuePort; readonly bus: BusPort; readonly clock: Clock };
  readonly #hands: Hands;
  readonly #signal: AbortSignal;
  readonly #accepted = new Set<string>();
  #canary: Promise<void> = Promise.resolve();
  #proven = false;
  #failure: Failure | undefined;

  constructor(ports: { queue: QueuePort; bus: BusPort; clock: Clock }, hands: Hands, signal: AbortSignal) {
    this.#ports = ports;
    this.#hands = hands;
    this.#signal = signal;
  }

  /** Set when more sending cannot succeed or would do harm; nothing is sent from then on. */
  get failure(): Failure | undefined {
    return this.#failure;
  }

  /** Yields each exactly once with its end; deletes before it yields. `leaseEnd` is on the monotonic clock. */
  async *send(prepared: readonly Prepared[], leaseEnd: number): AsyncGenerator<Dispatched> {
    if (prepared.length === 0) return;
    const byId = new Map(prepared.map((one) => [one.examined.deadLetter.messageId, one]));
    const mayGoOn = () =>
      !this.#signal.aborted && this.#failure === undefined && this.#ports.clock.monotonic() < leaseEnd - LEAST_LEASE_MS;
    const release = await this.#turn();
    try {
      for await (const deliveries of deliver(this.#ports, prepared.map(entry), mayGoOn, this.#signal)) {
        const removed = await this.#remove(deliveries, leaseEnd);
        for (const delivery of deliveries) {
          if (delivery.kind === 'refused') this.#failure ??= stopsTheRun(delivery.code, delivery.message);
        }
        release();
        for (const delivery of deliveries) {
          const one = byId.get(delivery.entry.messageId) as Prepared;
          yield { prepared: one, outcome: outcomeOf(delivery, removed), delivery };
        }
      }
    } finally {
      release();
    }
  }

  /** Deletes messages that came once more after the bus had accepted them: SQS may deliver a message twice. */
  async removeAgain(messages: readonly ReceivedMessage[], leaseEnd: number): Promise<void> {
    const known = messages.map((message) => message.messageId).filter((messageId) => this.#accepted.has(messageId));
    await this.#delete(known, leaseEnd);
  }

  /**
   * Until one message has made the whole way, deleted included, workers take turns: a bus or a queue that refuses is
   * then met with ten events, not with ten for each worker. A turn ends before anything is yielded, so a reader that
   * stops reading holds nobody up.
   */
  async #turn(): Promise<() => void> {
    if (this.#proven) return () => {};
    const before = this.#canary;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#canary = promise;
    await before;
    return resolve;
  }

  async #remove(deliveries: readonly Delivery[], leaseEnd: number): Promise<ReadonlySet<string>> {
    const accepted = deliveries.filter((one) => one.kind === 'accepted').map((one) => one.entry.messageId);
    for (const messageId of accepted) this.#accepted.add(messageId);
    const removed = await this.#delete(accepted, leaseEnd);
    if (removed.size > 0) this.#proven = true;
    return removed;
  }

  /** What cannot be deleted stays hidden until its lease ends, and nothing more is sent. */
  async #delete(messageIds: readonly string[], leaseEnd: number): Promise<ReadonlySet<string>> {
    const { removed, refused } = await remove(this.#ports, this.#hands, messageIds, leaseEnd, this.#signal);
    const kept = messageIds.filter((messageId) => !removed.has(messageId));
    for (const messageId of kept) this.#hands.leaveHidden(messageId);
    if (kept.length > 0) this.#failure ??= cannotDelete(refused);
    return removed;
  }
}

function entry({ examined: { deadLetter }, decision, rule }: Prepared): Entry {
  return entryOf(deadLetter.messageId, decision.event, rule.busArn, deadLetter.traceHeader);
}

function outcomeOf(delivery: Delivery, removed: ReadonlySet<string>): Outcome {
  switch (delivery.kind) {
    case 'accepted':
      return removed.has(delivery.entry.messageId) ? 'removed' : 'sent-not-removed';
    case 'refused':
      return 'failed';
    case 'unknown':
      return 'unknown';
    case 'cut':
      return 'left';
  }
}
