import type { EventEnvelope } from '../eventbridge/event.ts';
import type { Rendering } from '../integration/rendering.ts';
import type { OperatorsValues } from './assignment.ts';
import type { Edit } from './edit.ts';

/** What the operator allows beyond repairs that keep the meaning. */
export interface RepairPolicy extends OperatorsValues {
  /** Which key stays when an event has two that differ. */
  readonly prefer: 'key' | 'key_base64' | undefined;
  /** A key_base64 that is no base64 at all is a key. */
  readonly base64AsText: boolean;
  /** The time to live for events whose own is missing or invalid, in whole seconds. */
  readonly ttlSeconds: number | undefined;
  /** A longer time to live becomes this one, in whole seconds. */
  readonly maxTtlSeconds: number | undefined;
  /** A message that breaks the input template is escaped as within a JSON text. */
  readonly escapeMessage: boolean;
  /** Every selected event for the first cache goes to the second. */
  readonly mapCache: ReadonlyMap<string, string>;
}

/** A policy that allows only safe repairs. */
export const SAFE_ONLY: RepairPolicy = {
  prefer: undefined,
  base64AsText: false,
  ttlSeconds: undefined,
  maxTtlSeconds: undefined,
  escapeMessage: false,
  mapCache: new Map(),
  set: [],
  edits: new Map(),
};

/** The edits and the event they make; without edits it is the event as it was. */
export interface Repair {
  readonly edits: readonly Edit[];
  readonly event: EventEnvelope;
  /** What the event becomes at its target; undefined where no target for it is known, and then nothing can be mended. */
  readonly rendering: Rendering | undefined;
}
