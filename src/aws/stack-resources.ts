import {
  CloudFormationClient,
  DescribeStacksCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import { objects, text } from './answer-values.ts';
import { isThrottled } from './aws-error.ts';
import { machineClock } from './clock.ts';
import { type Pace, pacedCalls } from './pace.ts';
import { pageGuard } from './pages.ts';
import { clientConfig, ready, type Session } from './session.ts';
import { stoppingWith } from './stopping.ts';

/** CloudFormation throttles earlier than EventBridge. */
const STACK_CALLS_PER_SECOND = 4;

/** A resource of a deployed stack; for an SQS queue the physical id is its URL. */
export interface StackResource {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
}

/** A CloudFormation client for a session. */
export function cloudFormationClient(session: Session): CloudFormationClient {
  return ready(new CloudFormationClient(clientConfig(session, 'cloudformation')), session);
}

/** All resources of a stack; rejects with the error of the SDK. A throttled list begins again: its pages cannot go on. */
export function stackResources(
  client: CloudFormationClient,
  stack: string,
  stop?: AbortSignal,
  pace = stackPace(),
): Promise<readonly StackResource[]> {
  return pace(async () => {
    const found: StackResource[] = [];
    const guard = pageGuard();
    for await (const page of paginateListStackResources({ client }, { StackName: stack }, stoppingWith(stop).lookUp)) {
      for (const { LogicalResourceId, PhysicalResourceId, ResourceType } of objects(page.StackResourceSummaries)) {
        const [logicalId, physicalId] = [text(LogicalResourceId), text(PhysicalResourceId)];
        if (logicalId === undefined || physicalId === undefined) continue;
        found.push({ logicalId, physicalId, type: text(ResourceType) ?? '' });
      }
      guard(page.NextToken);
    }
    return found;
  }, stop);
}

/** The ARN of a stack, for its partition, region and account; rejects with the error of the SDK. */
export async function stackArn(
  client: CloudFormationClient,
  stack: string,
  stop?: AbortSignal,
  pace = stackPace(),
): Promise<string> {
  const command = new DescribeStacksCommand({ StackName: stack });
  const { Stacks } = await pace(() => client.send(command, stoppingWith(stop).lookUp), stop);
  return text(objects(Stacks)[0]?.StackId) ?? '';
}

function stackPace(): Pace {
  return pacedCalls(STACK_CALLS_PER_SECOND, STACK_CALLS_PER_SECOND, machineClock, isThrottled);
}
