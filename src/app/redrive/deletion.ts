import pLimit from 'p-limit';
import type { Failure } from '../failures.ts';
import type { Clock, QueuePort } from '../ports.ts';
import { batchesOf, REQUESTS_AT_ONCE } from '../queue/batches.ts';
import type { InFlightMessages } from '../queue/in-flight-messages.ts';
import type { Recorder } from './recorder.ts';
import { remove } from './remove.ts';
import { cannotDelete } from './stop.ts';

/** What deleting needs. */
export interface DeletionParts {
  readonly ports: { readonly queue: QueuePort; readonly clock: Clock };
  readonly recorder: Recorder;
  readonly inFlight: InFlightMessages;
  readonly signal: AbortSignal;
}

/** Deletion messages whose events are on the bus, and writes down which are gone. */
export class Deletion {
  readonly #parts: DeletionParts;
  #failure: Failure | undefined;

  constructor(parts: DeletionParts) {
    this.#parts = parts;
  }

  /** Set once something could not be deleted: nothing more is to be sent then. */
  get failure(): Failure | undefined {
    return this.#failure;
  }

  /** Answers the ids of what is gone. */
  async all(messageIds: readonly string[]): Promise<ReadonlySet<string>> {
    const limit = pLimit(REQUESTS_AT_ONCE);
    const gone = await Promise.all(batchesOf(messageIds).map((some) => limit(() => this.#one(some))));
    return new Set(gone.flatMap((some) => [...some]));
  }

  /** What cannot be deleted stays hidden until its lease ends. */
  async #one(messageIds: readonly string[]): Promise<ReadonlySet<string>> {
    const { ports, inFlight, recorder, signal } = this.#parts;
    const { removed, refused } = await remove(ports, inFlight, messageIds, signal);
    await recorder.removed([...removed]);
    const kept = messageIds.filter((messageId) => !removed.has(messageId));
    for (const messageId of kept) inFlight.leaveHidden(messageId);
    if (kept.length > 0) this.#failure ??= cannotDelete(refused);
    return removed;
  }
}
