import {
  DescribeApiDestinationCommand,
  EventBridgeClient,
  ListApiDestinationsCommand,
  ListEventBusesCommand,
  ListRuleNamesByTargetCommand,
} from '@aws-sdk/client-eventbridge';
import type { InventoryPort, StackRule } from '../app/integration/discovery-ports.ts';
import type { Destination } from '../domain/integration/integration.ts';
import { objects, text, texts } from './answer-values.ts';
import { isNoStack, lookUp } from './lookup.ts';
import type { Pace } from './pace.ts';
import { allPages } from './pages.ts';
import { clientConfig, ready, type Session } from './session.ts';
import { stoppingWith } from './stopping.ts';

/** The deployed resources of the session's account and region, read with the AWS SDK at a pace that leaves room for others. */
export function deployedInventory(session: Session, pace: Pace): InventoryPort {
  const client = ready(new EventBridgeClient(clientConfig(session, 'eventbridge')), session);
  const cut = stoppingWith(session.stop).lookUp;
  const paced = <T>(call: () => Promise<T>) => pace(call, session.stop);
  return {
    stack: (name) => lookUp(`read the stack ${name}`, () => stackContent(session, name), isNoStack),
    destinations: () =>
      lookUp('list the API destinations', () =>
        allPages(async (NextToken) => {
          const page = await paced(() => client.send(new ListApiDestinationsCommand({ NextToken }), cut));
          return { items: objects(page.ApiDestinations).map(destination), next: page.NextToken };
        }),
      ),
    destination: (name) =>
      lookUp(`describe the API destination ${name}`, async () =>
        destination(await paced(() => client.send(new DescribeApiDestinationCommand({ Name: name }), cut))),
      ),
    buses: () =>
      lookUp('list the event buses', () =>
        allPages(async (NextToken) => {
          const page = await paced(() => client.send(new ListEventBusesCommand({ NextToken }), cut));
          return { items: texts(objects(page.EventBuses).map(({ Name }) => Name)), next: page.NextToken };
        }),
      ),
    rulesInvoking: (destinationArn, bus) =>
      lookUp('list the rules that invoke an API destination', () =>
        allPages(async (NextToken) => {
          const asked = { TargetArn: destinationArn, EventBusName: bus, NextToken };
          const page = await paced(() => client.send(new ListRuleNamesByTargetCommand(asked), cut));
          return { items: texts(page.RuleNames), next: page.NextToken };
        }),
      ),
  };
}

async function stackContent(session: Session, name: string) {
  // Loaded only here, because most runs read no stack.
  const { cloudFormationClient, stackArn, stackResources } = await import('./stack-resources.ts');
  const client = cloudFormationClient(session);
  const [home, resources] = await Promise.all([
    stackArn(client, name, session.stop),
    stackResources(client, name, session.stop),
  ]);
  return {
    home,
    rules: resources.filter(({ type }) => type === 'AWS::Events::Rule').map(({ physicalId }) => stackRule(physicalId)),
  };
}

/**
 * The physical id of a rule on a custom bus is `BUS|RULE`. Source: CloudFormation, "AWS::Events::Rule", "Ref". It is not
 * documented whether BUS is an ARN when the template names the bus by its ARN.
 */
function stackRule(physicalId: string): StackRule {
  const at = physicalId.lastIndexOf('|');
  const bus = at < 0 ? 'default' : physicalId.slice(0, at).replace(/^arn:.*:event-bus\//, '');
  return { bus, name: physicalId.slice(at + 1) };
}

interface SdkDestination {
  readonly Name?: unknown;
  readonly ApiDestinationArn?: unknown;
  readonly ApiDestinationState?: unknown;
  readonly ConnectionArn?: unknown;
  readonly InvocationEndpoint?: unknown;
  readonly HttpMethod?: unknown;
}

function destination(found: SdkDestination): Destination {
  return {
    name: text(found.Name) ?? '',
    arn: text(found.ApiDestinationArn) ?? '',
    endpoint: text(found.InvocationEndpoint) ?? '',
    method: text(found.HttpMethod) ?? '',
    connectionArn: text(found.ConnectionArn) ?? '',
    state: text(found.ApiDestinationState) ?? 'UNKNOWN',
  };
}
