import type { Integration } from '../../domain/integration/integration.ts';
import type { Lookup } from '../../domain/integration/lookup.ts';
import { EXIT, Failure, usage } from '../failures.ts';

/** The resource; a Failure where the lookup was denied, `whenMissing` where it does not exist. */
export function orFail<T>(lookup: Lookup<T>, tried: string, whenMissing: Failure): T {
  switch (lookup.kind) {
    case 'found':
      return lookup.value;
    case 'missing':
      throw whenMissing;
    case 'denied':
      throw new Failure(
        EXIT.aws,
        lookup.reason,
        lookup.reason === 'EndlessNextToken'
          ? `Could not ${tried}: its pages do not end (${lookup.reason}).`
          : `AWS denied permission to ${tried} (${lookup.reason}).`,
        'The IAM policy in docs/permissions.md lists what momento-eb needs; with --queue the dlq commands need no search.',
      );
  }
}

/** No stack of that name. */
export function noStack(stack: string): Failure {
  return new Failure(
    EXIT.notFound,
    'StackNotFound',
    `There is no stack ${stack} in this account and region.`,
    'Leave out --stack to search the account, or name the queue with --queue; check --region and --profile.',
  );
}

/** No queue of that name. */
export function noSuchQueue(name: string): Failure {
  return new Failure(
    EXIT.notFound,
    'QueueDoesNotExist',
    `There is no queue ${name} in this account and region.`,
    'Check the name, --region and --profile.',
  );
}

/** Nothing in the account, or nothing of that name. */
export function noIntegration(name: string | undefined): Failure {
  return name === undefined
    ? new Failure(
        EXIT.notFound,
        'IntegrationNotFound',
        'No stack and no queue was named, and no rule in this account and region invokes an API destination at Momento.',
        'Check --region and --profile, name the queue with --queue or the stack with --stack, or say with --endpoint-host which host is Momento.',
      )
    : new Failure(
        EXIT.notFound,
        'IntegrationNotFound',
        `No rule in this account and region sends to Momento through a connection ${name}.`,
        'Leave out --integration to see which there are.',
      );
}

/** A stack that sends nothing anywhere. */
export function noRouteInStack(stack: string): Failure {
  return new Failure(
    EXIT.notFound,
    'IntegrationNotFound',
    `No rule in the stack ${stack} invokes an API destination.`,
    'Leave out --stack to search the account.',
  );
}

/** More than one integration, and none was chosen. */
export function severalIntegrations(names: readonly string[]): Failure {
  return usage(
    `There are several integrations in this account and region: ${names.join(', ')}.`,
    'Choose one with --integration NAME.',
  );
}

/** More than one dead letter queue, and none was chosen. */
export function severalQueues(arns: readonly string[]): Failure {
  return usage(`The integration has several dead letter queues: ${arns.join(', ')}.`, 'Choose one with --queue ARN.');
}

/** Targets without a dead letter queue. */
export function noQueue(integrations: readonly Integration[]): Failure {
  const names = integrations.map(({ name }) => name).join(', ');
  return new Failure(
    EXIT.notFound,
    'NoDeadLetterQueue',
    `No target of ${names} has a dead letter queue, so events that fail permanently are lost.`,
    'Give each target a DeadLetterConfig; momento-eb stats shows what fails meanwhile.',
  );
}
