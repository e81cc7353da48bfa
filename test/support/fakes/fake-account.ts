import type { InventoryPort, StackContent } from '../../../src/app/integration/discovery-ports.ts';
import type { IntegrationPort, Rule } from '../../../src/app/ports.ts';
import type { ConnectionAddress, RuleAddress } from '../../../src/domain/eventbridge/arn.ts';
import type { Connection } from '../../../src/domain/eventbridge/target.ts';
import type { Destination, Route } from '../../../src/domain/integration/integration.ts';
import type { Lookup } from '../../../src/domain/integration/lookup.ts';
import { connection, HOME } from '../builders/integrations.ts';
import { DENIED, FakeIntegration, found, MISSING } from './fake-integration.ts';

/** What is deployed; a test may change it between two looks. */
export interface Account {
  routes: readonly Route[];
  readonly connections?: readonly Connection[];
  /** Destinations that no rule invokes. */
  readonly idle?: readonly Destination[];
  /** The names of the rules of a stack, by the stack's name. */
  readonly stacks?: Readonly<Record<string, readonly string[]>>;
  /** Buses besides the default one. */
  readonly buses?: readonly string[];
  /** The calls that are not allowed. */
  readonly denied?: readonly Call[];
}

type Call = keyof InventoryPort | 'rule' | 'targets' | 'connection';

/** An account and region as EventBridge and CloudFormation tell it. It counts the looks. */
export class FakeAccount implements InventoryPort {
  readonly lookups: string[] = [];
  readonly integration: IntegrationPort;
  readonly #account: Account;

  constructor(account: Account) {
    this.#account = account;
    const look = <T>(call: 'rule' | 'targets', rule: RuleAddress, tell: (routes: readonly Route[]) => T): Lookup<T> => {
      const routes = account.routes.filter((route) => route.rule.arn === rule.arn);
      return this.#answer(call, () => (routes.length === 0 ? MISSING : found(tell(routes))));
    };
    const others = new FakeIntegration();
    this.integration = {
      bus: () => others.bus(),
      destination: (address) => others.destination(address),
      matches: (pattern, text) => others.matches(pattern, text),
      connection: async (address) => this.#connection(address),
      rule: async (rule) =>
        look('rule', rule, ([route]): Rule => ({ state: route?.ruleState ?? 'ENABLED', pattern: '{}' })),
      targets: async (rule) => look('targets', rule, (routes) => routes.map(({ target }) => target)),
    };
  }

  async stack(name: string): Promise<Lookup<StackContent>> {
    return this.#answer('stack', () => {
      const rules = this.#account.stacks?.[name];
      return rules === undefined
        ? MISSING
        : found({ home: HOME, rules: rules.map((rule) => ({ bus: 'default', name: rule })) });
    });
  }

  async destinations(): Promise<Lookup<readonly Destination[]>> {
    return this.#answer('destinations', () => found(this.#destinations()));
  }

  async destination(name: string): Promise<Lookup<Destination>> {
    return this.#answer('destination', () => {
      const destination = this.#destinations().find((one) => one.name === name);
      return destination === undefined ? MISSING : found(destination);
    });
  }

  async buses(): Promise<Lookup<readonly string[]>> {
    return this.#answer('buses', () => found(['default', ...(this.#account.buses ?? [])]));
  }

  async rulesInvoking(destinationArn: string, bus: string): Promise<Lookup<readonly string[]>> {
    return this.#answer('rulesInvoking', () => {
      const routes = this.#account.routes.filter(
        ({ rule, destination }) => rule.bus === bus && destination.arn === destinationArn,
      );
      return found([...new Set(routes.map(({ rule }) => rule.name))]);
    });
  }

  #connection({ name }: ConnectionAddress): Lookup<Connection> {
    return this.#answer('connection', () => {
      const known = this.#account.connections ?? [connection('main')];
      const one = known.find((candidate) => candidate.name === name);
      return one === undefined ? MISSING : found(one);
    });
  }

  #destinations(): readonly Destination[] {
    const all = [...this.#account.routes.map(({ destination }) => destination), ...(this.#account.idle ?? [])];
    return [...new Map(all.map((destination) => [destination.arn, destination])).values()];
  }

  #answer<T>(call: Call, tell: () => Lookup<T>): Lookup<T> {
    this.lookups.push(call);
    return this.#account.denied?.includes(call) ? DENIED : tell();
  }
}
