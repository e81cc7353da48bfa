import type { DeadLetter } from '../../domain/dead-letter/dead-letter.ts';
import { SKEW_MS } from '../../domain/history/skew.ts';
import type { BusAnswer } from '../../domain/redrive/settle.ts';
import { shortHash } from '../../domain/text/short-hash.ts';
import type { ScratchPort } from '../ports.ts';
import { IdSet } from '../queue/id-set.ts';

/** The events that a run has sent, may have sent, or is about to send: none of them may be sent again. */
export class SentRegistry {
  /** Messages whose events a bus has accepted and whose rule was found afterwards. */
  readonly #accepted: IdSet;
  /** New event ids, as the bus gave them. */
  readonly #sent: IdSet;
  /** Events by bus and identity. */
  readonly #claimed: IdSet;
  readonly #unknown = new Set<string>();
  /** By target and input: when the first event was sent that becomes this input, milliseconds since the epoch. */
  readonly #sentInputs = new Map<number, number>();
  readonly #unanswered = new Set<Promise<unknown>>();
  /** Waits for all of them; shared by everybody who asks before the next request. */
  #allAnswered: Promise<unknown> | undefined;

  constructor(scratch: ScratchPort | undefined) {
    this.#accepted = new IdSet(scratch);
    this.#sent = new IdSet(scratch);
    this.#claimed = new IdSet(scratch);
  }

  /**
   * Claims an event for this run; false where it is claimed already. One event that failed at two targets left two dead
   * letters, and sending it once fires both rules.
   */
  claim(busArn: string, identity: string): boolean {
    return this.#claimed.add(`${busArn} ${identity}`);
  }

  /** Releases the claim to an event that is not sent after all. */
  unclaim(busArn: string, identity: string): void {
    this.#claimed.delete(`${busArn} ${identity}`);
  }

  /**
   * Makes a request to the bus and records the new event ids as soon as they arrive. An event that fails at once is back
   * in the queue before its request is answered, and until then nothing shows that this run sent it.
   */
  async during(request: () => Promise<BusAnswer>): Promise<BusAnswer> {
    const answer = request();
    const heard = answer.then(
      (arrived) => this.#hear(arrived),
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

  /** Did this run put the event of that id on a bus? Then a message that holds it has come back. */
  hasSent(eventId: string): boolean {
    return this.#sent.has(eventId);
  }

  /** From now on, milliseconds since the epoch, an event is on its way that becomes this input at that target. */
  expectEcho(targetArn: string | undefined, input: string, now: number): void {
    const key = inputKey(targetArn, input);
    this.#sentInputs.set(key, Math.min(now, this.#sentInputs.get(key) ?? now));
  }

  /**
   * May this message come from an event of this run that failed again? The input of a target names no event, so only
   * its text and its time identify it; a message that is matched by mistake is held.
   */
  mayBeEcho({ targetArn, text, sentAt }: DeadLetter): boolean {
    const since = this.#sentInputs.get(inputKey(targetArn, text));
    return since !== undefined && (sentAt ?? since) >= since - SKEW_MS;
  }

  /** The event of that message was accepted and confirmed: the message is deleted whenever it is received. */
  accept(messageId: string): void {
    this.#accepted.add(messageId);
  }

  hasAccepted(messageId: string): boolean {
    return this.#accepted.has(messageId);
  }

  /** The bus may have the event of that message. */
  leaveUnknown(messageId: string): void {
    this.#unknown.add(messageId);
  }

  isUnknown(messageId: string): boolean {
    return this.#unknown.has(messageId);
  }

  #hear(answer: BusAnswer): void {
    const results = answer.kind === 'answered' ? answer.results : [];
    for (const { eventId } of results) if (eventId) this.#sent.add(eventId);
  }
}

function inputKey(targetArn: string | undefined, input: string): number {
  return shortHash(`${targetArn} ${input}`);
}
