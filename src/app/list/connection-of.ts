import type { Examined } from '../../domain/diagnosis/examined.ts';
import { type ConnectionAddress, parseConnectionArn } from '../../domain/eventbridge/arn.ts';
import type { Connection } from '../../domain/eventbridge/target.ts';
import type { Lookup } from '../../domain/integration/lookup.ts';
import { Failure } from '../failures.ts';
import type { IntegrationPort } from '../ports.ts';

interface Ports {
  readonly integration: IntegrationPort;
}

/** The connection that the API destination of a dead letter uses, as it is now; `undefined` where none is known. */
export async function connectionOf(
  { integration }: Ports,
  examined: Examined,
): Promise<Lookup<Connection> | undefined> {
  const address = connectionAddressOf(examined);
  return address === undefined ? undefined : integration.connection(address);
}

/** Connections that a list looks up; a queue can be shared by many integrations. */
const MOST_CONNECTIONS = 5;

/** The states of the connections of dead letters, each looked up once. A lookup that fails leaves its connection out. */
export class ConnectionStates {
  readonly #integration: IntegrationPort;
  readonly #lookups = new Map<string, Promise<Connection | undefined>>();

  constructor({ integration }: Ports) {
    this.#integration = integration;
  }

  /** Begins the lookup of the connection of a dead letter, unless it is known. */
  lookUp(examined: Examined): void {
    const address = connectionAddressOf(examined);
    if (address === undefined || this.#lookups.has(address.arn) || this.#lookups.size >= MOST_CONNECTIONS) return;
    const lookup = this.#look(address);
    // `found` rejects instead, so that the messages in flight are released first.
    lookup.catch(() => {});
    this.#lookups.set(address.arn, lookup);
  }

  /** The connections that were found, in the order in which they were first named. */
  async found(): Promise<readonly Connection[]> {
    return (await Promise.all(this.#lookups.values())).filter((connection) => connection !== undefined);
  }

  async #look(address: ConnectionAddress): Promise<Connection | undefined> {
    try {
      const lookup = await this.#integration.connection(address);
      return lookup.kind === 'found' ? lookup.value : undefined;
    } catch (error) {
      if (error instanceof Failure) return undefined;
      throw error;
    }
  }
}

function connectionAddressOf({ deployed: { destination } }: Examined): ConnectionAddress | undefined {
  const arn = destination.kind === 'found' ? destination.value.connectionArn : undefined;
  return arn === undefined ? undefined : parseConnectionArn(arn);
}
