import {
  DescribeApiDestinationCommand,
  DescribeConnectionCommand,
  DescribeEventBusCommand,
  DescribeRuleCommand,
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  type Rule as SdkRule,
  type Target as SdkTarget,
  TestEventPatternCommand,
} from '@aws-sdk/client-eventbridge';
import type { IntegrationPort, NeighbourPort } from '../app/ports.ts';
import type { Target, TargetInput } from '../domain/eventbridge/target.ts';
import { awsFault } from './aws-error.ts';
import { lookUp } from './lookup.ts';
import type { Pace } from './pace.ts';
import { clientConfig, ready, type Session } from './session.ts';
import { stoppingWith } from './stopping.ts';

/**
 * The deployed rules, targets and destinations, read with the AWS SDK. What may be asked for each event goes at `pace`; faster,
 * AWS would throttle it until a look fails and ends the run.
 */
export function deployedIntegration(session: Session, pace: Pace): IntegrationPort & NeighbourPort {
  const client = ready(new EventBridgeClient(clientConfig(session)), session);
  const cut = stoppingWith(session.stop).lookUp;
  return {
    bus: (rule) =>
      lookUp(`describe the event bus ${rule.bus}`, async () => {
        await client.send(new DescribeEventBusCommand({ Name: rule.busArn }), cut);
        return true as const;
      }),
    rule: (rule) =>
      lookUp(`describe the rule ${rule.name}`, async () => {
        const found = await client.send(new DescribeRuleCommand({ Name: rule.name, EventBusName: rule.busArn }), cut);
        return { state: found.State ?? 'UNKNOWN', pattern: found.EventPattern };
      }),
    targets: (rule) =>
      lookUp(`list the targets of the rule ${rule.name}`, async () => {
        const found: SdkTarget[] = [];
        let next: string | undefined;
        do {
          const page = await client.send(
            new ListTargetsByRuleCommand({ Rule: rule.name, EventBusName: rule.busArn, NextToken: next }),
            cut,
          );
          found.push(...(page.Targets ?? []));
          next = page.NextToken;
        } while (next !== undefined);
        return found.map(target);
      }),
    destination: ({ name }) =>
      lookUp(`describe the API destination ${name}`, async () => {
        const found = await client.send(new DescribeApiDestinationCommand({ Name: name }), cut);
        return {
          name: found.Name ?? name,
          arn: found.ApiDestinationArn ?? '',
          endpoint: found.InvocationEndpoint ?? '',
          method: found.HttpMethod ?? '',
          state: found.ApiDestinationState,
          connectionArn: found.ConnectionArn,
        };
      }),
    connection: ({ name, arn }) =>
      lookUp(`describe the connection ${name}`, async () => {
        const found = await client.send(new DescribeConnectionCommand({ Name: name }), cut);
        return {
          name: found.Name ?? name,
          arn: found.ConnectionArn ?? arn,
          state: found.ConnectionState ?? 'UNKNOWN',
          reason: found.StateReason,
        };
      }),
    rules: (rule) =>
      lookUp(`list the rules on ${rule.bus}`, async () => {
        const found: SdkRule[] = [];
        let next: string | undefined;
        do {
          const page = await client.send(new ListRulesCommand({ EventBusName: rule.busArn, NextToken: next }), cut);
          found.push(...(page.Rules ?? []));
          next = page.NextToken;
        } while (next !== undefined);
        return found.map(({ Arn = '', State = 'UNKNOWN', EventPattern }) => ({
          arn: Arn,
          state: State,
          pattern: EventPattern,
        }));
      }),
    matches: (pattern, eventText) =>
      lookUp(
        'test an event pattern',
        async () => {
          const command = new TestEventPatternCommand({ EventPattern: pattern, Event: eventText });
          const { Result } = await pace(() => client.send(command, cut));
          return Result === true;
        },
        (thrown) => awsFault(thrown).kind === 'refused',
      ),
  };
}

function target(found: SdkTarget): Target {
  const http = found.HttpParameters;
  return {
    id: found.Id ?? '',
    arn: found.Arn ?? '',
    input: inputOf(found),
    http: {
      path: http?.PathParameterValues ?? [],
      query: http?.QueryStringParameters ?? {},
      headers: http?.HeaderParameters ?? {},
    },
    deadLetterArn: found.DeadLetterConfig?.Arn,
    retry: found.RetryPolicy && {
      maximumAttempts: found.RetryPolicy.MaximumRetryAttempts,
      maximumAgeSeconds: found.RetryPolicy.MaximumEventAgeInSeconds,
    },
  };
}

function inputOf({ Input, InputPath, InputTransformer }: SdkTarget): TargetInput {
  if (InputTransformer !== undefined) {
    const { InputPathsMap = {}, InputTemplate = '' } = InputTransformer;
    return { kind: 'transformer', paths: InputPathsMap, template: InputTemplate };
  }
  if (InputPath !== undefined) return { kind: 'path', path: InputPath };
  if (Input !== undefined) return { kind: 'constant', text: Input };
  return { kind: 'whole-event' };
}
