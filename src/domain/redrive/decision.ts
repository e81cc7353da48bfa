import type { CauseId } from '../diagnosis/catalogue.ts';
import type { Examined } from '../diagnosis/examined.ts';
import { groupKey } from '../diagnosis/groups.ts';
import type { EventEnvelope } from '../eventbridge/event.ts';
import type { Rendering } from '../integration/rendering.ts';
import type { Edit, RepairPolicy } from '../repair/repair.ts';

const PREFLIGHT_REFUSALS = [
  'bus-missing',
  'bus-unchecked',
  'rule-missing',
  'rule-elsewhere',
  'rule-unchecked',
  'rule-disabled',
  'pattern-mismatch',
  'pattern-unchecked',
  'target-missing',
  'target-unchecked',
  'dlq-missing',
  'destination-inactive',
  'connection-unauthorized',
  'connection-unchecked',
] as const;

/** The objections to sending that a lookup of the bus, the rule and its target can find. `…-unchecked`: the lookup failed. */
export type PreflightRefusal = (typeof PREFLIGHT_REFUSALS)[number];

/** The objections to the delivery of an earlier sent event that a lookup can find. */
export type Doubt = 'bus-missing' | 'rule-missing' | 'rule-disabled' | 'pattern-mismatch' | 'target-missing' | Unseen;

/** Those of them where the lookup failed. */
export type Unseen = 'bus-unchecked' | 'rule-unchecked' | 'pattern-unchecked' | 'target-unchecked';

/**
 * Why a dead letter is not sent. An open list for readers of the JSON. `returned`: sent since this run began and back
 * already. `unknown-before`: an earlier run sent it and never learned whether it arrived. `in-another-run`: a run that is
 * under way has sent it or is about to. `sent-doubted`: an earlier run sent it, and a later lookup contradicts its
 * delivery; `sent-unchecked`: that lookup failed.
 */
export type HoldReason =
  | 'not-ours'
  | 'encrypted'
  | 'incomplete'
  | 'needs-completion'
  | 'no-rule'
  | 'source-reserved'
  | 'needs-fix'
  | 'needs-repair'
  | 'cannot-set'
  | 'needs-outside-change'
  | 'not-in-plan'
  | 'returned'
  | 'sent-for-sibling'
  | 'unknown-before'
  | 'in-another-run'
  | HeldThoughSent['reason']
  | PreflightRefusal;

/** Did a lookup before sending hold the dead letter, and nothing in the dead letter itself? */
export function isPreflightRefusal(reason: HoldReason): reason is PreflightRefusal {
  return PREFLIGHT_REFUSALS.some((refusal) => refusal === reason);
}

/** The verdict on a dead letter by itself, whatever earlier runs did. */
export type Judgement = Exclude<Decision, { verdict: 'remove-only' }>;

/** The decision about one dead letter. `event` is sent to the bus, byte for byte unless there are edits. */
export type Decision =
  | {
      readonly verdict: 'send' | 'send-repaired';
      readonly cause: CauseId;
      readonly edits: readonly Edit[];
      readonly event: EventEnvelope;
      /** The request at its target, as far as it is known. */
      readonly rendering: Rendering | undefined;
    }
  /** An earlier run put it on the bus: its message is deleted and not sent again. */
  | {
      readonly verdict: 'remove-only';
      readonly cause: CauseId;
      readonly edits: readonly [];
      /** The id that the bus gave then. */
      readonly newEventId: string | undefined;
      /** When that was recorded, if no lookup has found its rule since; milliseconds since the epoch. */
      readonly unconfirmedSince: number | undefined;
    }
  | Hold;

/** Holds a dead letter that would otherwise be sent or deleted; its edits stay as proposals. */
export function heldBack({ cause, edits }: Decision, reason: HeldUnsent['reason']): Hold {
  return { verdict: 'hold', cause, edits, reason, because: [], members: [] };
}

/** Holds a dead letter that an earlier run sent and that would otherwise be deleted. */
export function heldThoughSent({ cause }: Decision, doubt: Doubt): HeldThoughSent {
  const reason = isUnseen(doubt) ? 'sent-unchecked' : 'sent-doubted';
  return { verdict: 'hold', cause, edits: [], reason, because: [doubt], members: [] };
}

/** Did only the lookup fail? */
function isUnseen(doubt: Doubt): doubt is Unseen {
  return doubt.endsWith('-unchecked');
}

/** A dead letter that stays; `edits` are proposals. */
export type Hold = HeldUnsent | HeldThoughSent;

interface Held {
  readonly verdict: 'hold';
  readonly cause: CauseId;
  readonly edits: readonly Edit[];
  /** The members that must still be given (`needs-completion`), or that cannot be (`cannot-set`). */
  readonly members: readonly string[];
}

/** One that is not sent. */
export interface HeldUnsent extends Held {
  readonly reason: Exclude<HoldReason, HeldThoughSent['reason']>;
  /** The causes that prevent sending. */
  readonly because: readonly CauseId[];
}

/** One that was sent, and is not deleted. */
export interface HeldThoughSent extends Held {
  readonly reason: 'sent-doubted' | 'sent-unchecked';
  /** The objection of the lookup. */
  readonly because: readonly Doubt[];
}

/** The options of the operator. */
export interface SendPolicy {
  /** May events be repaired? */
  readonly fix: boolean;
  readonly repair: RepairPolicy;
  /** Causes outside the event that the operator has fixed. */
  readonly resolved: ReadonlySet<CauseId>;
}

/**
 * The group that an operator confirms in a plan: dead letters that failed alike, with this verdict and with these members edited
 * in this way. A dead letter that differs in one of these was not in the plan.
 */
export function planKey(examined: Examined, { verdict, edits }: Decision): string {
  return JSON.stringify([groupKey(examined), verdict, edits.map(({ path, kind }) => [path, kind])]);
}
