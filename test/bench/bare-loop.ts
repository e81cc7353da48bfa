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
 * The yardsticks: the fewest calls that move a queue, with the same SDK, and nothing else: no lookup, no ledger, no answer
 * read. `node bare-loop.ts redrive|list|field URL QUEUE_URL MESSAGES CONCURRENCY`. `redrive` and `list` end when all messages
 * have been moved; `field` works as the fastest tools of the field do (lumigo-cli's replay-sqs-dlq): short polls, and each
 * poller ends when it has received nothing ten times in a row.
 */
const [what = '', url = '', queueUrl = '', messages = '', concurrency = ''] = process.argv.slice(2);
const requestHandler = { httpAgent: { keepAlive: true, maxSockets: Number(concurrency) * 2 } };
const sqs = new SQSClient({ ...clientOptions(url), useQueueUrlAsEndpoint: false, requestHandler });
const events = new EventBridgeClient({ ...clientOptions(url), requestHandler });
let left = Number(messages);

async function receive(WaitTimeSeconds = 1): Promise<readonly Message[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 300,
      WaitTimeSeconds,
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

/** Without knowing how many messages there are. */
const poller = async (): Promise<void> => {
  for (let empty = 0; empty < 10; empty += 1) {
    const received = await receive(0);
    if (received.length === 0) continue;
    await redrive(received);
    empty = -1;
  }
};

if (what === 'redrive') await workers(redrive);
else if (what === 'field') await Promise.all(Array.from({ length: Number(concurrency) }, poller));
else {
  await workers(async (received) => void seen.push(received));
  const givers = Array.from({ length: Number(concurrency) }, async () => {
    for (let one = seen.pop(); one !== undefined; one = seen.pop()) await closeReading(one);
  });
  await Promise.all(givers);
}
