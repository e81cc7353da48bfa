import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { clientOptions } from '../contract/engine.ts';

/**
 * What is compared with: the fewest calls that move a queue, with the same SDK, and nothing else: no look, no ledger, no
 * answer read. `node bare-loop.ts redrive|list URL QUEUE_URL MESSAGES CONCURRENCY`; ends when all messages have been moved.
 */
const [what = '', url = '', queueUrl = '', messages = '', concurrency = ''] = process.argv.slice(2);
const requestHandler = { httpAgent: { keepAlive: true, maxSockets: Number(concurrency) * 2 } };
const sqs = new SQSClient({ ...clientOptions(url), useQueueUrlAsEndpoint: false, requestHandler });
const events = new EventBridgeClient({ ...clientOptions(url), requestHandler });
let left = Number(messages);

async function receive(): Promise<readonly Message[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 300,
      WaitTimeSeconds: 1,
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['All'],
    }),
  );
  return Messages;
}

async function redrive(received: readonly Message[]): Promise<void> {
  const Entries = received.map(({ Body = '' }) => {
    const { source, 'detail-type': DetailType, detail, time } = JSON.parse(Body);
    return { Source: source, DetailType, Detail: JSON.stringify(detail), Time: new Date(time) };
  });
  await events.send(new PutEventsCommand({ Entries }));
  const handles = received.map(({ ReceiptHandle }, at) => ({ Id: String(at), ReceiptHandle }));
  await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries: handles }));
}

async function closeReading(received: readonly Message[]): Promise<void> {
  const Entries = received.map(({ ReceiptHandle }, at) => ({ Id: String(at), ReceiptHandle, VisibilityTimeout: 0 }));
  await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl, Entries }));
}

/** A look keeps everything hidden until it has seen everything. */
const seen: (readonly Message[])[] = [];
const worker = async (work: (received: readonly Message[]) => Promise<void>): Promise<void> => {
  while (left > 0) {
    const received = await receive();
    left -= received.length;
    if (received.length > 0) await work(received);
  }
};
const workers = (work: (received: readonly Message[]) => Promise<void>) =>
  Promise.all(Array.from({ length: Number(concurrency) }, () => worker(work)));

if (what === 'redrive') await workers(redrive);
else {
  await workers(async (received) => void seen.push(received));
  const givers = Array.from({ length: Number(concurrency) }, async () => {
    for (let one = seen.pop(); one !== undefined; one = seen.pop()) await closeReading(one);
  });
  await Promise.all(givers);
}
