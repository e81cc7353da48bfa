import { arnOf } from '../eventbridge/place.ts';
import { queuePolicy } from '../integration/stack.ts';
import { withAttributes } from '../sqs/queue-attributes.ts';
import type { WholeSandbox } from '../whole-sandbox.ts';

/** What the other team's rule matches. */
export const OTHER_TEAM = { source: 'billing', detailType: 'invoiceIssued' } as const;

/**
 * Another team's rule on the same bus, whose target queue is gone and whose dead letters come into the stack's queue,
 * because its policy was widened for them. A queue without policy keeps none: then theirs are lost as well.
 */
export async function deployOtherTeam({ integration, queues, stack }: WholeSandbox): Promise<void> {
  const { operations } = integration.eventBridge.service;
  const call = { signal: new AbortController().signal };
  const rule = 'invoices-to-accounting';
  const pattern = JSON.stringify({ source: [OTHER_TEAM.source], 'detail-type': [OTHER_TEAM.detailType] });
  const put = await operations.PutRule?.({ Name: rule, EventPattern: pattern }, call);
  const target = {
    Id: 'accounting',
    Arn: arnOf(integration.store.place, 'sqs', 'accounting-invoices'),
    DeadLetterConfig: { Arn: stack.queueArn },
  };
  await operations.PutTargets?.({ Rule: rule, Targets: [target] }, call);
  const queue = queues.findByArn(stack.queueArn);
  if (queue === undefined || !queue.attributes.has('Policy')) return;
  const policy = queuePolicy(stack.queueArn, [...stack.ruleArns, String(put?.RuleArn)]);
  queue.attributes = withAttributes(queue.attributes, new Map([['Policy', policy]]));
}
