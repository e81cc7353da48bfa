import {
  DescribeApiDestinationCommand,
  DescribeEventBusCommand,
  DescribeRuleCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
  type Target as SdkTarget,
  TestEventPatternCommand,
} from '@aws-sdk/client-eventbridge';
import type { IntegrationPort } from '../app/ports.ts';
import type { Target, TargetInput } from '../domain/eventbridge/target.ts';
import { awsFault } from './aws-error.ts';
import { look } from './look.ts';
import { clientConfig, type Session } from './session.ts';

/** The deployed rules, targets and destinations, read with the AWS SDK. */
export function deployedIntegration(session: Session): IntegrationPort {
  const client = new EventBridgeClient(clientConfig(session));
  return {
    bus: (rule) =>
      look(`describe the event bus ${rule.bus}`, async () => {
        await client.send(new DescribeEventBusCommand({ Name: rule.busArn }));
        return true as const;
      }),
    rule: (rule) =>
      look(`describe the rule ${rule.name}`, async () => {
        const found = await client.send(new DescribeRuleCommand({ Name: rule.name, EventBusName: rule.busArn }));
        return { state: found.State ?? 'UNKNOWN', pattern: found.EventPattern };
      }),
    targets: (rule) =>
      look(`list the targets of the rule ${rule.name}`, async () => {
        const found: SdkTarget[] = [];
        let next: string | undefined;
        do {
          const page = await client.send(
            new ListTargetsByRuleCommand({ Rule: rule.name, EventBusName: rule.busArn, NextToken: next }),
          );
          found.push(...(page.Targets ?? []));
          next = page.NextToken;
        } while (next !== undefined);
        return found.map(target);
      }),
    destination: ({ name }) =>
      look(`describe the API destination ${name}`, async () => {
        const found = await client.send(new DescribeApiDestinationCommand({ Name: name }));
        return {
          name: found.Name ?? name,
          arn: found.ApiDestinationArn ?? '',
          endpoint: found.InvocationEndpoint ?? '',
          method: found.HttpMethod ?? '',
        };
      }),
    matches: (pattern, eventText) =>
      look(
        'test an event pattern',
        async () => {
          const { Result } = await client.send(
            new TestEventPatternCommand({ EventPattern: pattern, Event: eventText }),
          );
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
