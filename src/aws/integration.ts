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
import type { IntegrationPort, NamedRule, NeighbourPort } from '../app/ports.ts';
import type { Target, TargetInput } from '../domain/eventbridge/target.ts';
import { count, objects, text, textMembers, texts } from './answer-values.ts';
import { awsFault } from './aws-error.ts';
import { lookUp } from './lookup.ts';
import type { Pace } from './pace.ts';
import { allPages } from './pages.ts';
import { clientConfig, ready, type Session } from './session.ts';
import { stoppingWith } from './stopping.ts';

/**
 * The deployed rules, targets and destinations, read with the AWS SDK. Every call goes at `pace`: faster, AWS would throttle
 * until a lookup fails and ends the run.
 */
export function deployedIntegration(session: Session, pace: Pace): IntegrationPort & NeighbourPort {
  const client = ready(new EventBridgeClient(clientConfig(session, 'eventbridge')), session);
  const cut = stoppingWith(session.stop).lookUp;
  const paced = <T>(call: () => Promise<T>) => pace(call, session.stop);
  return {
    bus: (rule) =>
      lookUp(`describe the event bus ${rule.bus}`, async () => {
        await paced(() => client.send(new DescribeEventBusCommand({ Name: rule.busArn }), cut));
        return true as const;
      }),
    rule: (rule) =>
      lookUp(`describe the rule ${rule.name}`, async () => {
        const command = new DescribeRuleCommand({ Name: rule.name, EventBusName: rule.busArn });
        const found = await paced(() => client.send(command, cut));
        return { state: text(found.State) ?? 'UNKNOWN', pattern: text(found.EventPattern) };
      }),
    targets: (rule) =>
      lookUp(`list the targets of the rule ${rule.name}`, () =>
        allPages(async (NextToken) => {
          const command = new ListTargetsByRuleCommand({ Rule: rule.name, EventBusName: rule.busArn, NextToken });
          const page = await paced(() => client.send(command, cut));
          return { items: objects(page.Targets).map(target), next: page.NextToken };
        }),
      ),
    destination: ({ name }) =>
      lookUp(`describe the API destination ${name}`, async () => {
        const found = await paced(() => client.send(new DescribeApiDestinationCommand({ Name: name }), cut));
        return {
          name: text(found.Name) ?? name,
          arn: text(found.ApiDestinationArn) ?? '',
          endpoint: text(found.InvocationEndpoint) ?? '',
          method: text(found.HttpMethod) ?? '',
          state: text(found.ApiDestinationState),
          connectionArn: text(found.ConnectionArn),
        };
      }),
    connection: ({ name, arn }) =>
      lookUp(`describe the connection ${name}`, async () => {
        const found = await paced(() => client.send(new DescribeConnectionCommand({ Name: name }), cut));
        return {
          name: text(found.Name) ?? name,
          arn: text(found.ConnectionArn) ?? arn,
          state: text(found.ConnectionState) ?? 'UNKNOWN',
          reason: text(found.StateReason),
        };
      }),
    rules: (rule) =>
      lookUp(`list the rules on ${rule.bus}`, () =>
        allPages(async (NextToken) => {
          const command = new ListRulesCommand({ EventBusName: rule.busArn, NextToken });
          const page = await paced(() => client.send(command, cut));
          return { items: objects(page.Rules).map(namedRule), next: page.NextToken };
        }),
      ),
    matches: (pattern, eventText) =>
      lookUp(
        'test an event pattern',
        async () => {
          const command = new TestEventPatternCommand({ EventPattern: pattern, Event: eventText });
          const { Result } = await paced(() => client.send(command, cut));
          return Result === true;
        },
        (thrown) => awsFault(thrown).kind === 'refused',
      ),
  };
}

function namedRule({ Arn, State, EventPattern }: SdkRule): NamedRule {
  return { arn: text(Arn) ?? '', state: text(State) ?? 'UNKNOWN', pattern: text(EventPattern) };
}

function target(found: SdkTarget): Target {
  const { HttpParameters: http, RetryPolicy: retry } = found;
  return {
    id: text(found.Id) ?? '',
    arn: text(found.Arn) ?? '',
    input: inputOf(found),
    http: {
      path: texts(http?.PathParameterValues),
      query: textMembers(http?.QueryStringParameters),
      headers: textMembers(http?.HeaderParameters),
    },
    deadLetterArn: text(found.DeadLetterConfig?.Arn),
    retry: retry && {
      maximumAttempts: count(retry.MaximumRetryAttempts),
      maximumAgeSeconds: count(retry.MaximumEventAgeInSeconds),
    },
  };
}

function inputOf({ Input, InputPath, InputTransformer }: SdkTarget): TargetInput {
  if (InputTransformer) {
    const { InputPathsMap, InputTemplate } = InputTransformer;
    return { kind: 'transformer', paths: textMembers(InputPathsMap), template: text(InputTemplate) ?? '' };
  }
  const [path, constant] = [text(InputPath), text(Input)];
  if (path !== undefined) return { kind: 'path', path };
  if (constant !== undefined) return { kind: 'constant', text: constant };
  return { kind: 'whole-event' };
}
