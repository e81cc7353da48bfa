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
  /** What the ledger held about it before this run. */
  readonly prior: PriorOutcome;
  readonly newEventId: string | undefined;
  /** Why it was not accepted, or why that is unknown; AWS's error code where there is one. */
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
  /** Messages that this run could not see; 0 where a limit was given and reached. */
  readonly unseen: number;
  /** Those of them that nobody has in flight: the run stopped before it read them, or SQS never delivered them. */
  readonly unread: number;
  /** About how many messages were sent after the run began to read; they are left to the next one. */
  readonly arrivedSince: number;
  /** Ours that could not be released; they are visible again when their visibility timeout ends. */
  readonly stuck: number;
  readonly interrupted: boolean;
  /** What ended the run early. */
  readonly failure: Failure | undefined;
  readonly warnings: readonly string[];
  /** Those of the warnings that say what had to be assumed about the integration. */
  readonly assumptions: readonly string[];
  readonly alsoFires: readonly AlsoFires[];
  readonly rates: Rates;
  /** How long the events that were not sent take at these rates; in a dry run that is the plan. */
  readonly millisecondsToSend: number;
  /** Did preflight refuse everything selected? */
  readonly allRefused: boolean;
  /** Message ids that have edits and were not among the selected; named in the warnings. */
  readonly unmet: readonly string[];
}
