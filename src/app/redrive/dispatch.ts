import type { ReceivedMessage } from '../../domain/dead-letter/message.ts';
import type { Batch } from '../../domain/redrive/batch.ts';
import type { Entry } from '../../domain/redrive/entry.ts';
import type { Failure } from '../failures.ts';
import type { BusPort, Clock, QueuePort } from '../ports.ts';
import type { InFlightMessages } from '../queue/in-flight-messages.ts';
import { LEAST_VISIBILITY_MS } from '../queue/visibility.ts';
import type { Canary } from './canary.ts';
import { Confirmation } from './confirmation.ts';
import { Deletion } from './deletion.ts';
import { type Dispatched, dispatched, leftBehind } from './dispatched.ts';
import { attemptOf, entryFor, type Prepared, type Removable } from './known.ts';
import { type Delivery, deliver } from './put-events.ts';
import type { Recorder } from './recorder.ts';
import type { SentRegistry } from './sent-registry.ts';
import { doesNotAnswer, stopsTheRun } from './stop.ts';

/** Requests in a row without an answer before a bus that has answered is given up. */
const SILENCES_TOO_MANY = 3;
const NONE: ReadonlySet<string> = new Set();

/** What dispatching is put together from; `slowDown` is called when AWS throttles. */
export interface DispatchParts {
  readonly ports: { readonly queue: QueuePort; readonly bus: BusPort; readonly clock: Clock };
  readonly recorder: Recorder;
  readonly inFlight: InFlightMessages;
  readonly sentRegistry: SentRegistry;
  readonly canary: Canary;
  /** What a look that begins now says against events having reached their target, by message id. */
  readonly doubts: (accepted: readonly Prepared[]) => Promise<ReadonlyMap<string, string>>;
  readonly slowDown: () => void;
  readonly signal: AbortSignal;
}

/** Sends, settles and deletes; keeps in mind what speaks against going on. */
export class Dispatch {
  readonly #ports: DispatchParts['ports'];
  readonly #recorder: Recorder;
  readonly #inFlight: InFlightMessages;
  readonly #signal: AbortSignal;
  readonly #slowDown: () => void;
  readonly #sentRegistry: SentRegistry;
  readonly #canary: Canary;
  readonly #deletes: Deletion;
  readonly #confirmation: Confirmation;
  #silences = 0;
  #failure: Failure | undefined;

  constructor(parts: DispatchParts) {
    this.#ports = parts.ports;
    this.#recorder = parts.recorder;
    this.#inFlight = parts.inFlight;
    this.#sentRegistry = parts.sentRegistry;
    this.#canary = parts.canary;
    this.#deletes = new Deletion(parts);
    const leaveUnknown = (messageId: string) => this.#leaveUnknown(messageId);
    this.#confirmation = new Confirmation({ ...parts, clock: parts.ports.clock, deletes: this.#deletes, leaveUnknown });
    this.#slowDown = parts.slowDown;
    this.#signal = parts.signal;
  }

  /** Set when more sending cannot succeed or would do harm; nothing is sent from then on. */
  get failure(): Failure | undefined {
    return this.#failure ?? this.#deletes.failure ?? this.#recorder.failure;
  }

  /**
   * Deals with messages that came once more: SQS may deliver one twice. What the bus has accepted is deleted with the
   * newest receipt, what it may have accepted is left hidden again.
   */
  async meetAgain(messages: readonly ReceivedMessage[]): Promise<void> {
    const ids = messages.map((message) => message.messageId);
    for (const messageId of ids) if (this.#sentRegistry.isUnknown(messageId)) this.#inFlight.leaveHidden(messageId);
    await this.#deletes.all(ids.filter((messageId) => this.#sentRegistry.hasAccepted(messageId)));
  }

  /** Is anything accepted that has not come to its end? */
  get isWaiting(): boolean {
    return this.#confirmation.isWaiting;
  }

  /**
   * Sends, and tells how each ended but those that were accepted: `confirmed` brings them to their end. What has less of its
   * lease left than a send and a delete may take is cut: others may have it before that is over.
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
      bus: { send: (batch: Batch) => this.#sentRegistry.during(() => this.#ports.bus.send(batch)) },
      record: this.#recorder.request(prepared.map(attemptOf)),
      pause: (milliseconds: number) => this.#pause(milliseconds),
      slowDown: this.#slowDown,
    };
    const done = [...dispatched(cut, NONE, byId)];
    for await (const deliveries of deliver(ports, lasting.map(entryFor), mayGoOn)) {
      await this.#recorder.settle(leftBehind(deliveries));
      this.#heed(deliveries);
      this.#confirmation.add(deliveries, byId);
      const over = deliveries.filter((delivery) => delivery.kind !== 'accepted');
      done.push(...dispatched(over, NONE, byId));
    }
    return done;
  }

  /** Confirms and deletes what was accepted, if it is time to, or with `rest`; tells how each ended. */
  confirmed(rest: boolean): Promise<readonly Dispatched[]> {
    return this.#confirmation.confirmed(rest);
  }

  /** Deletion what an earlier run has put on the bus, unless the run is to stop; answers the ids of what is gone. */
  async removeOnly(removable: readonly Removable[]): Promise<ReadonlySet<string>> {
    if (removable.length === 0 || !this.#mayGoOn()) return new Set();
    const ids = [...(await this.#recorder.intend(removable.map(attemptOf)))];
    for (const messageId of ids) this.#sentRegistry.accept(messageId);
    return this.#deletes.all(ids);
  }

  /** Draws the consequences for the run: a refusal that will not change, or a bus that has stopped answering. */
  #heed(deliveries: readonly Delivery[]): void {
    for (const delivery of deliveries) {
      if (delivery.kind === 'refused') this.#failure ??= stopsTheRun(delivery.code, delivery.message);
    }
    const unanswered = deliveries.filter((one) => one.kind === 'unknown');
    for (const { entry: lost } of unanswered) this.#leaveUnknown(lost.messageId);
    if (deliveries.length > 0) this.#silences = unanswered.length === deliveries.length ? this.#silences + 1 : 0;
    if (this.#silences >= (this.#canary.isProven ? SILENCES_TOO_MANY : 1)) this.#failure ??= doesNotAnswer();
  }

  #leaveUnknown(messageId: string): void {
    this.#sentRegistry.leaveUnknown(messageId);
    this.#inFlight.leaveHidden(messageId);
  }

  #mayGoOn(): boolean {
    return !this.#signal.aborted && this.failure === undefined;
  }

  #lasts(messageId: string): boolean {
    return this.#ports.clock.monotonic() < this.#inFlight.visibleAt(messageId) - LEAST_VISIBILITY_MS;
  }

  /** Waits, and keeps what is in hand meanwhile. */
  async #pause(milliseconds: number): Promise<void> {
    await this.#ports.clock.pause(milliseconds, this.#signal);
    await this.#inFlight.keep();
  }
}
