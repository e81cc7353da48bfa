import type { ReceivedMessage } from '../../domain/dead-letter/message.ts';
import type { AttemptOutcome } from '../../domain/history/attempt.ts';
import { attemptOf, type PlannedRemoval, type PlannedSend } from '../../domain/redrive/planned.ts';
import { WINDOW } from '../queue/limits.ts';
import { Deletion } from './deletion.ts';
import type { ArrivalCheck } from './preflight.ts';
import type { Delivery } from './put-events.ts';
import type { RunContext } from './run-context.ts';
import { QUIET_MS } from './send-queue.ts';

/** The longest that an accepted event waits for its confirmation; one lookup confirms all, because it costs two calls a rule. */
const CONFIRM_EVERY_MS = 1_000;
/** The confirmation starts earlier when this many wait. */
const MOST_WAITING = 2_000;
/** With so many accepted and not deleted nothing more is sent. */
const MOST_OPEN = 2 * MOST_WAITING;

type Acceptance = Delivery & { readonly kind: 'accepted' };

interface Accepted {
  readonly planned: PlannedSend;
  readonly delivery: Acceptance;
}

/**
 * Confirms accepted events and deletes their messages. A bus answers success for events that no rule matches, so nothing is
 * deleted before a lookup that began after the acceptance has found an enabled matching rule; otherwise the outcome is
 * unknown.
 */
export class Confirmation {
  readonly #run: RunContext;
  readonly #arrival: ArrivalCheck;
  readonly #deletion: Deletion;
  #waiting: Accepted[] = [];
  /** When the first and the last of those that wait were accepted, on the monotonic clock. */
  #first = 0;
  #last = 0;
  /** Accepted events without an outcome yet, and the size of their messages. */
  #open = 0;
  #bytes = 0;

  constructor(run: RunContext, arrival: ArrivalCheck) {
    this.#run = run;
    this.#arrival = arrival;
    this.#deletion = new Deletion(run);
  }

  /** Does every accepted event have its outcome? */
  get isEmpty(): boolean {
    return this.#open === 0;
  }

  /** Are too many messages accepted and not deleted to send more? */
  get isFull(): boolean {
    return this.#open >= MOST_OPEN || this.#bytes >= WINDOW.bytes;
  }

  /** The bus has accepted that event. */
  add(planned: PlannedSend, delivery: Acceptance): void {
    this.#last = this.#run.ports.clock.monotonic();
    if (this.#waiting.length === 0) this.#first = this.#last;
    this.#waiting.push({ planned, delivery });
    this.#open += 1;
    this.#bytes += planned.examined.deadLetter.text.length;
    this.#run.trace(planned.examined.deadLetter.messageId, 'accepted');
  }

  /**
   * When the next lookup is due, on the monotonic clock. `idle`: nothing is being sent and nothing waits to be sent; `rest`:
   * nothing more is expected soon.
   */
  dueAt(now: number, idle: boolean, rest: boolean): number {
    if (this.#waiting.length === 0) return Number.POSITIVE_INFINITY;
    if (this.#waiting.length >= MOST_WAITING || (idle && rest)) return now;
    const latest = this.#first + CONFIRM_EVERY_MS;
    return idle ? Math.min(latest, this.#last + QUIET_MS) : latest;
  }

  /** Confirms all that wait and deletes the messages of those that have arrived. Was any deleted? */
  async confirm(): Promise<boolean> {
    const accepted = this.#waiting;
    this.#waiting = [];
    const { recorder, registry, trace } = this.#run;
    const doubts = await this.#arrival.doubts(accepted.map(({ planned }) => planned));
    const doubted: AttemptOutcome[] = [];
    const confirmed: string[] = [];
    for (const { planned } of accepted) {
      const { messageId } = planned.examined.deadLetter;
      const code = doubts.get(messageId);
      if (code === undefined) confirmed.push(messageId);
      else doubted.push({ state: 'doubted', messageId, code });
    }
    await recorder.settle(doubted);
    for (const { messageId } of doubted) this.leaveUnknown(messageId);
    for (const messageId of confirmed) {
      trace(messageId, 'confirmed');
      registry.accept(messageId);
    }
    const deleted = await this.#deletion.all(confirmed);
    for (const { planned, delivery } of accepted) this.#end(planned, delivery, doubts, deleted);
    return deleted.size > 0;
  }

  /** Deletes messages whose events an earlier run has sent, unless the run is ending. */
  async removeOnly(planned: readonly PlannedRemoval[]): Promise<void> {
    const { state, recorder, registry, outcomes } = this.#run;
    if (planned.length === 0) return;
    const intended = state.aborted ? [] : [...(await recorder.intend(planned.map(attemptOf)))];
    for (const messageId of intended) registry.accept(messageId);
    const deleted = await this.#deletion.all(intended);
    for (const one of planned) {
      outcomes.add(one, deleted.has(one.examined.deadLetter.messageId) ? 'removed-only' : 'not-removed');
    }
  }

  /**
   * Handles messages that SQS delivered again: those whose events the bus has accepted are deleted with the newest receipt
   * handle, those whose events it may have accepted stay hidden.
   */
  async meetAgain(messages: readonly ReceivedMessage[]): Promise<void> {
    const { registry, inFlight } = this.#run;
    const ids = messages.map(({ messageId }) => messageId);
    for (const messageId of ids) if (registry.isUnknown(messageId)) inFlight.leaveHidden(messageId);
    await this.#deletion.all(ids.filter((messageId) => registry.hasAccepted(messageId)));
  }

  /** Hides a message whose event the bus may have accepted. */
  leaveUnknown(messageId: string): void {
    this.#run.registry.leaveUnknown(messageId);
    this.#run.inFlight.leaveHidden(messageId);
  }

  #end(
    planned: PlannedSend,
    delivery: Acceptance,
    doubts: ReadonlyMap<string, string>,
    deleted: ReadonlySet<string>,
  ): void {
    const { outcomes } = this.#run;
    const { messageId, text } = planned.examined.deadLetter;
    this.#open -= 1;
    this.#bytes -= text.length;
    const reason = doubts.get(messageId);
    if (reason !== undefined) outcomes.add(planned, 'unknown', { kind: 'unknown', entry: delivery.entry, reason });
    else outcomes.add(planned, deleted.has(messageId) ? 'removed' : 'sent-not-removed', delivery);
  }
}
