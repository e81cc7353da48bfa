import type { Destination } from '../../domain/integration/integration.ts';
import type { Lookup } from '../../domain/integration/lookup.ts';
import type { QueueAddress } from '../../domain/integration/queue-address.ts';

/** A rule as a stack names it. */
export interface StackRule {
  readonly bus: string;
  readonly name: string;
}

/** The resources of a stack that belong to an integration. `home` is its ARN, for partition, region and account. */
export interface StackContent {
  readonly home: string;
  readonly rules: readonly StackRule[];
}

/** Finds the URL of a queue; a missing permission is an answer, not a rejection. */
export interface QueueFinderPort {
  find(address: QueueAddress): Promise<Lookup<string>>;
  /** The dead letter queue of a stack: the quick-start's, or the only one. Rejects with a Failure that names them where it is neither. */
  urlInStack(stack: string): Promise<Lookup<string>>;
}

/** Stores one text from run to run. Neither call rejects: without a readable text the discovery is made again. */
export interface DiscoveryCachePort {
  read(): Promise<string | undefined>;
  write(text: string): Promise<void>;
}

/** Lists the deployed resources of the account and region; a missing permission is an answer, not a rejection. */
export interface InventoryPort {
  stack(name: string): Promise<Lookup<StackContent>>;
  destinations(): Promise<Lookup<readonly Destination[]>>;
  destination(name: string): Promise<Lookup<Destination>>;
  /** The names of all event buses. */
  buses(): Promise<Lookup<readonly string[]>>;
  /** The names of the rules on the bus that have the destination with that ARN as a target. */
  rulesInvoking(destinationArn: string, bus: string): Promise<Lookup<readonly string[]>>;
}
