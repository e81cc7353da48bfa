import { ruleAddress } from '../../../src/domain/eventbridge/arn.ts';
import type { Connection, Target } from '../../../src/domain/eventbridge/target.ts';
import {
  type Destination,
  type Integration,
  integrationOf,
  type Route,
} from '../../../src/domain/integration/integration.ts';

export const HOME = 'arn:aws:events:us-east-1:123456789012:event-bus/default';
export const DLQ = 'arn:aws:sqs:us-east-1:123456789012:dlq';
export const DLQ_URL = 'https://sqs.us-east-1.amazonaws.com/123456789012/dlq';

/** A connection that is well. */
export function connection(name: string, more: Partial<Connection> = {}): Connection {
  const arn = `arn:aws:events:us-east-1:123456789012:connection/${name}/c0ffee`;
  return { name, arn, state: 'AUTHORIZED', reason: undefined, ...more };
}

/** An active destination at Momento through the connection `main`. */
export function destination(name: string, more: Partial<Destination> = {}): Destination {
  return {
    name,
    arn: `arn:aws:events:us-east-1:123456789012:api-destination/${name}/d00d`,
    endpoint: 'https://api.cache.cell-us-east-1-1.prod.a.momentohq.com/cache/*',
    method: 'PUT',
    connectionArn: connection('main').arn,
    state: 'ACTIVE',
    ...more,
  };
}

/** A target that hands whole events to the destination and leaves its dead letters in `DLQ`. */
export function target(of: Destination, more: Partial<Target> = {}): Target {
  return {
    id: of.name,
    arn: of.arn,
    input: { kind: 'whole-event' },
    http: { path: ['$.detail.cacheName'], query: {}, headers: {} },
    deadLetterArn: DLQ,
    ...more,
  };
}

/** A route of an enabled rule of that name on the default bus. */
export function route(name: string, more: Partial<Route> = {}): Route {
  const of = more.destination ?? destination(`${name}-destination`);
  const rule = ruleAddress(HOME, 'default', name);
  if (rule === undefined) throw new Error(`${name} is no name of a rule`);
  return { rule, ruleState: 'ENABLED', target: target(of), targetsOfRule: 1, destination: of, ...more };
}

/** An integration of two routes. */
export function integration(routes: readonly Route[] = [route('set'), route('delete')]): Integration {
  return integrationOf('momento-api', routes, [connection('main')]);
}
