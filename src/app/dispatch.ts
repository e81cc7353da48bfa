import type { ReceivedMessage } from '../domain/dead-letter/message.ts';
import type { AttemptOutcome } from '../domain/history/attempt.ts';
import { type Entry, entryOf } from '../domain/redrive/entry.ts';
import type { Outcome } from '../domain/redrive/outcome.ts';
import { type Delivery, deliver } from './deliver.ts';
import type { Failure } from './failures.ts';
import type { Hands } from './hands.ts';
import { attemptOf, type Prepared, type Removable } from './known.ts';
import type { BusPort, Clock, QueuePort } from './ports.ts';
import type { Recorder } from './recorder.ts';
import { remove } from './remove.ts';
import { cannotDelete, doesNotAnswer, stopsTheRun } from './stop.ts';

/** No request begins with less of the lease left: it and its delete could outlast it. */
const LEAST_LEASE_MS = 60_000;
/** Requests in a row without an answer before a bus that has answered is given up. */
const SILENCES_TOO_MANY = 3;

/** How one prepared dead letter ended. */
export interface Dispatched {
  readonly prepared: Prepared;
  readonly outcome: Outcome;
  readonly delivery: Delivery;
}

/** Sends, settles and deletes; keeps in mind what the bus has accepted and what speaks against going on. */
export class Dispatch {
  readonly #ports: { readonly queue: QueuePort; readonly bus: BusPort; readonly clock: Clock };
  readonly #recorder: Recorder;
  readonly #hands: Hands;
  readonly #signal: AbortSignal;
  readonly #accepted = new Set<string>();
  readonly #unknown = new Set<string>();
  readonly #claimed = new Set<string>();
  readonly #sent = new Set<string>();
  #silences = 0;
  #canary: Promise<void> = Promise.resolve();
  #proven = false;
  #failure: Failure | undefined;

  constructor(
    ports: { queue: QueuePort; bus: BusPort; clock: Clock },
    recorder: Recorder,
    hands: Hands,
    signal: AbortSignal,
  ) {
    this.#ports = ports;
    this.#recorder = recorder;
    this.#hands = hands;
    this.#signal = signal;
  }

  /** Set when more sending cannot succeed or would do harm; nothing is sent from then on. */
  get failure(): Failure | undefined {
    return this.#failure ?? this.#recorder.failure;
  }

  /** Did this run put the event of that id on a bus? Then a message that holds it has come back. */
  hasSent(eventId: string): boolean {
    return this.#sent.has(eventId);
  }

  /**
   * Deals with messages that came once more: SQS may deliver one twice. What the bus has accepted is deleted with the
   * newest receipt, what it may have accepted is left hidden again.
   */
  async meetAgain(messages: readonly ReceivedMessage[], leaseEnd: number): Promise<void> {
    const ids = messages.map((message) => message.messageId);
    for (const messageId of ids) if (this.#unknown.has(messageId)) this.#hands.leaveHidden(messageId);
    await this.#delete(
      ids.filter((messageId) => this.#accepted.has(messageId)),
      leaseEnd,
    );
  }

  /** Tells how each ended, once all have; deletes what was accepted first. `leaseEnd` is on the monotonic clock. */
  async send(prepared: readonly Prepared[], leaseEnd: number): Promise<readonly Dispatched[]> {
    const byId = new Map(prepared.map((one) => [one.examined.deadLetter.messageId, one]));
    const mayGoOn = () => this.#mayGoOn(leaseEnd);
    const dispatched: Dispatched[] = [];
    const ports = { ...this.#ports, record: this.#recorder.request(prepared.map(attemptOf)) };
    for await (const deliveries of deliver(ports, prepared.map(entry), mayGoOn, this.#signal)) {
      const removed = await this.#remove(deliveries, leaseEnd);
      await this.#recorder.settle(deliveries.flatMap(leftBehind));
      this.#heed(deliveries);
      for (const delivery of deliveries) {
        const one = byId.get(delivery.entry.messageId) as Prepared;
        dispatched.push({ prepared: one, outcome: outcomeOf(delivery, removed), delivery });
      }
    }
    return dispatched;
  }

  /** Deletes what an earlier run has put on the bus, unless the run is to stop; answers the ids of what is gone. */
  async removeOnly(removable: readonly Removable[], leaseEnd: number): Promise<ReadonlySet<string>> {
    if (removable.length === 0 || !this.#mayGoOn(leaseEnd)) return new Set();
    const ids = [...(await this.#recorder.intend(removable.map(attemptOf)))];
    for (const messageId of ids) this.#accepted.add(messageId);
    return this.#delete(ids, leaseEnd);
  }

  /**
   * Waits for a turn and answers what ends it. Until one message has made the whole way, deleted included, workers take
   * turns, each with at most one receive: a bus or a queue that refuses is then met with ten events, not with ten for
   * each worker.
   */
  async turn(): Promise<() => void> {
    if (this.#proven) return () => {};
    const before = this.#canary;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#canary = promise;
    await before;
    if (this.#proven) resolve();
    return resolve;
  }

  /**
   * Takes an event for this run, unless it was taken: one event that failed at two targets left two dead letters, and
   * sending it once fires both rules.
   */
  claim(busArn: string, eventId: string): boolean {
    const key = `${busArn} ${eventId}`;
    if (this.#claimed.has(key)) return false;
    this.#claimed.add(key);
    return true;
  }

  /** Draws the consequences for the run: a refusal that will not change, or a bus that has stopped answering. */
  #heed(deliveries: readonly Delivery[]): void {
    for (const delivery of deliveries) {
      if (delivery.kind === 'refused') this.#failure ??= stopsTheRun(delivery.code, delivery.message);
    }
    const unanswered = deliveries.filter((one) => one.kind === 'unknown');
    for (const { entry: lost } of unanswered) {
      this.#unknown.add(lost.messageId);
      this.#hands.leaveHidden(lost.messageId);
    }
    if (deliveries.length > 0) this.#silences = unanswered.length === deliveries.length ? this.#silences + 1 : 0;
    if (this.#silences >= (this.#proven ? SILENCES_TOO_MANY : 1)) this.#failure ??= doesNotAnswer();
  }

  #mayGoOn(leaseEnd: number): boolean {
    return (
      !this.#signal.aborted && this.failure === undefined && this.#ports.clock.monotonic() < leaseEnd - LEAST_LEASE_MS
    );
  }

  async #remove(deliveries: readonly Delivery[], leaseEnd: number): Promise<ReadonlySet<string>> {
    const accepted = deliveries.filter((one) => one.kind === 'accepted').map((one) => one.entry.messageId);
    for (const messageId of accepted) this.#accepted.add(messageId);
    for (const one of deliveries) if (one.kind === 'accepted') this.#sent.add(one.newEventId);
    const removed = await this.#delete(accepted, leaseEnd);
    if (removed.size > 0) this.#proven = true;
    return removed;
  }

  /** What cannot be deleted stays hidden until its lease ends, and nothing more is sent. */
  async #delete(messageIds: readonly string[], leaseEnd: number): Promise<ReadonlySet<string>> {
    const { removed, refused } = await remove(this.#ports, this.#hands, messageIds, leaseEnd, this.#signal);
    await this.#recorder.removed([...removed]);
    const kept = messageIds.filter((messageId) => !removed.has(messageId));
    for (const messageId of kept) this.#hands.leaveHidden(messageId);
    if (kept.length > 0) this.#failure ??= cannotDelete(refused);
    return removed;
  }
}

function entry({ examined: { deadLetter }, decision, rule }: Prepared): Entry {
  return entryOf(deadLetter.messageId, decision.event, rule.busArn, deadLetter.traceHeader);
}

/** What was refused for the time being and is not asked again is left, not refused for good. */
function leftBehind({ kind, entry: { messageId } }: Delivery): readonly AttemptOutcome[] {
  return kind === 'cut' ? [{ state: 'left', messageId, code: '' }] : [];
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
