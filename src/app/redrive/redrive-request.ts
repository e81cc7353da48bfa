import type { RunHead } from '../../domain/history/run.ts';
import type { UnknownPolicy } from '../../domain/redrive/decide-knowing.ts';
import type { SendPolicy } from '../../domain/redrive/decision.ts';
import type { Rates } from '../../domain/redrive/pace.ts';
import type { Step } from '../../domain/redrive/passage.ts';
import type { Selection } from '../../domain/selection/selection.ts';
import type { CallerAccount } from '../integration/reach.ts';
import type { BusPort, Clock, IntegrationPort, LedgerPort, NeighbourPort, QueuePort, ScratchPort } from '../ports.ts';

/** Is told of each state that a message comes to. */
export type Trace = (messageId: string, step: Step) => void;

/** What a redrive needs from outside. */
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

/** What the operator asked for. */
export interface RedriveRequest {
  readonly selection: Selection;
  readonly policy: SendPolicy;
  readonly endpointHosts: readonly string[];
  /** The rule of whole events that name none: an ARN, NAME or BUS/NAME. */
  readonly sendToRule?: string | undefined;
  readonly forced: ReadonlySet<string>;
  /** Receives at once, and PutEvents requests at once. */
  readonly concurrency: number;
  /** No faster than this. */
  readonly rates: Rates;
  /** Stops with so many messages in flight that are held or not selected. */
  readonly maxInFlight: number;
  /** At most so many selected messages. */
  readonly limit: number | undefined;
  /** Decide and preflight everything, send nothing. */
  readonly dryRun: boolean;
  /** Take on messages that were sent to the queue after the run began. */
  readonly follow: boolean;
  /** What the operator saw and agreed to; undefined: everything. */
  readonly agreed: AgreedPlan | undefined;
  /** What to do with events that an earlier run sent without learning whether they arrived. */
  readonly unknown: UnknownPolicy;
  /** What the ledger records of the run. */
  readonly about: Pick<RunHead, 'endpoint' | 'flags' | 'plan'>;
  /**
   * The ARN of the caller, which is being looked up: until it is known the run is not opened in the ledger and nothing is
   * received. Must not reject.
   */
  readonly who?: Promise<RunHead['who']> | undefined;
}

/** What a plan showed as to be sent or deleted. */
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
