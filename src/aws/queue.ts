import { hash } from 'node:crypto';
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  type MessageAttributeValue,
  type QueueAttributeName,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { EXIT, Failure } from '../app/failures.ts';
import type { Handle, HandleOutcome, LevelPort, QueueDescription, QueuePort } from '../app/ports.ts';
import type { MessageAttribute, ReceivedMessage } from '../domain/dead-letter/message.ts';
import { quote } from '../domain/text/printable.ts';
import { count, objects, text, textMembers } from './answer-values.ts';
import { type AwsFault, awsFault } from './aws-error.ts';
import { asking } from './failures.ts';
import { lookUp } from './lookup.ts';
import { clientConfig, ready, type Session } from './session.ts';
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

/** A receive may take this long besides its wait. */
const RECEIVE_MARGIN_SECONDS = 10;

/** An SQS client for a session. */
export function sqsClient(session: Session): SQSClient {
  // The queue's URL must not decide where requests go, or endpoint overrides would be ignored.
  // The SDK's check of MD5 sums rejects a whole receive for one message; `receive` checks each message by itself.
  return ready(new SQSClient({ ...clientConfig(session, 'sqs'), useQueueUrlAsEndpoint: false, md5: false }), session);
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
  const unusable = new Unusable();
  return {
    describe: () => asking(`read the attributes of ${url}`, () => described(client, url, stopping)),
    async receive({ most, visibilitySeconds, waitSeconds }) {
      const command = new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: most,
        VisibilityTimeout: visibilitySeconds,
        WaitTimeSeconds: waitSeconds,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['All'],
      });
      const requestTimeout = (waitSeconds + RECEIVE_MARGIN_SECONDS) * 1000;
      const { Messages } = await asking(`receive from ${url}`, () =>
        client.send(command, { ...stopping.receive, requestTimeout }),
      );
      return objects(Messages).flatMap((message) => {
        const problem = problemOf(message);
        if (problem === undefined) return received(message);
        unusable.add(message, problem);
        return [];
      });
    },
    unusable,
    remove: (handles) =>
      inBatch(handles, (entries) =>
        client.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries: entries }), stopping.remove()),
      ),
    release: (handles) => hide(handles, 0, stopping.release()),
    extend: (handles, visibilitySeconds) => hide(handles, visibilitySeconds, stopping.lookUp),
  };
}

/** Kinds that a second attempt does not change. */
const FINAL: ReadonlySet<string> = new Set([
  'denied',
  'key',
  'credentials',
  'missing',
  'refused',
] satisfies AwsFault['kind'][]);

/**
 * HTTP 200 of a batch does not cover its entries: an entry is done only when the answer names it as successful and not as
 * failed too. The outcome of the others is unknown; repeating the request is harmless.
 */
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
    const answer = await send(entries);
    const done = new Set(objects(answer.Successful).map((entry) => entry.Id));
    const refusals = new Map(objects(answer.Failed).map((entry) => [entry.Id, entry]));
    return handles.map((handle, at) => {
      const refusal = refusals.get(String(at));
      if (refusal === undefined && done.has(String(at))) return { kind: 'done', messageId: handle.messageId };
      const isContradiction = done.has(String(at));
      return failed(handle, text(refusal?.Code) ?? 'NoAnswer', isContradiction || refusal?.SenderFault !== true);
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
  const { Attributes: attributes } = await client.send(command, lookUp);
  const arn = text(attributes?.QueueArn);
  if (arn === undefined) {
    throw new Failure(
      EXIT.aws,
      'NoQueueArn',
      `The answer about ${url} names no queue.`,
      'Check --queue and --endpoint-url.',
    );
  }
  // A count that is not a number would never be reached, and the reading of such a queue would not end.
  const number = (name: QueueAttributeName) => count(attributes?.[name]) ?? 0;
  return {
    url,
    arn,
    region: arn.split(':')[3] ?? '',
    visible: number('ApproximateNumberOfMessages'),
    inFlight: number('ApproximateNumberOfMessagesNotVisible'),
    delayed: number('ApproximateNumberOfMessagesDelayed'),
    retentionSeconds: number('MessageRetentionPeriod'),
    visibilitySeconds: number('VisibilityTimeout'),
    redrivePolicy: text(attributes?.RedrivePolicy) || undefined,
    // SQS sends a Date header; an emulator may not, and runs on this machine or close to it.
    at: at ?? Date.now(),
  };
}

/** The Date header of an HTTP answer, in epoch milliseconds: the clock of the service, in whole seconds. */
function dateOf(response: unknown): number | undefined {
  const { headers = {} } = (response ?? {}) as { readonly headers?: Readonly<Record<string, string>> };
  const date = Date.parse(headers.date ?? '');
  return Number.isNaN(date) ? undefined : date;
}

/** Why a message cannot be used; undefined when it can. A body that was changed on its way must not become an event. */
function problemOf({ MessageId, ReceiptHandle, Body, MD5OfBody }: Message): string | undefined {
  if (!text(MessageId)) return 'the answer gives no message id';
  if (!text(ReceiptHandle)) return 'the answer gives no receipt handle';
  const body = text(Body) ?? '';
  return isChanged(body, MD5OfBody) ? 'its body does not have the MD5 sum that SQS gives' : undefined;
}

/** A machine in FIPS mode has no MD5; then nothing is known. */
function isChanged(body: string, md5: unknown): boolean {
  try {
    return hash('md5', body) !== md5;
  } catch {
    return false;
  }
}

const MOST_NAMED = 10;

/** Counts the messages that could not be used, and names some: each stays in flight until its visibility timeout ends. */
class Unusable {
  readonly #named = new Map<string, string>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add({ MessageId }: Message, problem: string): void {
    const id = quote(text(MessageId) || 'without an id', 80);
    this.#count += 1;
    if (this.#named.size < MOST_NAMED) this.#named.set(id, problem);
  }

  get warnings(): readonly string[] {
    const named = [...this.#named].map(([id, problem]) => `The message ${id} was left alone: ${problem}.`);
    const more = this.#count > MOST_NAMED ? [`Messages were unusable ${this.#count} times in all.`] : [];
    return [...named, ...more];
  }
}

function received(message: Message): readonly ReceivedMessage[] {
  const system = textMembers(message.Attributes);
  const attributes = Object.entries(message.MessageAttributes ?? {}).map(
    ([name, value]): [string, MessageAttribute] => [name, attribute(value)],
  );
  return [
    {
      messageId: message.MessageId ?? '',
      receiptHandle: message.ReceiptHandle ?? '',
      body: message.Body ?? '',
      attributes: Object.fromEntries(attributes),
      sentAt: numberOf(system.SentTimestamp),
      receiveCount: numberOf(system.ApproximateReceiveCount),
      traceHeader: system.AWSTraceHeader,
      systemAttributes: system,
    },
  ];
}

function attribute(value: MessageAttributeValue | null): MessageAttribute {
  const { DataType, StringValue, BinaryValue } = value ?? { DataType: undefined };
  const binary = BinaryValue instanceof Uint8Array && { base64: Buffer.from(BinaryValue).toString('base64') };
  return { dataType: text(DataType) ?? '', text: text(StringValue), ...binary };
}

function numberOf(text: string | undefined): number | undefined {
  const number = Number(text);
  return text === undefined || !Number.isFinite(number) ? undefined : number;
}
