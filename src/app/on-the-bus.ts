import { IdSet } from './id-set.ts';
import type { ScratchPort } from './ports.ts';

/** What a run has put on the bus, may have put there, or is about to: nothing of it may be sent once more. */
export class OnTheBus {
  readonly #accepted: IdSet;
  readonly #sent: IdSet;
  readonly #claimed: IdSet;
  readonly #unknown = new Set<string>();

  constructor(scratch: ScratchPort | undefined) {
    this.#accepted = new IdSet(scratch);
    this.#sent = new IdSet(scratch);
    this.#claimed = new IdSet(scratch);
  }

  /** The event of that message is on the bus and reaches its rule: the message is to be deleted whenever it comes. */
  accept(messageId: string): void {
    this.#accepted.add(messageId);
  }

  /** The bus has answered that id for an event. */
  send(newEventId: string): void {
    this.#sent.add(newEventId);
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
