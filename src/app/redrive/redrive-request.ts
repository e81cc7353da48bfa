import type { RunHead } from '../../domain/history/run.ts';
import type { UnknownPolicy } from '../../domain/redrive/decide-knowing.ts';
import type { SendPolicy } from '../../domain/redrive/decision.ts';
import type { Rates } from '../../domain/redrive/pace.ts';
import type { Selection } from '../../domain/selection/selection.ts';
import type { CallerAccount } from '../integration/reach.ts';
import type { BusPort, Clock, IntegrationPort, LedgerPort, NeighbourPort, QueuePort, ScratchPort } from '../ports.ts';

/** What a redrive needs from outside. */
export interface RedrivePorts {
  readonly queue: QueuePort;
  readonly bus: BusPort;
  readonly integration: IntegrationPort;
  /** Looks that a stop does not cut, because what was sent depends on them; absent: `integration`. */
  readonly afterwards?: IntegrationPort | undefined;
  readonly neighbours: NeighbourPort;
  readonly clock: Clock;
  readonly ledger: LedgerPort;
  readonly scratch?: ScratchPort | undefined;
  readonly callerAccount?: CallerAccount | undefined;
}

/** What the operator asked for. */
export interface RedriveRequest {
  readonly selection: Selection;
  readonly policy: SendPolicy;
  readonly endpointHosts: readonly string[];
  /** The rule of whole events that name none: an ARN, NAME or BUS/NAME. */
  readonly sendToRule?: string | undefined;
  readonly forced: ReadonlySet<string>;
  readonly concurrency: number;
  /** No faster than this. */
  readonly rates: Rates;
  /** Stops with so many messages in hand, held or not selected. */
  readonly maxInFlight: number;
  /** At most so many selected messages. */
  readonly limit: number | undefined;
  /** Decide and preflight everything, send nothing. */
  readonly dryRun: boolean;
  /** Groups that the operator saw and agreed to; undefined: all. */
  readonly agreedGroups: ReadonlySet<string> | undefined;
  /** What to do with events that an earlier run sent without learning whether they arrived. */
  readonly unknown: UnknownPolicy;
  /** What the ledger is to keep of the run. */
  readonly about: Pick<RunHead, 'endpoint' | 'flags' | 'plan'>;
  /**
   * The ARN of the caller, which is being asked for: until it is known the run is not opened in the ledger and nothing is
   * received. Must not reject.
   */
  readonly who?: Promise<RunHead['who']> | undefined;
}
