import type { SandboxClock } from '../time/clock.ts';
import { AwsError } from '../wire/wire.ts';
import type { Identifiers } from './operations/identifiers.ts';
import { busArn, type Place } from './place.ts';
import type { BusRecord, ConnectionRecord, DestinationRecord, RuleRecord } from './records.ts';

/** Everything that the sandbox's EventBridge knows. */
export interface EventBridgeStore {
  readonly place: Place;
  readonly clock: SandboxClock;
  readonly ids: Identifiers;
  readonly buses: Map<string, BusRecord>;
  readonly connections: Map<string, ConnectionRecord>;
  readonly destinations: Map<string, DestinationRecord>;
}

/** A store as a new account has it: with the bus `default` and nothing else. */
export function createEventBridgeStore(place: Place, clock: SandboxClock, ids: Identifiers): EventBridgeStore {
  const store: EventBridgeStore = {
    place,
    clock,
    ids,
    buses: new Map(),
    connections: new Map(),
    destinations: new Map(),
  };
  addBus(store, 'default', undefined);
  return store;
}

/** Adds a bus without asking whether there is one. */
export function addBus(store: EventBridgeStore, name: string, description: string | undefined): BusRecord {
  const bus: BusRecord = {
    name,
    arn: busArn(store.place, name),
    createdAt: store.clock.now(),
    description,
    rules: new Map(),
  };
  store.buses.set(name, bus);
  return bus;
}

/** The bus of that name or ARN; nothing means `default`. Another account's or region's ARN names no bus here. */
export function findBus(store: EventBridgeStore, nameOrArn: string | undefined): BusRecord | undefined {
  const wanted = nameOrArn ?? 'default';
  if (!wanted.startsWith('arn:')) return store.buses.get(wanted);
  const prefix = busArn(store.place, '');
  return wanted.startsWith(prefix) ? store.buses.get(wanted.slice(prefix.length)) : undefined;
}

/** Like findBus, but throws ResourceNotFoundException. */
export function busOf(store: EventBridgeStore, nameOrArn: string | undefined): BusRecord {
  const bus = findBus(store, nameOrArn);
  if (bus) return bus;
  const name = (nameOrArn ?? 'default').replace(/^arn:.*event-bus\//, '');
  throw notFound(`Event bus ${name} does not exist.`);
}

/** The rule of that name on the bus; throws ResourceNotFoundException. */
export function ruleOf(store: EventBridgeStore, busNameOrArn: string | undefined, name: string): RuleRecord {
  const bus = busOf(store, busNameOrArn);
  const rule = bus.rules.get(name);
  if (!rule) throw notFound(`Rule ${name} does not exist on EventBus ${bus.name}.`);
  return rule;
}

/** The connection behind an ARN, if there still is one. */
export function connectionByArn(store: EventBridgeStore, arn: string): ConnectionRecord | undefined {
  return [...store.connections.values()].find((connection) => connection.arn === arn);
}

/** The API destination behind an ARN, if there still is one. */
export function destinationByArn(store: EventBridgeStore, arn: string): DestinationRecord | undefined {
  return [...store.destinations.values()].find((destination) => destination.arn === arn);
}

/** INACTIVE while the connection is not authorised or is gone. Source: user guide, "API destinations". */
export function destinationState(store: EventBridgeStore, destination: DestinationRecord): 'ACTIVE' | 'INACTIVE' {
  return connectionByArn(store, destination.connectionArn)?.state === 'AUTHORIZED' ? 'ACTIVE' : 'INACTIVE';
}

/** ResourceNotFoundException with that message. */
export function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message);
}
