import {
  parseApiDestinationArn,
  parseConnectionArn,
  type RuleAddress,
  ruleAddress,
} from '../../domain/eventbridge/arn.ts';
import type { Connection, Target } from '../../domain/eventbridge/target.ts';
import {
  byConnection,
  type Destination,
  type Integration,
  integrationOf,
  type Route,
} from '../../domain/integration/integration.ts';
import type { Lookup } from '../../domain/integration/lookup.ts';
import type { StoredDiscovery } from '../../domain/integration/stored.ts';
import { callsMomento } from '../../domain/momento/hosts.ts';
import type { Clock, IntegrationPort } from '../ports.ts';
import type { InventoryPort, StackContent } from './discovery-ports.ts';
import { noIntegration, noRouteInStack, noStack, orFail } from './location-failures.ts';

export interface DiscoveryPorts {
  readonly inventory: InventoryPort;
  readonly integration: IntegrationPort;
  readonly clock: Clock;
}

/** Where to search: in a stack, or in the whole account and region. */
export interface DiscoveryRequest {
  readonly stack: string | undefined;
  /** Search the account where there is no such stack, it may not be read, or nothing in it sends anywhere. */
  readonly orAccount: boolean;
  /** Hosts that count as Momento's besides its own. */
  readonly endpointHosts: readonly string[];
}

/** The deployed integrations, and when they were read. `warnings`: parts that could not be read, so that something may be missing. */
export type Discovered = StoredDiscovery;

/**
 * Finds the integrations: the rules of a stack that invoke an API destination, whatever its host, or else every rule of
 * the account that invokes one with a Momento host. Rejects with a Failure when the stack does not exist, or when the
 * list it begins with may not be read.
 */
export async function discover(ports: DiscoveryPorts, request: DiscoveryRequest): Promise<Discovered> {
  const { stack, orAccount, endpointHosts } = request;
  if (stack !== undefined) {
    const search = new Search(ports);
    const lookup = await ports.inventory.stack(stack);
    const routes = lookup.kind === 'found' ? await search.inStack(lookup.value) : [];
    if (routes.length > 0) {
      return search.found([integrationOf(stack, routes, await search.connectionsOf(routes))]);
    }
    if (!orAccount) {
      orFail(lookup, `read the stack ${stack}`, noStack(stack));
      throw noRouteInStack(stack);
    }
  }
  const search = new Search(ports);
  const routes = await search.inAccount(endpointHosts);
  return search.found(byConnection(routes, await search.connectionsOf(routes)));
}

/** One search; it warns once of each part that it may not read. */
class Search {
  readonly #warnings = new Set<string>();
  readonly #ports: DiscoveryPorts;

  constructor(ports: DiscoveryPorts) {
    this.#ports = ports;
  }

  found(integrations: readonly Integration[]): Discovered {
    return { at: this.#ports.clock.now(), integrations, warnings: [...this.#warnings] };
  }

  async inStack({ home, rules }: StackContent): Promise<readonly Route[]> {
    const addresses = rules.flatMap(({ bus, name }) => ruleAddress(home, bus, name) ?? []);
    return (await Promise.all(addresses.map((rule) => this.#routesOf(rule, () => true)))).flat();
  }

  async inAccount(endpointHosts: readonly string[]): Promise<readonly Route[]> {
    const { inventory } = this.#ports;
    const all = orFail(await inventory.destinations(), 'list the API destinations', noIntegration(undefined));
    const ours = all.filter((destination) => callsMomento(destination.endpoint, endpointHosts));
    if (ours.length === 0) return [];
    const buses = this.#known(
      await inventory.buses(),
      'event buses could not be listed; only the default one was searched',
    ) ?? ['default'];
    const invoking = await Promise.all(
      ours.flatMap((destination) => buses.map((bus) => this.#rulesInvoking(destination, bus))),
    );
    const rules = new Map(invoking.flat().map((rule) => [rule.arn, rule]));
    const byArn = new Map(ours.map((destination) => [destination.arn, destination]));
    const found = await Promise.all(
      [...rules.values()].map((rule) => this.#routesOf(rule, (target) => byArn.has(target.arn))),
    );
    return found.flat();
  }

  async #rulesInvoking(destination: Destination, bus: string): Promise<readonly RuleAddress[]> {
    const lookup = await this.#ports.inventory.rulesInvoking(destination.arn, bus);
    const names =
      this.#known(lookup, `rules on the bus ${bus} that invoke ${destination.name} could not be listed`) ?? [];
    return names.flatMap((name) => ruleAddress(destination.arn, bus, name) ?? []);
  }

  async #routesOf(rule: RuleAddress, isWanted: (target: Target) => boolean): Promise<readonly Route[]> {
    const [rules, targets] = await Promise.all([
      this.#ports.integration.rule(rule),
      this.#ports.integration.targets(rule),
    ]);
    const ruleState = this.#known(rules, `rule ${rule.name} could not be described`)?.state;
    const all = this.#known(targets, `targets of rule ${rule.name} could not be listed`) ?? [];
    const routes = await Promise.all(
      all.filter(isWanted).map(async (target): Promise<readonly Route[]> => {
        const address = parseApiDestinationArn(target.arn);
        if (address === undefined) return [];
        const lookup = await this.#ports.inventory.destination(address.name);
        const destination = this.#known(lookup, `API destination ${address.name} could not be described`);
        return destination === undefined ? [] : [{ rule, ruleState, target, targetsOfRule: all.length, destination }];
      }),
    );
    return routes.flat();
  }

  async connectionsOf(routes: readonly Route[]): Promise<readonly Connection[]> {
    const arns = new Set(routes.map(({ destination }) => destination.connectionArn));
    const addresses = [...arns].flatMap((arn) => parseConnectionArn(arn) ?? []);
    const lookup = await Promise.all(addresses.map((address) => this.#ports.integration.connection(address)));
    return lookup.flatMap(
      (one, at) => this.#known(one, `connection ${addresses[at]?.name} could not be described`) ?? [],
    );
  }

  /** The resource; undefined where it is gone by now, or where it was denied, with a warning. */
  #known<T>(lookup: Lookup<T>, whenDenied: string): T | undefined {
    if (lookup.kind === 'found') return lookup.value;
    if (lookup.kind === 'denied') this.#warnings.add(`AWS did not allow it (${lookup.reason}): ${whenDenied}.`);
    return undefined;
  }
}
