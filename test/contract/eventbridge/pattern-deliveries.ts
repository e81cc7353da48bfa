import { randomUUID } from 'node:crypto';
import {
  CreateEventBusCommand,
  EventBridgeClient,
  InvalidEventPatternException,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { PatternCase } from '../../support/patterns/pattern-case.ts';
import { clientOptions, sqsAt } from '../engine.ts';

/** One event of one row: only the rule of its row looks at it, and the queue receives its name. */
interface Detail {
  readonly name: string;
  readonly row: number;
  readonly event: unknown;
}

/** Less than the whole event, for which moto_server takes a tenth of a second. */
const NAME_ALONE = { InputPathsMap: { name: '$.detail.name' }, InputTemplate: '{"name": "<name>"}' };

const LISTENS_SECONDS = 2;

/**
 * Which events of each row of a table, both those that must match and those that must not, the engine delivers to a
 * queue when the row's pattern is a rule's; none for a row whose pattern it refuses.
 */
export async function deliveries(
  endpoint: string,
  table: readonly PatternCase[],
): Promise<readonly (readonly unknown[])[]> {
  const events = new EventBridgeClient({ ...clientOptions(endpoint), maxAttempts: 1 });
  const queues = sqsAt(endpoint);
  const queue = await openQueue(queues);
  const bus = `patterns-${randomUUID()}`;
  await events.send(new CreateEventBusCommand({ Name: bus }));
  const put: Detail[] = [];
  let expected = 0;
  for (const [row, { pattern, matching, others }] of table.entries()) {
    if (!(await makeRule(events, bus, row, pattern, queue.arn))) continue;
    expected += matching.length;
    put.push(...[...matching, ...others].map((event, at) => ({ name: `${row}.${at}`, row, event })));
  }
  for (let from = 0; from < put.length; from += 10) {
    const Entries = put.slice(from, from + 10).map((detail) => ({
      EventBusName: bus,
      Source: 'patterns',
      DetailType: 'case',
      Detail: JSON.stringify(detail),
    }));
    await events.send(new PutEventsCommand({ Entries }));
  }
  const received = await receiveAll(queues, queue.url, expected);
  events.destroy();
  queues.destroy();
  return table.map((_, at) =>
    put.filter(({ name, row }) => row === at && received.has(name)).map(({ event }) => event),
  );
}

/** A refused pattern makes no rule. */
async function makeRule(
  events: EventBridgeClient,
  EventBusName: string,
  row: number,
  pattern: string,
  queueArn: string,
): Promise<boolean> {
  const Name = `row-${row}`;
  const EventPattern = `{"detail": {"row": [${row}], "event": ${pattern}}}`;
  try {
    await events.send(new PutRuleCommand({ Name, EventBusName, EventPattern }));
  } catch (error) {
    if (error instanceof InvalidEventPatternException) return false;
    throw error;
  }
  const target = { Id: 'queue', Arn: queueArn, InputTransformer: NAME_ALONE };
  await events.send(new PutTargetsCommand({ Rule: Name, EventBusName, Targets: [target] }));
  return true;
}

/** A queue into which EventBridge may send. */
async function openQueue(queues: SQSClient): Promise<{ readonly url: string; readonly arn: string }> {
  const { QueueUrl } = await queues.send(new CreateQueueCommand({ QueueName: `patterns-${randomUUID()}` }));
  const url = QueueUrl ?? '';
  const { Attributes } = await queues.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }),
  );
  const arn = Attributes?.QueueArn ?? '';
  const statement = { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage' };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [{ ...statement, Resource: arn }] });
  await queues.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { Policy } }));
  return { url, arn };
}

/** Their names. Waits for as many as are expected, at most a long poll for the next one, and then takes what else is there. */
async function receiveAll(queues: SQSClient, QueueUrl: string, expected: number): Promise<ReadonlySet<string>> {
  const received = new Set<string>();
  for (;;) {
    const WaitTimeSeconds = received.size < expected ? LISTENS_SECONDS : 0;
    const { Messages = [] } = await queues.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 600, WaitTimeSeconds }),
    );
    if (Messages.length === 0) return received;
    for (const { Body } of Messages) received.add(JSON.parse(Body ?? '').name);
  }
}
