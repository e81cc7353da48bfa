import { type Choice, chooseIntegration, chooseQueue, integrationOfQueue } from '../domain/integration/choose.ts';
import { type Integration, integrationOf } from '../domain/integration/integration.ts';
import { parseQueueAddress, type QueueAddress } from '../domain/integration/queue-address.ts';
import type { Connection } from './connection.ts';
import { type Discovered, type DiscoveryPorts, discover } from './discover.ts';
import {
  noIntegration,
  noQueue,
  noStack,
  noSuchQueue,
  orFail,
  severalIntegrations,
  severalQueues,
} from './location-failures.ts';
import type { QueueFinderPort } from './ports.ts';

/** The stack that the quick-start template makes unless told otherwise. */
export const DEFAULT_STACK = 'momento-api';

export interface LocatePorts extends DiscoveryPorts {
  readonly finder: QueueFinderPort;
}

/**
 * The URL of the dead letter queue: the one that was named, that of the stack that was named, else that of the stack
 * `momento-api`, else the only one that the rules to Momento in this account and region use. Rejects with a Failure that
 * names them where there are several, or says what to do where there is none.
 */
export async function locateQueue(ports: LocatePorts, connection: Connection): Promise<string> {
  const { queue, stack } = connection;
  if (queue !== undefined) return urlOf(ports.finder, queue);
  if (stack !== undefined)
    return orFail(await ports.finder.urlInStack(stack), `read the stack ${stack}`, noStack(stack));
  if (connection.integration === undefined) {
    const inDefault = await ports.finder.urlInStack(DEFAULT_STACK);
    if (inDefault.kind === 'found') return inDefault.value;
  }
  const { integrations } = await inAccount(ports, connection);
  const { integration: name } = connection;
  const meant = name === undefined ? integrations : [one(chooseIntegration(integrations, name), connection)];
  if (meant.length === 0) throw noIntegration(name);
  return urlOf(ports.finder, addressOf(theQueue(meant)));
}

/** An integration and its dead letter queue, if that is there and may be looked at. */
export interface Located {
  readonly integration: Integration;
  readonly queueUrl: string | undefined;
  /** What could not be seen, and what is missing. */
  readonly warnings: readonly string[];
}

/**
 * The integration that is meant, found as `locateQueue` finds the queue; with a named queue it is the one whose dead
 * letters lie there. A queue that is gone or hidden is a warning, because everything else can still be shown.
 */
export async function locateIntegration(ports: LocatePorts, connection: Connection): Promise<Located> {
  if (connection.queue !== undefined) return byQueue(ports, connection, connection.queue);
  const { integrations, warnings } = await search(ports, connection);
  const integration = one(chooseIntegration(integrations, connection.integration), connection);
  if (integration.queueArns.length === 0) return { integration, queueUrl: undefined, warnings };
  const arn = theQueue([integration]);
  const looked = await ports.finder.find(addressOf(arn));
  switch (looked.kind) {
    case 'found':
      return { integration, queueUrl: looked.value, warnings };
    case 'missing':
      return {
        integration,
        queueUrl: undefined,
        warnings: [...warnings, `The dead letter queue ${arn} does not exist: events that fail for good are lost.`],
      };
    case 'denied':
      return {
        integration,
        queueUrl: undefined,
        warnings: [
          ...warnings,
          `AWS did not allow it (${looked.reason}): the dead letter queue ${arn} could not be found.`,
        ],
      };
  }
}

async function byQueue(ports: LocatePorts, connection: Connection, address: QueueAddress): Promise<Located> {
  const queueUrl = await urlOf(ports.finder, address);
  const { integrations, warnings } = await inAccount(ports, connection);
  const named = connection.integration;
  const choice =
    named === undefined ? integrationOfQueue(integrations, queueUrl) : chooseIntegration(integrations, named);
  if (choice.kind !== 'none') return { integration: one(choice, connection), queueUrl, warnings };
  if (named !== undefined) throw noIntegration(named);
  const alone =
    'No rule that invokes a destination at Momento has this queue as its dead letter queue; only the queue is shown.';
  return {
    integration: integrationOf(queueUrl.split('/').at(-1) ?? '', [], []),
    queueUrl,
    warnings: [...warnings, alone],
  };
}

function search(ports: LocatePorts, { stack, integration, endpointHosts = [] }: Connection): Promise<Discovered> {
  const usual = integration === undefined ? DEFAULT_STACK : undefined;
  return discover(ports, { stack: stack ?? usual, orAccount: stack === undefined, endpointHosts });
}

function inAccount(ports: LocatePorts, { endpointHosts = [] }: Connection): Promise<Discovered> {
  return discover(ports, { stack: undefined, orAccount: true, endpointHosts });
}

function one(choice: Choice<Integration>, { integration }: Connection): Integration {
  switch (choice.kind) {
    case 'one':
      return choice.value;
    case 'none':
      throw noIntegration(integration);
    case 'several':
      throw severalIntegrations(choice.names);
  }
}

async function urlOf(finder: QueueFinderPort, address: QueueAddress): Promise<string> {
  const name = address.kind === 'url' ? address.url : address.name;
  return orFail(await finder.find(address), `find the queue ${name}`, noSuchQueue(name));
}

function addressOf(arn: string): QueueAddress {
  return parseQueueAddress(arn) ?? { kind: 'name', name: arn };
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
