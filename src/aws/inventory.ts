import {
  DescribeApiDestinationCommand,
  EventBridgeClient,
  ListApiDestinationsCommand,
  ListEventBusesCommand,
  ListRuleNamesByTargetCommand,
} from '@aws-sdk/client-eventbridge';
import type { InventoryPort, StackRule } from '../app/integration/discovery-ports.ts';
import type { Destination } from '../domain/integration/integration.ts';
import { isNoStack, lookUp } from './lookup.ts';
import type { Pace } from './pace.ts';
import { clientConfig, ready, type Session } from './session.ts';
import { stoppingWith } from './stopping.ts';

/** What is deployed in the session's account and region, read with the AWS SDK at a pace that leaves room for others. */
export function deployedInventory(session: Session, pace: Pace): InventoryPort {
  const client = ready(new EventBridgeClient(clientConfig(session)), session);
  const cut = stoppingWith(session.stop).lookUp;
  return {
    stack: (name) => lookUp(`read the stack ${name}`, () => stackContent(session, name), isNoStack),
    destinations: () =>
      lookUp('list the API destinations', () =>
        pages(async (NextToken) => {
          const page = await pace(() => client.send(new ListApiDestinationsCommand({ NextToken }), cut));
          return { items: (page.ApiDestinations ?? []).map(destination), next: page.NextToken };
        }),
      ),
    destination: (name) =>
      lookUp(`describe the API destination ${name}`, async () =>
        destination(await pace(() => client.send(new DescribeApiDestinationCommand({ Name: name }), cut))),
      ),
    buses: () =>
      lookUp('list the event buses', () =>
        pages(async (NextToken) => {
          const page = await pace(() => client.send(new ListEventBusesCommand({ NextToken }), cut));
          return { items: (page.EventBuses ?? []).flatMap(({ Name }) => Name ?? []), next: page.NextToken };
        }),
      ),
    rulesInvoking: (destinationArn, bus) =>
      lookUp('list the rules that invoke an API destination', () =>
        pages(async (NextToken) => {
          const page = await pace(() =>
            client.send(
              new ListRuleNamesByTargetCommand({ TargetArn: destinationArn, EventBusName: bus, NextToken }),
              cut,
            ),
          );
          return { items: page.RuleNames ?? [], next: page.NextToken };
        }),
      ),
  };
}

async function stackContent(session: Session, name: string) {
  // Loaded only here: without a stack nobody need pay for it.
  const { cloudFormationClient, stackResources } = await import('./stack-resources.ts');
  const resources = await stackResources(cloudFormationClient(session), name, session.stop);
  return {
    home: resources[0]?.stackId ?? '',
    rules: resources.filter(({ type }) => type === 'AWS::Events::Rule').map(({ physicalId }) => stackRule(physicalId)),
  };
}

/**
 * The physical id of a rule on a custom bus is `BUS|RULE`. Source: CloudFormation, "AWS::Events::Rule", "Ref". Whether the
 * bus stands there as an ARN when the template names it so is not documented.
 */
function stackRule(physicalId: string): StackRule {
  const at = physicalId.lastIndexOf('|');
  const bus = at < 0 ? 'default' : physicalId.slice(0, at).replace(/^arn:.*:event-bus\//, '');
  return { bus, name: physicalId.slice(at + 1) };
}

async function pages<T>(
  read: (next: string | undefined) => Promise<{ readonly items: readonly T[]; readonly next: string | undefined }>,
): Promise<readonly T[]> {
  const all: T[] = [];
  let next: string | undefined;
  do {
    const page = await read(next);
    all.push(...page.items);
    next = page.next;
  } while (next !== undefined);
  return all;
}

interface SdkDestination {
  readonly Name?: string | undefined;
  readonly ApiDestinationArn?: string | undefined;
  readonly ApiDestinationState?: string | undefined;
  readonly ConnectionArn?: string | undefined;
  readonly InvocationEndpoint?: string | undefined;
  readonly HttpMethod?: string | undefined;
}

function destination(found: SdkDestination): Destination {
  return {
    name: found.Name ?? '',
    arn: found.ApiDestinationArn ?? '',
    endpoint: found.InvocationEndpoint ?? '',
    method: found.HttpMethod ?? '',
    connectionArn: found.ConnectionArn ?? '',
    state: found.ApiDestinationState ?? 'UNKNOWN',
  };
}
