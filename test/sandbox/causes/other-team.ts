import {
  CreateApiDestinationCommand,
  ListConnectionsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { queuePolicy } from '../../../src/sandbox/integration/stack.ts';
import { entry, type StartedIntegration } from '../integrations.ts';

/** Another team's rule on the same bus, whose failed deliveries go to the same queue because its policy was widened. */
export async function deployOtherTeam(started: StartedIntegration, targetArn: string): Promise<void> {
  const { sandbox, events, sqs } = started;
  const { queueArn, ruleArns, roleArn, resources } = sandbox.stack;
  const rule = { Name: 'invoices', EventPattern: JSON.stringify({ source: ['billing'] }) };
  const { RuleArn = '' } = await events.send(new PutRuleCommand(rule));
  const target = { Id: 'invoices', Arn: targetArn, RoleArn: roleArn, DeadLetterConfig: { Arn: queueArn } };
  await events.send(new PutTargetsCommand({ Rule: rule.Name, Targets: [target] }));
  await sqs.send(
    new SetQueueAttributesCommand({
      QueueUrl: resources.find(({ logicalId }) => logicalId === 'FailedDeliveryDLQ')?.physicalId,
      Attributes: { Policy: queuePolicy(queueArn, [...ruleArns, RuleArn]) },
    }),
  );
}

/** An API destination whose host is not Momento's; answers its ARN. */
export async function strangersDestination({ events }: StartedIntegration): Promise<string> {
  const { Connections = [] } = await events.send(new ListConnectionsCommand({}));
  const { ApiDestinationArn = '' } = await events.send(
    new CreateApiDestinationCommand({
      Name: 'invoices',
      ConnectionArn: Connections[0]?.ConnectionArn,
      InvocationEndpoint: 'https://invoices.example.com/v1',
      HttpMethod: 'POST',
    }),
  );
  return ApiDestinationArn;
}

/** An event of theirs. */
export const INVOICE = entry('invoiceIssued', { invoice: 17 }, { Source: 'billing' });
