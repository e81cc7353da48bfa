import { type Choice, chooseIntegration, chooseQueue, integrationOfQueue } from '../../domain/integration/choose.ts';
import { type Integration, integrationOf } from '../../domain/integration/integration.ts';
import type { Lookup } from '../../domain/integration/lookup.ts';
import { parseQueueAddress, type QueueAddress } from '../../domain/integration/queue-address.ts';
import type { Connection } from './connection.ts';
import type { Discovered, DiscoveryRequest } from './discover.ts';
import type { QueueFinderPort } from './discovery-ports.ts';
import {
  noIntegration,
  noQueue,
  noStack,
  noSuchQueue,
  orFail,
  severalIntegrations,
  severalQueues,
} from './location-failures.ts';

/** The default stack name of the quick-start template. */
const DEFAULT_STACK = 'momento-api';

export interface LocatePorts {
  readonly finder: QueueFinderPort;
  /** `discover`, perhaps from the discovery cache; `anew` bypasses the cache. */
  readonly discover: (request: DiscoveryRequest, anew: boolean) => Promise<Discovered>;
}

/**
 * The URL of the dead letter queue: the one that was named, that of the stack that was named, else that of the stack
 * `momento-api`, else the only one that the rules to Momento in this account and region use. Rejects with a Failure that
 * names them where there are several, or says what to do where there are none.
 */
export async function locateQueue(ports: LocatePorts, connection: Connection): Promise<string> {
  const { finder } = ports;
  const { queue, stack, integration } = connection;
  if (queue !== undefined) return namedQueue(finder, queue);
  if (stack !== undefined) return orFail(await finder.urlInStack(stack), `read the stack ${stack}`, noStack(stack));
  const usual = integration === undefined ? await finder.urlInStack(DEFAULT_STACK) : undefined;
  if (usual?.kind === 'found') return usual.value;
  const { arn, lookup } = await lookUpQueue(ports, inAccount(connection), ({ integrations }) =>
    theQueue(
      integration === undefined && integrations.length > 0
        ? integrations
        : [one(chooseIntegration(integrations, integration), integration)],
    ),
  );
  return orFail(lookup, `find the queue ${arn}`, noSuchQueue(String(arn)));
}

/** An integration and its dead letter queue, if the queue exists and may be read. */
export interface Located {
  readonly integration: Integration;
  readonly queueUrl: string | undefined;
  /** When the integration was read, in epoch milliseconds. */
  readonly seenAt: number;
  /** Parts that could not be read, and missing ones. */
  readonly warnings: readonly string[];
}

/**
 * The selected integration, found as `locateQueue` finds the queue; with a named queue it is the one whose dead letters
 * that queue holds. A queue that is gone or hidden is a warning, because everything else can still be shown.
 */
export async function locateIntegration(ports: LocatePorts, connection: Connection): Promise<Located> {
  const { queue, stack, integration: name } = connection;
  if (queue !== undefined) return locateByQueue(ports, connection, queue);
  const usual = name === undefined ? DEFAULT_STACK : undefined;
  const request = { ...inAccount(connection), stack: stack ?? usual, orAccount: stack === undefined };
  const chosen = ({ integrations }: Discovered) => one(chooseIntegration(integrations, name), name);
  const queueLookup = await lookUpQueue(ports, request, (found) => {
    const integration = chosen(found);
    return integration.queueArns.length === 0 ? undefined : theQueue([integration]);
  });
  const { discovered, lookup } = queueLookup;
  return {
    integration: chosen(discovered),
    queueUrl: lookup.kind === 'found' ? lookup.value : undefined,
    seenAt: discovered.at,
    warnings: [...discovered.warnings, ...queueWarnings(queueLookup)],
  };
}

async function locateByQueue(ports: LocatePorts, connection: Connection, address: QueueAddress): Promise<Located> {
  const queueUrl = await namedQueue(ports.finder, address);
  const { at, integrations, warnings } = await ports.discover(inAccount(connection), false);
  const { integration: name } = connection;
  const choice =
    name === undefined ? integrationOfQueue(integrations, queueUrl) : chooseIntegration(integrations, name);
  if (choice.kind !== 'none' || name !== undefined) {
    return { integration: one(choice, name), queueUrl, seenAt: at, warnings };
  }
  const alone =
    'No rule that invokes a destination at Momento leaves its dead letters in this queue: only the queue is shown.';
  const integration = integrationOf(queueUrl.split('/').at(-1) ?? '', [], []);
  return { integration, queueUrl, seenAt: at, warnings: [...warnings, alone] };
}

interface QueueLookup {
  readonly discovered: Discovered;
  /** Undefined where the integration has no queue. */
  readonly arn: string | undefined;
  readonly lookup: Lookup<string>;
}

/** If a queue does not exist, the cache may be stale, so the deployed resources are then looked up again. */
async function lookUpQueue(
  ports: LocatePorts,
  request: DiscoveryRequest,
  arnOf: (discovered: Discovered) => string | undefined,
  anew = false,
): Promise<QueueLookup> {
  const discovered = await ports.discover(request, anew);
  const arn = arnOf(discovered);
  if (arn === undefined) return { discovered, arn, lookup: { kind: 'missing' } };
  const lookup = await ports.finder.find(addressOf(arn));
  return lookup.kind === 'missing' && !anew ? lookUpQueue(ports, request, arnOf, true) : { discovered, arn, lookup };
}

function inAccount({ endpointHosts = [] }: Connection): DiscoveryRequest {
  return { stack: undefined, orAccount: true, endpointHosts };
}

async function namedQueue(finder: QueueFinderPort, address: QueueAddress): Promise<string> {
  const name = address.kind === 'url' ? address.url : address.name;
  return orFail(await finder.find(address), `find the queue ${name}`, noSuchQueue(name));
}

function addressOf(arn: string): QueueAddress {
  return parseQueueAddress(arn) ?? { kind: 'name', name: arn };
}

function queueWarnings({ arn, lookup }: QueueLookup): readonly string[] {
  if (arn === undefined || lookup.kind === 'found') return [];
  return lookup.kind === 'missing'
    ? [`The dead letter queue ${arn} does not exist: events that fail permanently are lost.`]
    : [`AWS did not allow it (${lookup.reason}): the dead letter queue ${arn} could not be found.`];
}

function one(choice: Choice<Integration>, name: string | undefined): Integration {
  switch (choice.kind) {
    case 'one':
      return choice.value;
    case 'none':
      throw noIntegration(name);
    case 'several':
      throw severalIntegrations(choice.names);
  }
}

function theQueue(integrations: readonly Integration[]): string {
  const choice = chooseQueue(integrations);
  switch (choice.kind) {
    case 'one':
      return choice.value;
    case 'none':
      throw noQueue(integrations);
    case 'several':
      throw integrations.length > 1
        ? severalIntegrations(integrations.map(({ name }) => name))
        : severalQueues(choice.names);
  }
}
