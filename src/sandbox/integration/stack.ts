import { arnOf, ruleArn } from '../eventbridge/place.ts';
import type { EventBridgeStore } from '../eventbridge/store.ts';
import type { Queues } from '../sqs/queues.ts';
import type { JsonOperation } from '../wire/wire.ts';
import { QUICK_START_ROUTES, type QuickStartRoute } from './quick-start.ts';

/** A resource of a stack, as CloudFormation tells it. */
export interface StackResource {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
}

/** A stack that was deployed. `createdAt` in epoch milliseconds of the sandbox clock. */
export interface Stack {
  readonly name: string;
  readonly id: string;
  readonly createdAt: number;
  readonly parameters: Readonly<Record<string, string>>;
  readonly resources: readonly StackResource[];
  readonly queueArn: string;
  readonly connectionName: string;
  readonly roleArn: string;
  readonly ruleArns: readonly string[];
}

/** How to deploy the quick-start. */
export interface StackOptions {
  readonly name: string;
  readonly bus: string;
  /** The Momento credential for the connection. */
  readonly token: string;
  /** `https://api.cache.<cell>.prod.a.momentohq.com`, without a slash at the end. */
  readonly baseUrl: string;
  /** The published template has none, so that every dead letter is lost; with it they arrive. */
  readonly withQueuePolicy: boolean;
}

/** What deploying works with: the API's own operations, so that a stack cannot have what the API would refuse. */
export interface StackParts {
  readonly store: EventBridgeStore;
  readonly queues: Queues;
  readonly operations: Readonly<Record<string, JsonOperation>>;
}

/** Deploys `momento-api`, the quick-start of Momento's EventBridge integration. Rejects with AwsError as the API does. */
export async function deployStack(parts: StackParts, options: StackOptions): Promise<Stack> {
  const { store, queues } = parts;
  const { ids, place } = store;
  const call = async (operation: string, input: Record<string, unknown>): Promise<Record<string, unknown>> =>
    (await parts.operations[operation]?.(input, { signal: new AbortController().signal })) ?? {};
  const physical = (logicalId: string): string => `${options.name}-${logicalId}-${ids.suffix(12)}`.slice(-64);

  const routes = QUICK_START_ROUTES.map((route) => ({ route, ruleName: physical(route.ruleLogicalId) }));
  const ruleArns = routes.map(({ ruleName }) => ruleArn(place, options.bus, ruleName));
  const queueName = physical('FailedDeliveryDLQ');
  const queueArn = arnOf(place, 'sqs', queueName);
  const policy: readonly [string, string][] = options.withQueuePolicy
    ? [['Policy', queuePolicy(queueArn, ruleArns)]]
    : [];
  const queue = queues.create(queueName, new Map(policy));

  const connectionName = `ApiConnection-${ids.suffix(12)}`;
  const { ConnectionArn } = await call('CreateConnection', {
    Name: connectionName,
    AuthorizationType: 'API_KEY',
    AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'Authorization', ApiKeyValue: options.token } },
  });
  const roleName = physical('ApiDestinationsTargetRole');
  const roleArn = `arn:aws:iam::${place.account}:role/${roleName}`;
  const resources: StackResource[] = [
    { logicalId: 'ApiConnection', physicalId: connectionName, type: 'AWS::Events::Connection' },
    { logicalId: 'ApiDestinationsTargetRole', physicalId: roleName, type: 'AWS::IAM::Role' },
    { logicalId: 'FailedDeliveryDLQ', physicalId: queues.urlOf(queue), type: 'AWS::SQS::Queue' },
  ];

  for (const { route, ruleName } of routes) {
    const destination = `${route.destinationLogicalId}-${ids.suffix(12)}`;
    const { ApiDestinationArn } = await call('CreateApiDestination', {
      Name: destination,
      ConnectionArn,
      InvocationEndpoint: options.baseUrl + route.path,
      HttpMethod: route.method,
      InvocationRateLimitPerSecond: 300,
    });
    const pattern = JSON.stringify({ 'detail-type': [route.detailType] });
    await call('PutRule', { Name: ruleName, EventBusName: options.bus, EventPattern: pattern, State: 'ENABLED' });
    const target = targetOf(route, String(ApiDestinationArn), roleArn, queueArn);
    await call('PutTargets', { Rule: ruleName, EventBusName: options.bus, Targets: [target] });
    const ruleId = options.bus === 'default' ? ruleName : `${options.bus}|${ruleName}`;
    resources.push(
      { logicalId: route.destinationLogicalId, physicalId: destination, type: 'AWS::Events::ApiDestination' },
      { logicalId: route.ruleLogicalId, physicalId: ruleId, type: 'AWS::Events::Rule' },
    );
  }
  return {
    name: options.name,
    id: arnOf(place, 'cloudformation', `stack/${options.name}/${ids.uuid()}`),
    createdAt: store.clock.now(),
    // CloudFormation shows a NoEcho parameter as stars.
    parameters: { EventBusName: options.bus, MomentoAuthToken: '****' },
    resources,
    queueArn,
    connectionName,
    roleArn,
    ruleArns,
  };
}

/** The policy that lets those rules send to the queue. Source: user guide, "Granting permissions to the dead-letter queue". */
export function queuePolicy(queueArn: string, ruleArns: readonly string[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'DeadLettersOfTheRules',
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queueArn,
        Condition: { ArnEquals: { 'aws:SourceArn': ruleArns } },
      },
    ],
  });
}

function targetOf(
  route: QuickStartRoute,
  destinationArn: string,
  roleArn: string,
  queueArn: string,
): Record<string, unknown> {
  return {
    Id: route.destinationLogicalId,
    Arn: destinationArn,
    RoleArn: roleArn,
    HttpParameters: route.http,
    ...(route.transformer && { InputTransformer: route.transformer }),
    DeadLetterConfig: { Arn: queueArn },
  };
}
