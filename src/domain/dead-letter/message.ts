/** A message attribute as SQS returns it. A binary value has no `text`: it is kept as base64 and never decoded. */
export interface MessageAttribute {
  readonly dataType: string;
  readonly text: string | undefined;
  readonly base64?: string;
}

/** One message as it was received. The receipt handle is the right to delete or release this very receive. */
export interface ReceivedMessage {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, MessageAttribute>>;
  /** SentTimestamp, milliseconds since the epoch; retention counts from it. */
  readonly sentAt: number | undefined;
  /** ApproximateReceiveCount, this receive included. */
  readonly receiveCount: number | undefined;
  /** AWSTraceHeader. */
  readonly traceHeader: string | undefined;
  /** All that SQS says of the message besides, as it was received. */
  readonly systemAttributes: Readonly<Record<string, string>>;
}

/** An attribute's text; own attributes only, `undefined` when absent or binary. */
export function attributeText(message: ReceivedMessage, name: string): string | undefined {
  return Object.hasOwn(message.attributes, name) ? message.attributes[name]?.text : undefined;
}
