import type { RunHead } from '../../domain/history/run.ts';
import type { UnknownPolicy } from '../../domain/redrive/decide-knowing.ts';
import type { SendPolicy } from '../../domain/redrive/decision.ts';
import type { Rates } from '../../domain/redrive/pace.ts';
import type { Step } from '../../domain/redrive/passage.ts';
import type { Selection } from '../../domain/selection/selection.ts';
import type { CallerAccount } from '../integration/reach.ts';
import type { BusPort, Clock, IntegrationPort, LedgerPort, NeighbourPort, QueuePort, ScratchPort } from '../ports.ts';

/** Called for each state that a message reaches. */
export type Trace = (messageId: string, step: Step) => void;

/** The ports of a redrive. */
export interface RedrivePorts {
  readonly queue: QueuePort;
  readonly bus: BusPort;
  readonly integration: IntegrationPort;
  /** Lookups that a stop does not cut, because the fate of sent events depends on them; default: `integration`. */
  readonly afterwards?: IntegrationPort | undefined;
  readonly neighbours: NeighbourPort;
  readonly clock: Clock;
  readonly ledger: LedgerPort;
  readonly scratch?: ScratchPort | undefined;
  readonly callerAccount?: CallerAccount | undefined;
  readonly trace?: Trace | undefined;
}

/** The options of a redrive. */
export interface RedriveRequest {
  readonly selection: Selection;
  readonly policy: SendPolicy;
  readonly endpointHosts: readonly string[];
  /** The rule of whole events that name none: an ARN, NAME or BUS/NAME. */
  readonly sendToRule?: string | undefined;
  readonly forced: ReadonlySet<string>;
  /** Receives at once, and PutEvents requests at once. */
  readonly concurrency: number;
  /** The maximum rates. */
  readonly rates: Rates;
  /** The run stops with this many messages in flight that are held or not selected. */
  readonly maxInFlight: number;
  /** The maximum number of selected messages. */
  readonly limit: number | undefined;
  /** Plans and checks everything, and sends nothing. */
  readonly dryRun: boolean;
  /** Also processes messages that were sent to the queue after the run began. */
  readonly follow: boolean;
  /** The plan that the operator confirmed; undefined: everything may be sent. */
  readonly agreed: AgreedPlan | undefined;
  /** The policy for events that an earlier run sent with unknown outcome. */
  readonly unknown: UnknownPolicy;
  /** The head of the run for the ledger. */
  readonly about: Pick<RunHead, 'endpoint' | 'flags' | 'plan'>;
  /**
   * The ARN of the caller. Until it resolves, the run is not opened in the ledger and nothing is received. Must not reject.
   */
  readonly who?: Promise<RunHead['who']> | undefined;
}

/** The messages that a plan showed as to be sent or deleted. */
export interface AgreedPlan {
  /** The kinds of dead letters, by `planKey`. */
  readonly groups: ReadonlySet<string>;
  /** Did the plan show this very message, or could it not? Absent: any message of an agreed group is meant. */
  readonly includes?: (message: { readonly messageId: string; readonly sentAt: number | undefined }) => boolean;
}

/** The queue that is worked on, and when the run began (milliseconds since the epoch). */
export interface RunPlace {
  readonly queueArn: string;
  readonly startedAt: number;
}
