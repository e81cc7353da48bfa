import { CloudFormationClient, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { clientConfig, ready, type Session } from './session.ts';
import { stoppingWith } from './stopping.ts';

/** A resource of a deployed stack; for an SQS queue the physical id is its URL. */
export interface StackResource {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  /** The stack's ARN. */
  readonly stackId: string;
}

/** A CloudFormation client for a session. */
export function cloudFormationClient(session: Session): CloudFormationClient {
  return ready(new CloudFormationClient(clientConfig(session)), session);
}

/** The resources of a stack (at most 100, as DescribeStackResources answers); rejects with what the SDK throws. */
export async function stackResources(
  client: CloudFormationClient,
  stack: string,
  stop?: AbortSignal,
): Promise<readonly StackResource[]> {
  const { StackResources = [] } = await client.send(
    new DescribeStackResourcesCommand({ StackName: stack }),
    stoppingWith(stop).lookUp,
  );
  return StackResources.flatMap(({ LogicalResourceId, PhysicalResourceId, ResourceType, StackId }) =>
    LogicalResourceId === undefined || PhysicalResourceId === undefined
      ? []
      : [
          {
            logicalId: LogicalResourceId,
            physicalId: PhysicalResourceId,
            type: ResourceType ?? '',
            stackId: StackId ?? '',
          },
        ],
  );
}
