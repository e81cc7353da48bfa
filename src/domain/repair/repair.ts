import type { CauseId } from '../diagnosis/catalogue.ts';
import type { EventEnvelope } from '../eventbridge/event.ts';
import type { Rendering } from '../integration/rendering.ts';
import type { MemberPath } from './member-path.ts';

/** The kinds of repair. The rule of each, its flag, its help and its advice have the same id. */
export const REPAIR_IDS = [
  'merge-keys',
  'prefer-key',
  'rewrite-base64',
  'base64-as-text',
  'cap-ttl',
  'give-ttl',
  'escape-message',
  'map-cache',
  'set-values',
  'edit-values',
] as const;
export type RepairId = (typeof REPAIR_IDS)[number];

/** The repairs that the operator allows beyond those that keep the meaning. */
export interface RepairPolicy extends OperatorsValues {
  /** Which key stays when an event has two that differ. */
  readonly prefer: 'key' | 'key_base64' | undefined;
  /** A key_base64 that is not base64 is a key. */
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

/** The values that the operator gives to members of events. */
export interface OperatorsValues {
  /** Of every selected event. */
  readonly set: readonly Assignment[];
  /** Of single events, by message id or the first 8 or more characters of it; where both name a member these win. */
  readonly edits: ReadonlyMap<string, readonly Assignment[]>;
}

/** A member of an event, the value that it is given as JSON text, and why. */
export interface Assignment extends Why {
  readonly path: MemberPath;
  readonly json: string;
}

/** `safe`: the meaning is unchanged. `assumed`: the operator says so. */
export type EditKind = 'safe' | 'assumed';

/** The request of the operator: which repair, and with which value, such as the seconds of a time to live or a line of a file. */
export interface Asked {
  readonly repair: RepairId;
  readonly value?: string | undefined;
}

/** Why a member is edited: the operator asked for it, or a reason in words, or both. */
export interface Why {
  readonly asked?: Asked | undefined;
  readonly reason?: string | undefined;
  readonly kind: EditKind;
}

/** One change to an event. `before` and `after` are JSON texts, null where the member is absent. */
export interface Edit extends Why {
  /** Dotted and printable, such as `detail.key` or `detail["a.b"]`. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
  /** The cause that the edit removes; undefined where the operator wants a value for reasons of his own. */
  readonly mends: CauseId | undefined;
}

/** The edits and the event they make; without edits it is the event as it was. */
export interface Repair {
  readonly edits: readonly Edit[];
  readonly event: EventEnvelope;
  /** The rendered request; undefined where no target is known, and then nothing can be repaired. */
  readonly rendering: Rendering | undefined;
}
