import type { StoredMessage } from './messages/message.ts';

/** One receive of a message; a later receive of the same message does not change it. */
export interface Received {
  readonly message: StoredMessage;
  readonly handle: string;
  readonly receiveCount: number;
  readonly firstReceivedAt: number;
}

/** What a receive asks for. */
export interface Poll {
  /** 1 to 10 messages. */
  readonly limit: number;
  readonly hideMs: number;
  /** How long to wait for a first message; 0 answers at once. */
  readonly waitMs: number;
  /** Aborted when the client goes away; it then takes no message. */
  readonly signal: AbortSignal;
}

/** Those who wait for messages of one queue, in the order of their coming. */
export interface Polls {
  /** Answers as soon as there is a message, and with none when the time is over. */
  receive(poll: Poll): Promise<readonly Received[]>;
  /** To be called when a message may have become visible. */
  wake(): void;
}
