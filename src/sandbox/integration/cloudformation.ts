import { escapeXml } from '../wire/aws-query.ts';
import { AwsError, type QueryService } from '../wire/wire.ts';
import type { Stack, StackResource } from './stack.ts';

/**
 * As many as one answer holds. DescribeStackResources has no more. Source: CloudFormation API reference,
 * "DescribeStackResources" and "ListStackResources".
 */
const PAGE = 100;

/** CloudFormation as far as it describes: stacks and their resources. It creates nothing. */
export function cloudFormationService(stacks: () => readonly Stack[]): QueryService {
  const named = (parameters: URLSearchParams): Stack => {
    const wanted = parameters.get('StackName');
    if (!wanted) throw invalid('1 validation error detected: Value null at stackName must not be null');
    const stack = stacks().find(({ name, id }) => name === wanted || id === wanted);
    if (!stack) throw invalid(`Stack with id ${wanted} does not exist`);
    return stack;
  };
  const resourcesOf = (parameters: URLSearchParams): readonly (readonly [Stack, StackResource])[] => {
    const physicalId = parameters.get('PhysicalResourceId');
    const logicalId = parameters.get('LogicalResourceId');
    if (physicalId && parameters.has('StackName')) {
      throw invalid('StackName and PhysicalResourceId cannot both be given');
    }
    const stack = physicalId
      ? stacks().find(({ resources }) => resources.some((resource) => resource.physicalId === physicalId))
      : named(parameters);
    if (!stack) throw invalid(`Stack for ${physicalId} does not exist`);
    return stack.resources
      .filter((resource) => !logicalId || resource.logicalId === logicalId)
      .map((resource) => [stack, resource] as const);
  };
  return {
    version: '2010-05-15',
    namespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
    actions: {
      DescribeStacks: (parameters) =>
        list('Stacks', (parameters.has('StackName') ? [named(parameters)] : stacks()).map(stackXml)),
      DescribeStackResources: (parameters) =>
        list(
          'StackResources',
          firstPage(resourcesOf(parameters)).map(
            ([stack, resource]) =>
              element('StackName', stack.name) +
              element('StackId', stack.id) +
              resourceXml(resource, 'Timestamp', stack.createdAt),
          ),
        ),
      ListStackResources: (parameters) => {
        const stack = named(parameters);
        const from = startOf(parameters.get('NextToken'), stack);
        const summaries = stack.resources
          .slice(from, from + PAGE)
          .map((one) => resourceXml(one, 'LastUpdatedTimestamp', stack.createdAt));
        const next = from + PAGE < stack.resources.length ? element('NextToken', tokenOf(from + PAGE, stack)) : '';
        return list('StackResourceSummaries', summaries) + next;
      },
    },
  };
}

function firstPage<T>(all: readonly T[]): readonly T[] {
  return all.slice(0, PAGE);
}

/** A token is good for its own stack only. */
function tokenOf(start: number, { id }: Stack): string {
  return Buffer.from(JSON.stringify([id, start])).toString('base64');
}

function startOf(token: string | null, stack: Stack): number {
  if (token === null) return 0;
  for (let start = PAGE; start < stack.resources.length; start += PAGE) {
    if (tokenOf(start, stack) === token) return start;
  }
  throw invalid('The token is not valid for this stack.');
}

function stackXml(stack: Stack): string {
  const parameters = Object.entries(stack.parameters).map(
    ([name, value]) => element('ParameterKey', name) + element('ParameterValue', value),
  );
  return [
    element('StackName', stack.name),
    element('StackId', stack.id),
    element('CreationTime', new Date(stack.createdAt).toISOString()),
    element('StackStatus', 'CREATE_COMPLETE'),
    element('DisableRollback', 'false'),
    list('Parameters', parameters),
    '<Outputs/>',
    '<Tags/>',
  ].join('');
}

function resourceXml(resource: StackResource, timeName: string, at: number): string {
  return [
    element('LogicalResourceId', resource.logicalId),
    element('PhysicalResourceId', resource.physicalId),
    element('ResourceType', resource.type),
    element(timeName, new Date(at).toISOString()),
    element('ResourceStatus', 'CREATE_COMPLETE'),
  ].join('');
}

function list(name: string, members: readonly string[]): string {
  return `<${name}>${members.map((member) => `<member>${member}</member>`).join('')}</${name}>`;
}

function element(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>`;
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message);
}
