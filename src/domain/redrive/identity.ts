import { type EventEnvelope, ID_TO_COME } from '../eventbridge/event.ts';

/**
 * What tells an event from all others of a run: its id, or its content where it has none yet. Two completed events of the
 * same content count as one: the same event that failed at two targets, or one that was sent and is back; nothing else
 * could tell that, and sending it on and on must not happen.
 */
export function identityOf({ id, source, detailType, detailText }: EventEnvelope): string {
  return id === ID_TO_COME ? JSON.stringify([source, detailType, detailText]) : id;
}
