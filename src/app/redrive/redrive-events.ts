import type { Examined } from '../../domain/diagnosis/examined.ts';
import type { PriorOutcome } from '../../domain/history/prior-attempts.ts';
import type { Decision } from '../../domain/redrive/decision.ts';
import type { Outcome, Tally } from '../../domain/redrive/outcome.ts';
import type { Rates } from '../../domain/redrive/pace.ts';
import type { Failure } from '../failures.ts';
import type { QueueDescription } from '../ports.ts';

/** One selected dead letter at its end. In a dry run `left` is what would have been sent. */
export interface RedriveEntry {
  readonly examined: Examined;
  readonly decision: Decision;
  readonly outcome: Outcome;
  /** The outcome of prior attempts, as the ledger held it before this run. */
  readonly prior: PriorOutcome;
  readonly newEventId: string | undefined;
  /** Why it was not accepted, or why its outcome is unknown; AWS's error code where there is one. */
  readonly errorCode: string | undefined;
  readonly errorMessage: string | undefined;
}

/** The events of a redrive, in this order: the queue, each selected dead letter once, the end. */
export type RedriveEvent =
  | { readonly kind: 'queue'; readonly queue: QueueDescription }
  | { readonly kind: 'entry'; readonly entry: RedriveEntry }
  | { readonly kind: 'read'; readonly received: number }
  | RedriveEnd;

/** Another rule on the bus that fires again for events of this run. */
export interface AlsoFires {
  /** Its ARN. */
  readonly rule: string;
  /** The ARNs of its targets; undefined where they could not be looked up. */
  readonly targets: readonly string[] | undefined;
  /** How many of the events it matches. */
  readonly events: number;
  /** False where its pattern has an operator that is not known here: it may match them. */
  readonly certain: boolean;
}

export interface RedriveEnd {
  readonly kind: 'end';
  /** The run's id in the ledger; undefined where nothing is recorded. */
  readonly run: string | undefined;
  readonly tally: Tally;
  /** Messages that this run could not receive; 0 where it reached its limit. */
  readonly unseen: number;
  /** Those of them that are visible: the run stopped before it received them, or SQS never delivered them. */
  readonly unread: number;
  /** About how many messages were sent after the run began to read; they are left to the next one. */
  readonly arrivedSince: number;
  /** In-flight messages that could not be released; they become visible when their visibility timeout ends. */
  readonly stuck: number;
  readonly interrupted: boolean;
  /** The failure that ended the run early. */
  readonly failure: Failure | undefined;
  readonly warnings: readonly string[];
  readonly alsoFires: readonly AlsoFires[];
  readonly rates: Rates;
  /** How long sending the unsent events takes at these rates; in a dry run these are the events of the plan. */
  readonly millisecondsToSend: number;
  /** Did preflight refuse everything that was to be sent? */
  readonly allRefused: boolean;
  /** Message ids for which there are edits, but that were not among the selected; the warnings name them. */
  readonly unmet: readonly string[];
}
