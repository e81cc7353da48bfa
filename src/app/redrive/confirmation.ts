import type { Clock } from '../ports.ts';
import type { Canary } from './canary.ts';
import type { Deletion } from './deletion.ts';
import { type Dispatched, dispatched, doubted } from './dispatched.ts';
import type { Prepared } from './known.ts';
import type { Delivery } from './put-events.ts';
import type { Recorder } from './recorder.ts';
import type { SentRegistry } from './sent-registry.ts';
import { Unconfirmed } from './unconfirmed.ts';

/** What confirming is put together from. */
export interface ConfirmationParts {
  readonly clock: Clock;
  readonly recorder: Recorder;
  readonly sentRegistry: SentRegistry;
  readonly canary: Canary;
  readonly deletes: Deletion;
  /** What a look that begins now says against events having reached their target, by message id. */
  readonly doubts: (accepted: readonly Prepared[]) => Promise<ReadonlyMap<string, string>>;
  /** Keeps a message from others, because the bus may have its event. */
  readonly leaveUnknown: (messageId: string) => void;
}

/** Brings what the bus has accepted to its end: looks whether it arrived, and deletes its message. */
export class Confirmation {
  readonly #parts: ConfirmationParts;
  readonly #unconfirmed = new Unconfirmed();

  constructor(parts: ConfirmationParts) {
    this.#parts = parts;
  }

  /** Is anything accepted that has not come to its end? */
  get isWaiting(): boolean {
    return this.#unconfirmed.count > 0;
  }

  /** Those of the deliveries that were accepted wait from now on. */
  add(deliveries: readonly Delivery[], byId: ReadonlyMap<string, Prepared>): void {
    const since = this.#parts.clock.monotonic();
    for (const delivery of deliveries) {
      const prepared = byId.get(delivery.entry.messageId);
      if (delivery.kind !== 'accepted' || prepared === undefined) continue;
      this.#unconfirmed.add({ prepared, delivery, since });
    }
  }

  /**
   * Deletion what was accepted, once a look that began later has found its rule; tells how each ended. Does so about once a
   * second, and at once with `rest`. What may have gone nowhere is unknown.
   */
  async confirmed(rest: boolean): Promise<readonly Dispatched[]> {
    const { clock, recorder, sentRegistry, canary, deletes, leaveUnknown } = this.#parts;
    const accepted = this.#unconfirmed.take(clock.monotonic(), rest);
    if (accepted.length === 0) return [];
    const doubts = await this.#parts.doubts(accepted.map(({ prepared }) => prepared));
    const byId = new Map(accepted.map(({ prepared }) => [prepared.examined.deadLetter.messageId, prepared]));
    const deliveries = accepted.map(({ delivery }): Delivery => {
      const reason = doubts.get(delivery.entry.messageId);
      return reason === undefined ? delivery : { kind: 'unknown', entry: delivery.entry, reason };
    });
    await recorder.settle(doubted(deliveries));
    for (const one of deliveries) if (one.kind === 'unknown') leaveUnknown(one.entry.messageId);
    const certain = deliveries.flatMap(({ kind, entry }) => (kind === 'accepted' ? [entry.messageId] : []));
    for (const messageId of certain) sentRegistry.accept(messageId);
    const removed = await deletes.all(certain);
    if (removed.size > 0) canary.prove();
    return dispatched(deliveries, removed, byId);
  }
}
