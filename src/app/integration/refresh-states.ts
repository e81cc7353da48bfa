import { parseConnectionArn } from '../../domain/eventbridge/arn.ts';
import type { Integration, Route } from '../../domain/integration/integration.ts';
import type { Lookup } from '../../domain/integration/lookup.ts';
import type { DiscoveryPorts } from './discover.ts';

/** The state of a resource that no longer exists. */
const GONE = 'MISSING';

/**
 * The integration with the present states of its rules, destinations and connections. A resource that may not be read keeps
 * its previous state. Routes that were added since are not found: that takes a discovery.
 */
export async function renew(ports: DiscoveryPorts, integration: Integration): Promise<Integration> {
  const states = new States(ports);
  const [routes, connections] = await Promise.all([
    Promise.all(integration.routes.map((route) => states.ofRoute(route))),
    Promise.all(
      integration.connections.map(async (connection) => {
        const address = parseConnectionArn(connection.arn);
        if (address === undefined) return connection;
        const lookup = await ports.integration.connection(address);
        return lookup.kind === 'found' ? lookup.value : { ...connection, state: stateAfter(lookup, connection.state) };
      }),
    ),
  ]);
  return { ...integration, routes, connections };
}

/** Reads each rule and each destination once, however many routes share it. */
class States {
  readonly #ports: DiscoveryPorts;
  readonly #rules = new Map<string, Promise<Lookup<{ readonly state: string }>>>();
  readonly #destinations = new Map<string, Promise<Lookup<Route['destination']>>>();

  constructor(ports: DiscoveryPorts) {
    this.#ports = ports;
  }

  async ofRoute(route: Route): Promise<Route> {
    const { rule, destination } = route;
    const [ruled, destined] = await Promise.all([
      once(this.#rules, rule.arn, () => this.#ports.integration.rule(rule)),
      once(this.#destinations, destination.arn, () => this.#ports.inventory.destination(destination.name)),
    ]);
    return {
      ...route,
      ruleState: ruled.kind === 'found' ? ruled.value.state : stateAfter(ruled, route.ruleState),
      destination:
        destined.kind === 'found' ? destined.value : { ...destination, state: stateAfter(destined, destination.state) },
    };
  }
}

function once<T>(known: Map<string, Promise<T>>, key: string, lookUp: () => Promise<T>): Promise<T> {
  const lookup = known.get(key) ?? lookUp();
  known.set(key, lookup);
  return lookup;
}

function stateAfter<T>({ kind }: Lookup<unknown>, before: T): T | typeof GONE {
  return kind === 'missing' ? GONE : before;
}
