import type { Handle, HandleOutcome, QueueDescription, QueuePort } from '../../../src/app/ports.ts';
import type { ReceivedMessage } from '../../../src/domain/dead-letter/message.ts';
import type { FakeClock } from './fake-clock.ts';
import { turns } from './turns.ts';

/** What the queue is to do wrong; each is asked once for every call or message, and silence means: nothing. */
export interface QueueScript {
  /** A receive that answers nothing though messages are there. */
  readonly empty?: () => boolean;
  /** What a receive rejects with; `call` counts from 1. */
  readonly receiveFails?: (call: number) => Error | undefined;
  /** A message that is delivered although it is hidden, as SQS sometimes does. */
  readonly twice?: (messageId: string) => boolean;
  /** Why a message is not deleted this time. */
  readonly removeFails?: (messageId: string) => Refusal | undefined;
  /** Why a message is not handed back this time. */
  readonly releaseFails?: (messageId: string) => Refusal | undefined;
  /** Why the lease on a message is not extended this time. */
  readonly extendFails?: (messageId: string) => Refusal | undefined;
  /** How many turns the answer to a receive with messages takes; 3 unless it says more. */
  readonly travels?: () => number;
  /** Milliseconds that pass while the answer to a receive with messages travels. */
  readonly late?: () => number;
  /** Called after each receive that gave messages, before they arrive. */
  readonly received?: (messageIds: readonly string[]) => void;
  /** Draws which of the visible messages a receive gives, as SQS does: a number from 0 to below 1. Absent: the oldest. */
  readonly draw?: () => number;
  /** What the queue says of itself instead of the truth. */
  readonly claims?: Partial<QueueDescription>;
}

export interface Refusal {
  readonly code: string;
  readonly retryable: boolean;
}

/** A hiccup of SQS that asking again may mend. */
export const HICCUP: Refusal = { code: 'InternalError', retryable: true };

interface Stored {
  readonly message: ReceivedMessage;
  receives: number;
  hiddenUntil: number;
}

/**
 * A queue as SQS promises it: a receive hides for the lease, only the newest receipt deletes (an older one is taken and
 * does nothing) or hands back, and a receive without messages lasts as long as it may wait.
 */
export class FakeQueue implements QueuePort {
  readonly #clock: FakeClock;
  readonly #script: QueueScript;
  readonly #stored: Map<string, Stored>;
  /** In the order in which they were deleted. */
  readonly removed: string[] = [];
  /** In the order in which they were made visible again. */
  readonly handedBack: string[] = [];
  /** In the order in which their leases were extended. */
  readonly extended: string[] = [];
  receives = 0;
  describes = 0;

  constructor(clock: FakeClock, messages: readonly ReceivedMessage[], script: QueueScript = {}) {
    this.#clock = clock;
    this.#script = script;
    this.#stored = new Map(messages.map((message) => [message.messageId, { message, receives: 0, hiddenUntil: 0 }]));
  }

  /** The ids of what others could receive now. */
  get visible(): readonly string[] {
    return this.#ids((stored) => !this.#isHidden(stored));
  }

  /** The ids of what is there and hidden. */
  get hidden(): readonly string[] {
    return this.#ids((stored) => this.#isHidden(stored));
  }

  /** A message that arrives now. */
  add(message: ReceivedMessage): void {
    this.#stored.set(message.messageId, { message, receives: 0, hiddenUntil: 0 });
  }

  async describe(): Promise<QueueDescription> {
    this.describes += 1;
    return {
      url: 'https://sqs.us-east-1.amazonaws.com/123456789012/dlq',
      arn: 'arn:aws:sqs:us-east-1:123456789012:dlq',
      region: 'us-east-1',
      visible: this.visible.length,
      inFlight: this.hidden.length,
      delayed: 0,
      retentionSeconds: 345_600,
      visibilitySeconds: 30,
      redrivePolicy: undefined,
      at: this.#clock.now(),
      ...this.#script.claims,
    };
  }

  async receive(request: {
    most: number;
    visibilitySeconds: number;
    waitSeconds: number;
  }): Promise<readonly ReceivedMessage[]> {
    this.receives += 1;
    const asked = this.#clock.monotonic();
    const failure = this.#script.receiveFails?.(this.receives);
    await turns(1);
    if (failure !== undefined) throw failure;
    const given = this.#script.empty?.() ? [] : this.#next(request.most);
    if (given.length === 0) this.#clock.advance(request.waitSeconds * 1000);
    else this.#script.received?.(given.map(({ message }) => message.messageId));
    const messages = given.map((stored) => this.#give(stored, asked + request.visibilitySeconds * 1000));
    if (given.length > 0) this.#clock.advance(this.#script.late?.() ?? 0);
    // The answer travels: what is asked of the queue meanwhile is asked with receipts that are old by now.
    await turns(given.length === 0 ? 3 : (this.#script.travels?.() ?? 3));
    return messages;
  }

  async remove(handles: readonly Handle[]): Promise<readonly HandleOutcome[]> {
    if (handles.length < 1 || handles.length > 10) throw new Error(`a batch of ${handles.length}`);
    return handles.map(({ messageId, receiptHandle }) => {
      const refusal = this.#script.removeFails?.(messageId);
      if (refusal !== undefined) return { kind: 'failed', messageId, ...refusal };
      if (this.#isNewest(messageId, receiptHandle)) {
        this.#stored.delete(messageId);
        this.removed.push(messageId);
      }
      return { kind: 'done', messageId };
    });
  }

  async release(handles: readonly Handle[]): Promise<readonly HandleOutcome[]> {
    return this.#hide(handles, 0, this.handedBack, this.#script.releaseFails);
  }

  async extend(handles: readonly Handle[], visibilitySeconds: number): Promise<readonly HandleOutcome[]> {
    return this.#hide(handles, visibilitySeconds, this.extended, this.#script.extendFails);
  }

  #hide(handles: readonly Handle[], seconds: number, told: string[], fails: QueueScript['releaseFails']) {
    if (handles.length < 1 || handles.length > 10) throw new Error(`a batch of ${handles.length}`);
    return handles.map(({ messageId, receiptHandle }): HandleOutcome => {
      const refusal = fails?.(messageId);
      if (refusal !== undefined) return { kind: 'failed', messageId, ...refusal };
      const stored = this.#stored.get(messageId);
      if (stored === undefined || !this.#isNewest(messageId, receiptHandle)) {
        return { kind: 'failed', messageId, code: 'InvalidParameterValue', retryable: false };
      }
      stored.hiddenUntil = seconds === 0 ? 0 : this.#clock.monotonic() + seconds * 1000;
      told.push(messageId);
      return { kind: 'done', messageId };
    });
  }

  #next(most: number): readonly Stored[] {
    const all = [...this.#stored.values()];
    const due = all.filter((stored) => !this.#isHidden(stored) || this.#script.twice?.(stored.message.messageId));
    const { draw } = this.#script;
    if (draw === undefined) return due.slice(0, most);
    return Array.from({ length: Math.min(most, due.length) }, () =>
      due.splice(Math.floor(draw() * due.length), 1),
    ).flat();
  }

  #give(stored: Stored, visibleAt: number): ReceivedMessage {
    stored.receives += 1;
    stored.hiddenUntil = visibleAt;
    const { message, receives } = stored;
    return { ...message, receiptHandle: `${message.messageId}#${receives}`, receiveCount: receives };
  }

  #isHidden(stored: Stored): boolean {
    return stored.hiddenUntil > this.#clock.monotonic();
  }

  #isNewest(messageId: string, receiptHandle: string): boolean {
    return receiptHandle === `${messageId}#${this.#stored.get(messageId)?.receives}`;
  }

  #ids(wanted: (stored: Stored) => boolean): readonly string[] {
    return [...this.#stored.values()].filter(wanted).map(({ message }) => message.messageId);
  }
}
