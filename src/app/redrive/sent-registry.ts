import type { BusAnswer } from '../../domain/redrive/settle.ts';
import type { ScratchPort } from '../ports.ts';
import { IdSet } from '../queue/id-set.ts';

/** What a run has put on the bus, may have put there, or is about to: nothing of it may be sent once more. */
export class SentRegistry {
  readonly #accepted: IdSet;
  readonly #sent: IdSet;
  readonly #claimed: IdSet;
  readonly #unknown = new Set<string>();
  readonly #unanswered = new Set<Promise<unknown>>();
  /** Waits for all of them; as good for everybody who asks before the next request. */
  #allAnswered: Promise<unknown> | undefined;

  constructor(scratch: ScratchPort | undefined) {
    this.#accepted = new IdSet(scratch);
    this.#sent = new IdSet(scratch);
    this.#claimed = new IdSet(scratch);
  }

  /** The event of that message is on the bus and reaches its rule: the message is to be deleted whenever it comes. */
  accept(messageId: string): void {
    this.#accepted.add(messageId);
  }

  /**
   * Makes a request to the bus and remembers the new event ids as soon as they are told. An event that fails at once is
   * back in the queue before its request is answered, and until then nothing tells that it was sent.
   */
  async during(request: () => Promise<BusAnswer>): Promise<BusAnswer> {
    const answer = request();
    const heard = answer.then(
      (told) => this.#hear(told),
      () => {},
    );
    this.#unanswered.add(heard);
    this.#allAnswered = undefined;
    await heard;
    this.#unanswered.delete(heard);
    return answer;
  }

  /** Resolves once all requests that are under way now have been answered, or are known to stay without an answer. */
  async answered(): Promise<void> {
    this.#allAnswered ??= Promise.all(this.#unanswered);
    await this.#allAnswered;
  }

  #hear(answer: BusAnswer): void {
    const results = answer.kind === 'answered' ? answer.results : [];
    for (const { eventId } of results) if (eventId) this.#sent.add(eventId);
  }

  /** The bus may have the event of that message. */
  leaveUnknown(messageId: string): void {
    this.#unknown.add(messageId);
  }

  hasAccepted(messageId: string): boolean {
    return this.#accepted.has(messageId);
  }

  isUnknown(messageId: string): boolean {
    return this.#unknown.has(messageId);
  }

  /** Did this run put the event of that id on a bus? Then a message that holds it has come back. */
  hasSent(eventId: string): boolean {
    return this.#sent.has(eventId);
  }

  /**
   * Takes an event for this run, unless it was taken: one event that failed at two targets left two dead letters, and
   * sending it once fires both rules.
   */
  claim(busArn: string, eventId: string): boolean {
    return this.#claimed.add(`${busArn} ${eventId}`);
  }

  /** Lets an event go that was taken and is not sent after all. */
  unclaim(busArn: string, eventId: string): void {
    this.#claimed.delete(`${busArn} ${eventId}`);
  }
}
