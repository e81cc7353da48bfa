import type { CauseId } from '../diagnosis/catalogue.ts';
import type { EventEnvelope } from '../eventbridge/event.ts';
import type { Rendering } from '../integration/rendering.ts';

/** What the operator allows beyond repairs that keep the meaning. */
export interface RepairPolicy {
  /** Which key stays when an event has two that differ. */
  readonly prefer: 'key' | 'key_base64' | undefined;
  /** The time to live for events whose own is missing or invalid, in whole seconds. */
  readonly ttlSeconds: number | undefined;
  /** Every selected event for the first cache goes to the second. */
  readonly mapCache: ReadonlyMap<string, string>;
}

/** A policy that allows only safe repairs. */
export const SAFE_ONLY: RepairPolicy = { prefer: undefined, ttlSeconds: undefined, mapCache: new Map() };

/** `safe`: the meaning is unchanged. `assumed`: the operator's flag says so. */
export type EditKind = 'safe' | 'assumed';

/** One change to an event. `before` and `after` are JSON texts, null where the member is absent. */
export interface Edit {
  /** Dotted and printable, such as `detail.key` or `detail["a.b"]`. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly reason: string;
  readonly kind: EditKind;
  /** The cause that the edit removes. */
  readonly mends: CauseId;
}

/** The edits and the event they make; without edits it is the event as it was. */
export interface Repair {
  readonly edits: readonly Edit[];
  readonly event: EventEnvelope;
  /** What the event becomes at its target; undefined where no target for it is known, and then nothing can be mended. */
  readonly rendering: Rendering | undefined;
}
