import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  type MessageAttributeValue,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { EXIT, Failure } from '../app/failures.ts';
import type { Handle, HandleOutcome, LevelPort, QueueDescription, QueuePort } from '../app/ports.ts';
import type { MessageAttribute, ReceivedMessage } from '../domain/dead-letter/message.ts';
import { type AwsFault, awsFault } from './aws-error.ts';
import { asking } from './failures.ts';
import { lookUp } from './lookup.ts';
import { clientConfig, type Session, withoutLog } from './session.ts';
import { type Cut, type Stopping, stoppingWith } from './stopping.ts';

/** The answer to one entry of an SQS batch request, as the SDK types it. */
interface BatchAnswer {
  readonly Successful?: readonly { readonly Id: string | undefined }[] | undefined;
  readonly Failed?:
    | readonly {
        readonly Id: string | undefined;
        readonly Code: string | undefined;
        readonly SenderFault: boolean | undefined;
      }[]
    | undefined;
}

/** An SQS client for a session. */
export function sqsClient(session: Session): SQSClient {
  // The queue's URL must not decide where requests go, or endpoint overrides would be ignored.
  return withoutLog(new SQSClient({ ...clientConfig(session), useQueueUrlAsEndpoint: false }));
}

/** The level of the queue at that URL; a missing permission is an answer. */
export function sqsLevel(client: SQSClient, url: string, stopping: Stopping = stoppingWith(undefined)): LevelPort {
  return { level: () => lookUp(`read the attributes of ${url}`, () => described(client, url, stopping)) };
}

/** The queue at that URL, spoken to with the AWS SDK. */
export function sqsQueue(client: SQSClient, url: string, stopping: Stopping = stoppingWith(undefined)): QueuePort {
  const hide = (handles: readonly Handle[], seconds: number, cut: Cut) =>
    inBatch(handles, (entries) =>
      client.send(
        new ChangeMessageVisibilityBatchCommand({
          QueueUrl: url,
          Entries: entries.map((entry) => ({ ...entry, VisibilityTimeout: seconds })),
        }),
        cut,
      ),
    );
  return {
    describe: () => asking(`read the attributes of ${url}`, () => described(client, url, stopping)),
    async receive({ most, visibilitySeconds, waitSeconds }) {
      const { Messages = [] } = await asking(`receive from ${url}`, () =>
        client.send(
          new ReceiveMessageCommand({
            QueueUrl: url,
            MaxNumberOfMessages: most,
            VisibilityTimeout: visibilitySeconds,
            WaitTimeSeconds: waitSeconds,
            MessageAttributeNames: ['All'],
            MessageSystemAttributeNames: ['All'],
          }),
          stopping.receive,
        ),
      );
      return Messages.flatMap(received);
    },
    remove: (handles) =>
      inBatch(handles, (entries) =>
        client.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries: entries }), stopping.remove()),
      ),
    release: (handles) => hide(handles, 0, stopping.release()),
    extend: (handles, visibilitySeconds) => hide(handles, visibilitySeconds, stopping.lookUp),
  };
}

/** What asking again does not change. */
const FINAL: ReadonlySet<string> = new Set([
  'denied',
  'credentials',
  'missing',
  'refused',
] satisfies AwsFault['kind'][]);

/** HTTP 200 of a batch says nothing of its entries: each is read, and one that is not mentioned counts as failed. */
async function inBatch(
  handles: readonly Handle[],
  send: (entries: { Id: string; ReceiptHandle: string }[]) => Promise<BatchAnswer>,
): Promise<readonly HandleOutcome[]> {
  if (handles.length === 0) return [];
  const entries = handles.map(({ receiptHandle }, at) => ({ Id: String(at), ReceiptHandle: receiptHandle }));
  const failed = (handle: Handle, code: string, retryable: boolean): HandleOutcome => ({
    kind: 'failed',
    messageId: handle.messageId,
    code,
    retryable,
  });
  try {
    const { Successful = [], Failed = [] } = await send(entries);
    const done = new Set(Successful.map((entry) => entry.Id));
    return handles.map((handle, at) => {
      if (done.has(String(at))) return { kind: 'done', messageId: handle.messageId };
      const refusal = Failed.find((entry) => entry.Id === String(at));
      return failed(handle, refusal?.Code ?? 'NoAnswer', refusal?.SenderFault !== true);
    });
  } catch (error) {
    const { name, kind } = awsFault(error);
    return handles.map((handle) => failed(handle, name, !FINAL.has(kind)));
  }
}

async function described(client: SQSClient, url: string, { lookUp }: Stopping): Promise<QueueDescription> {
  const command = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] });
  let at: number | undefined;
  command.middlewareStack.add(
    (next) => async (call) => {
      const answer = await next(call);
      at = dateOf(answer.response);
      return answer;
    },
    { step: 'deserialize', name: 'momentoEbDate', override: true },
  );
  const { Attributes = {} } = await client.send(command, lookUp);
  const attributes: Readonly<Record<string, string>> = Attributes;
  const arn = attributes.QueueArn;
  if (arn === undefined) {
    throw new Failure(
      EXIT.aws,
      'NoQueueArn',
      `The answer about ${url} names no queue.`,
      'Check --queue and --endpoint-url.',
    );
  }
  // A count that is no number would never be reached, and the reading of such a queue would not end.
  const number = (name: string) => numberOf(attributes[name]) ?? 0;
  return {
    url,
    arn,
    region: arn.split(':')[3] ?? '',
    visible: number('ApproximateNumberOfMessages'),
    inFlight: number('ApproximateNumberOfMessagesNotVisible'),
    delayed: number('ApproximateNumberOfMessagesDelayed'),
    retentionSeconds: number('MessageRetentionPeriod'),
    visibilitySeconds: number('VisibilityTimeout'),
    redrivePolicy: attributes.RedrivePolicy || undefined,
    // SQS sends a Date header; what stands for it may not, and is then on this machine or close to it.
    at: at ?? Date.now(),
  };
}

/** The Date header of an HTTP answer, in epoch milliseconds: the clock of the service, in whole seconds. */
function dateOf(response: unknown): number | undefined {
  const { headers = {} } = (response ?? {}) as { readonly headers?: Readonly<Record<string, string>> };
  const date = Date.parse(headers.date ?? '');
  return Number.isNaN(date) ? undefined : date;
}

function received(message: Message): readonly ReceivedMessage[] {
  if (message.MessageId === undefined || message.ReceiptHandle === undefined) return [];
  const system = message.Attributes ?? {};
  const attributes = Object.entries(message.MessageAttributes ?? {}).map(
    ([name, value]): [string, MessageAttribute] => [name, attribute(value)],
  );
  return [
    {
      messageId: message.MessageId,
      receiptHandle: message.ReceiptHandle,
      body: message.Body ?? '',
      attributes: Object.fromEntries(attributes),
      sentAt: numberOf(system.SentTimestamp),
      receiveCount: numberOf(system.ApproximateReceiveCount),
      traceHeader: system.AWSTraceHeader,
      systemAttributes: system,
    },
  ];
}

function attribute({ DataType = '', StringValue, BinaryValue }: MessageAttributeValue): MessageAttribute {
  const binary = BinaryValue && { base64: Buffer.from(BinaryValue).toString('base64') };
  return { dataType: DataType, text: StringValue, ...binary };
}

function numberOf(text: string | undefined): number | undefined {
  const number = Number(text);
  return text === undefined || !Number.isFinite(number) ? undefined : number;
}
