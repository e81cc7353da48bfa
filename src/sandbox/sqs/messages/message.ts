import type { Deadline } from '../../time/deadlines.ts';
import type { Place } from './waiting-line.ts';

/** A message attribute as it was sent; `binary` is base64. */
export type MessageAttribute =
  | { readonly dataType: string; readonly text: string }
  | { readonly dataType: string; readonly binary: string };

/** What a sender says. */
export interface MessageDraft {
  readonly body: string;
  readonly attributes: ReadonlyMap<string, MessageAttribute>;
  readonly senderId: string;
  readonly traceHeader?: string;
  readonly groupId?: string;
}

/**
 * Where a message of a queue is. The last four are ends: `expired` by retention, `moved` to a dead letter queue by a
 * RedrivePolicy, `purged` with its queue's content.
 */
export type MessageState = 'delayed' | 'visible' | 'in-flight' | 'deleted' | 'expired' | 'moved' | 'purged';

/** A message of one queue, from its arrival on; it stays on record after its end. */
export interface StoredMessage extends MessageDraft {
  readonly id: string;
  /** Milliseconds since the epoch; a move to a dead letter queue keeps it, and retention counts from it. */
  readonly sentAt: number;
  /** The queue that a RedrivePolicy moved it from. */
  readonly movedFrom?: string;
  /** How often it had been received when it came here; a RedrivePolicy counts from there. */
  readonly receivedBefore: number;
  state: MessageState;
  receiveCount: number;
  firstReceivedAt?: number;
  lastReceivedAt?: number;
  /** Its visibility was set to 0 since its last receive. */
  isGivenBack?: boolean;
  /** Its place among the visible ones. */
  place?: Place<StoredMessage>;
  /** When it becomes visible. */
  hidden?: Deadline<StoredMessage>;
  /** Its place in the order of retention. */
  aging?: Deadline<StoredMessage>;
}
