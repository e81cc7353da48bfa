import type { CauseId } from '../diagnosis/catalogue.ts';
import type { EventEnvelope } from '../eventbridge/event.ts';
import type { Edit } from '../repair/edit.ts';

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
] as const;

/** What a look at the bus, the rule and its target can say against sending. `…-unchecked`: the look itself could not be made. */
export type PreflightRefusal = (typeof PREFLIGHT_REFUSALS)[number];

/** Why a dead letter is not sent. An open list for readers of the JSON. `returned`: sent in this run and back already. */
export type HoldReason =
  | 'not-ours'
  | 'encrypted'
  | 'incomplete'
  | 'needs-completion'
  | 'no-rule'
  | 'needs-fix'
  | 'needs-repair'
  | 'cannot-set'
  | 'needs-outside-change'
  | 'not-in-plan'
  | 'returned'
  | 'sent-for-sibling'
  | PreflightRefusal;

/** Was it a look before sending that held the dead letter, and nothing in the dead letter itself? */
export function isPreflightRefusal(reason: HoldReason): reason is PreflightRefusal {
  return PREFLIGHT_REFUSALS.some((refusal) => refusal === reason);
}

/** What will happen to one dead letter. `event` is what goes on the bus, byte for byte unless there are edits. */
export type Decision =
  | {
      readonly verdict: 'send' | 'send-repaired';
      readonly cause: CauseId;
      readonly edits: readonly Edit[];
      readonly event: EventEnvelope;
      /** What its target is handed, as far as that is known: the body that another failure may leave. */
      readonly input: string | undefined;
    }
  | Hold;

/** A dead letter that stays; `edits` are proposals. */
export interface Hold {
  readonly verdict: 'hold';
  readonly cause: CauseId;
  readonly edits: readonly Edit[];
  readonly reason: HoldReason;
  /** The causes that stand in the way. */
  readonly because: readonly CauseId[];
  /** The members that must still be given (`needs-completion`), or that cannot be (`cannot-set`). */
  readonly members: readonly string[];
}
