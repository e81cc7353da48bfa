import type { ReceivedMessage } from '../domain/dead-letter/message.ts';
import type { AttemptOutcome } from '../domain/history/attempt.ts';
import type { Batch } from '../domain/redrive/batch.ts';
import type { Entry } from '../domain/redrive/entry.ts';
import type { Outcome } from '../domain/redrive/outcome.ts';
import type { Canary } from './canary.ts';
import { type Delivery, deliver } from './deliver.ts';
import type { Failure } from './failures.ts';
import type { Hands } from './hands.ts';
import { attemptOf, entryFor, type Prepared, type Removable } from './known.ts';
import { LEAST_LEASE_MS } from './lease.ts';
import type { OnTheBus } from './on-the-bus.ts';
import type { BusPort, Clock, QueuePort } from './ports.ts';
import type { Recorder } from './recorder.ts';
import { remove } from './remove.ts';
import { cannotDelete, doesNotAnswer, stopsTheRun } from './stop.ts';

/** Requests in a row without an answer before a bus that has answered is given up. */
const SILENCES_TOO_MANY = 3;

/** How one prepared dead letter ended. */
export interface Dispatched {
  readonly prepared: Prepared;
  readonly outcome: Outcome;
  readonly delivery: Delivery;
}

/** What dispatching is put together from; `slowDown` is called when AWS throttles. */
export interface DispatchParts {
  readonly ports: { readonly queue: QueuePort; readonly bus: BusPort; readonly clock: Clock };
  readonly recorder: Recorder;
  readonly hands: Hands;
  readonly onTheBus: OnTheBus;
  readonly canary: Canary;
  readonly slowDown: () => void;
  readonly signal: AbortSignal;
}

/** Sends, settles and deletes; keeps in mind what speaks against going on. */
export class Dispatch {
  readonly #ports: DispatchParts['ports'];
  readonly #recorder: Recorder;
  readonly #hands: Hands;
  readonly #signal: AbortSignal;
  readonly #slowDown: () => void;
  readonly #onTheBus: OnTheBus;
  readonly #canary: Canary;
  #silences = 0;
  #failure: Failure | undefined;

  constructor(parts: DispatchParts) {
    this.#ports = parts.ports;
    this.#recorder = parts.recorder;
    this.#hands = parts.hands;
    this.#onTheBus = parts.onTheBus;
    this.#canary = parts.canary;
    this.#slowDown = parts.slowDown;
    this.#signal = parts.signal;
  }

  /** Set when more sending cannot succeed or would do harm; nothing is sent from then on. */
  get failure(): Failure | undefined {
    return this.#failure ?? this.#recorder.failure;
  }

  /**
   * Deals with messages that came once more: SQS may deliver one twice. What the bus has accepted is deleted with the
   * newest receipt, what it may have accepted is left hidden again.
   */
  async meetAgain(messages: readonly ReceivedMessage[]): Promise<void> {
    const ids = messages.map((message) => message.messageId);
    for (const messageId of ids) if (this.#onTheBus.isUnknown(messageId)) this.#hands.leaveHidden(messageId);
    await this.#delete(ids.filter((messageId) => this.#onTheBus.hasAccepted(messageId)));
  }

  /**
   * Tells how each ended, once all have; deletes what was accepted first. What has less of its lease left than a send and
   * a delete may take is cut: others may have it before that is over.
   */
  async send(prepared: readonly Prepared[]): Promise<readonly Dispatched[]> {
    const byId = new Map(prepared.map((one) => [one.examined.deadLetter.messageId, one]));
    const lasting = prepared.filter((one) => this.#lasts(one.examined.deadLetter.messageId));
    const cut = prepared
      .filter((one) => !lasting.includes(one))
      .map((one): Delivery => ({ kind: 'cut', entry: entryFor(one) }));
    const mayGoOn = (entries: readonly Entry[]) =>
      this.#mayGoOn() && entries.every(({ messageId }) => this.#lasts(messageId));
    const ports = {
      bus: { send: (batch: Batch) => this.#onTheBus.during(() => this.#ports.bus.send(batch)) },
      record: this.#recorder.request(prepared.map(attemptOf)),
      pause: (milliseconds: number) => this.#pause(milliseconds),
      slowDown: this.#slowDown,
    };
    const dispatched = this.#told(cut, new Set(), byId);
    for await (const deliveries of deliver(ports, lasting.map(entryFor), mayGoOn)) {
      const removed = await this.#remove(deliveries);
      await this.#recorder.settle(deliveries.flatMap(leftBehind));
      this.#heed(deliveries);
      dispatched.push(...this.#told(deliveries, removed, byId));
    }
    return dispatched;
  }

  /** Deletes what an earlier run has put on the bus, unless the run is to stop; answers the ids of what is gone. */
  async removeOnly(removable: readonly Removable[]): Promise<ReadonlySet<string>> {
    if (removable.length === 0 || !this.#mayGoOn()) return new Set();
    const ids = [...(await this.#recorder.intend(removable.map(attemptOf)))];
    for (const messageId of ids) this.#onTheBus.accept(messageId);
    return this.#delete(ids);
  }

  /** Draws the consequences for the run: a refusal that will not change, or a bus that has stopped answering. */
  #heed(deliveries: readonly Delivery[]): void {
    for (const delivery of deliveries) {
      if (delivery.kind === 'refused') this.#failure ??= stopsTheRun(delivery.code, delivery.message);
    }
    const unanswered = deliveries.filter((one) => one.kind === 'unknown');
    for (const { entry: lost } of unanswered) {
      this.#onTheBus.leaveUnknown(lost.messageId);
      this.#hands.leaveHidden(lost.messageId);
    }
    if (deliveries.length > 0) this.#silences = unanswered.length === deliveries.length ? this.#silences + 1 : 0;
    if (this.#silences >= (this.#canary.isProven ? SILENCES_TOO_MANY : 1)) this.#failure ??= doesNotAnswer();
  }

  #mayGoOn(): boolean {
    return !this.#signal.aborted && this.failure === undefined;
  }

  #lasts(messageId: string): boolean {
    return this.#ports.clock.monotonic() < this.#hands.leaseEnd(messageId) - LEAST_LEASE_MS;
  }

  /** Waits, and keeps what is in hand meanwhile. */
  async #pause(milliseconds: number): Promise<void> {
    await this.#ports.clock.pause(milliseconds, this.#signal);
    await this.#hands.keep();
  }

  #told(
    deliveries: readonly Delivery[],
    removed: ReadonlySet<string>,
    byId: ReadonlyMap<string, Prepared>,
  ): Dispatched[] {
    return deliveries.map((delivery) => ({
      prepared: byId.get(delivery.entry.messageId) as Prepared,
      outcome: outcomeOf(delivery, removed),
      delivery,
    }));
  }

  async #remove(deliveries: readonly Delivery[]): Promise<ReadonlySet<string>> {
    const accepted = deliveries.filter((one) => one.kind === 'accepted');
    for (const { entry } of accepted) this.#onTheBus.accept(entry.messageId);
    const removed = await this.#delete(accepted.map(({ entry }) => entry.messageId));
    if (removed.size > 0) this.#canary.prove();
    return removed;
  }

  /** What cannot be deleted stays hidden until its lease ends, and nothing more is sent. */
  async #delete(messageIds: readonly string[]): Promise<ReadonlySet<string>> {
    const { removed, refused } = await remove(this.#ports, this.#hands, messageIds, this.#signal);
    await this.#recorder.removed([...removed]);
    const kept = messageIds.filter((messageId) => !removed.has(messageId));
    for (const messageId of kept) this.#hands.leaveHidden(messageId);
    if (kept.length > 0) this.#failure ??= cannotDelete(refused);
    return removed;
  }
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
