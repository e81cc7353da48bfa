import type { ReceivedMessage } from '../../domain/dead-letter/message.ts';
import type { ScratchPort } from '../ports.ts';
import { IdSet } from './id-set.ts';

/** The distinct messages of a run: SQS may deliver one twice, even within one answer. */
export class Seen {
  readonly #ids: IdSet;
  #oldestSentAt: number | undefined;

  constructor(scratch?: ScratchPort) {
    this.#ids = new IdSet(scratch);
  }

  /** How many distinct messages came so far. */
  get count(): number {
    return this.#ids.size;
  }

  /** SentTimestamp of the oldest, milliseconds since the epoch. */
  get oldestSentAt(): number | undefined {
    return this.#oldestSentAt;
  }

  /** Tells the new from the known; the new ones are known from now on. */
  sort(messages: readonly ReceivedMessage[]) {
    const fresh: ReceivedMessage[] = [];
    const repeated: ReceivedMessage[] = [];
    for (const message of messages) {
      (this.#ids.add(message.messageId) ? fresh : repeated).push(message);
      const { sentAt } = message;
      if (sentAt !== undefined) this.#oldestSentAt = Math.min(this.#oldestSentAt ?? sentAt, sentAt);
    }
    return { fresh, repeated };
  }
}
