import type { ReceivedMessage } from '../../domain/dead-letter/message.ts';

/** Messages that may be in memory and wait for their turn, whatever the rate: enough to fill requests, few enough for memory. */
export const WINDOW = {
  messages: 10_000,
  /** Of the messages as they were received, or of the entries that are made of them. */
  bytes: 64 * 1024 * 1024,
} as const;

/** Messages that a run may have in flight, held or not selected. SQS allows about 120,000. */
export const MAX_IN_FLIGHT = 100_000;

/** Bytes that receives may bring at once. A single receive may bring more: ten messages of 1 MiB each. */
const BURST_BYTES = 32 * 1024 * 1024;
/** Messages asked for at once before the first answer shows how large they are. */
const FIRST_BURST_MESSAGES = 40;
/** How fast the estimate follows when messages get smaller. */
const DECAY = 0.75;

/** The size of a message in memory: its body and its attributes, each of which may be as large as a whole message. */
export function messageBytes({ body, attributes }: Pick<ReceivedMessage, 'body' | 'attributes'>): number {
  let bytes = Buffer.byteLength(body);
  for (const { text = '', base64 = '' } of Object.values(attributes)) bytes += Buffer.byteLength(text) + base64.length;
  return bytes;
}

/** The share of one receive in the bound, until the consumer has processed its messages. */
export interface Claim {
  /** The receive returned these messages; their bytes count until `end`. */
  received(messages: readonly ReceivedMessage[]): void;
  end(): void;
}

/**
 * Bounds the bytes that concurrent receives bring. The estimate of a message's size follows the mean of the last batches, so
 * small messages are received with full concurrency and large ones with less. One receive is always allowed.
 */
export class ReceiveBudget {
  /** Messages that are asked for and have not come. */
  #asked = 0;
  /** Bytes that have come and are not taken over. */
  #bytes = 0;
  #typical: number | undefined;
  #waiting: (() => void)[] = [];

  /** May `count` more messages be asked for? */
  hasRoom(count: number): boolean {
    if (this.#asked === 0 && this.#bytes === 0) return true;
    if (this.#typical === undefined) return this.#asked + count <= FIRST_BURST_MESSAGES;
    return (this.#asked + count) * this.#typical + this.#bytes <= BURST_BYTES;
  }

  /** Resolves when there may be more room than now, or at `wake`. */
  changed(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  /** Counts `count` messages that are asked for now. */
  claim(count: number): Claim {
    this.#asked += count;
    let asked = count;
    let bytes = 0;
    const settle = (nextBytes: number) => {
      this.#asked -= asked;
      this.#bytes += nextBytes - bytes;
      asked = 0;
      bytes = nextBytes;
      this.wake();
    };
    return {
      received: (messages) => {
        const all = messages.reduce((sum, message) => sum + messageBytes(message), 0);
        if (messages.length > 0) this.#typical = Math.max(all / messages.length, (this.#typical ?? 0) * DECAY);
        settle(all);
      },
      end: () => settle(0),
    };
  }

  /** Ends every `changed`. */
  wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }
}
