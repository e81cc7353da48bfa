import type { RuleAddress } from '../eventbridge/arn.ts';
import type { ApiDestination, Connection, Target } from '../eventbridge/target.ts';

/** An API destination with the connection that it authorises itself by. `state` is AWS's word: ACTIVE or INACTIVE. */
export interface Destination extends ApiDestination {
  readonly connectionArn: string;
  readonly state: string;
}

/** One way from the bus to Momento: a rule, one of its targets, and the API destination which that invokes. */
export interface Route {
  readonly rule: RuleAddress;
  /** AWS's word, mostly ENABLED or DISABLED; undefined where it could not be read. */
  readonly ruleState: string | undefined;
  readonly target: Target;
  /** How many targets the rule has; CloudWatch counts them together. */
  readonly targetsOfRule: number;
  readonly destination: Destination;
}

/** A deployed integration as one value: everything that sends to Momento through the same connections. */
export interface Integration {
  /** The stack's name, or the connection's where it was found in the account. */
  readonly name: string;
  readonly routes: readonly Route[];
  readonly connections: readonly Connection[];
  /** The ARNs of its dead letter queues, each once. */
  readonly queueArns: readonly string[];
}

/** The host that a destination calls, without a port; empty for an endpoint that is no URL. */
export function hostOf({ endpoint }: { readonly endpoint: string }): string {
  return URL.parse(endpoint)?.hostname ?? '';
}

/** The name in a connection's or an API destination's ARN, `…:connection/NAME/UUID`; the text itself where it is not such an ARN. */
export function nameInArn(arn: string): string {
  return arn.split('/')[1] ?? arn;
}

/** The integration of that name with those routes. */
export function integrationOf(name: string, routes: readonly Route[], connections: readonly Connection[]): Integration {
  const queueArns = new Set(routes.flatMap(({ target }) => target.deadLetterArn ?? []));
  const used = new Set(routes.map(({ destination }) => destination.connectionArn));
  return { name, routes, connections: connections.filter(({ arn }) => used.has(arn)), queueArns: [...queueArns] };
}

/** The integrations in an account: all routes through one connection are one, named like the connection, in the order of names. */
export function byConnection(routes: readonly Route[], connections: readonly Connection[]): readonly Integration[] {
  return [...Map.groupBy(routes, ({ destination }) => destination.connectionArn)]
    .map(([arn, through]) => integrationOf(nameInArn(arn), through, connections))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}
