import pLimit from 'p-limit';
import type { ReceivedMessage } from '../domain/dead-letter/message.ts';
import type { Handle, QueuePort } from './ports.ts';

const HANDLES_A_REQUEST = 10;
const REQUESTS_AT_ONCE = 8;
const ATTEMPTS = 3;

/**
 * The messages that are in our hands: received and neither deleted nor handed back. Whatever a use case does not
 * delete must leave through `handBackAll`, so that looking does not disturb.
 */
export class Hands {
  readonly #queue: QueuePort;
  readonly #held = new Map<string, string>();
  #hidden = 0;

  constructor(queue: QueuePort) {
    this.#queue = queue;
  }

  /** How many messages are hidden from others by us. */
  get size(): number {
    return this.#held.size + this.#hidden;
  }

  /** Takes a message; the newest receipt handle replaces an older one, which SQS no longer honours. */
  take(message: ReceivedMessage): void {
    this.#held.set(message.messageId, message.receiptHandle);
  }

  /** The newest right to a message in hand. */
  handle(messageId: string): Handle | undefined {
    const receiptHandle = this.#held.get(messageId);
    return receiptHandle === undefined ? undefined : { messageId, receiptHandle };
  }

  /** Forgets a message that was deleted. */
  letGo(messageId: string): void {
    this.#held.delete(messageId);
  }

  /**
   * Leaves a message hidden until its lease ends: one whose event the bus has, but that could not be deleted. Handed
   * back, the next run would find it at once and send it again.
   */
  leaveHidden(messageId: string): void {
    if (this.#held.delete(messageId)) this.#hidden += 1;
  }

  /** Makes everything in hand visible again and tells how many could not be: those return when their lease ends. */
  async handBackAll(): Promise<number> {
    const limit = pLimit(REQUESTS_AT_ONCE);
    const handles = [...this.#held].map(([messageId, receiptHandle]) => ({ messageId, receiptHandle }));
    const chunks = Array.from({ length: Math.ceil(handles.length / HANDLES_A_REQUEST) }, (_, at) =>
      handles.slice(at * HANDLES_A_REQUEST, (at + 1) * HANDLES_A_REQUEST),
    );
    const stuck = await Promise.all(chunks.map((chunk) => limit(() => this.#handBack(chunk))));
    this.#held.clear();
    return stuck.reduce((sum, count) => sum + count, 0);
  }

  async #handBack(chunk: readonly Handle[]): Promise<number> {
    let rest = chunk;
    let refused = 0;
    for (let attempt = 0; attempt < ATTEMPTS && rest.length > 0; attempt += 1) {
      const failed = (await this.#queue.handBack(rest)).filter((one) => one.kind === 'failed');
      const again = new Set(failed.filter((one) => one.retryable).map((one) => one.messageId));
      refused += failed.length - again.size;
      rest = rest.filter((handle) => again.has(handle.messageId));
    }
    return refused + rest.length;
  }
}
