import { type DeadLetter, eventOf } from '../../../src/domain/dead-letter/dead-letter.ts';
import { decodeDeadLetter } from '../../../src/domain/dead-letter/decode.ts';
import type { MessageAttribute, ReceivedMessage } from '../../../src/domain/dead-letter/message.ts';
import type { EventEnvelope } from '../../../src/domain/eventbridge/event.ts';

export const ACCOUNT = '123456789012';
export const RULE_ARN = `arn:aws:events:us-east-1:${ACCOUNT}:rule/momento-cache-set`;
export const TARGET_ARN = `arn:aws:events:us-east-1:${ACCOUNT}:api-destination/momento-put/0f6a2b1c-1111-2222-3333-444455556666`;
export const QUEUE_TARGET_ARN = `arn:aws:sqs:us-east-1:${ACCOUNT}:another-teams-queue`;

/** A cacheSet that has no fault. */
export const FINE_DETAIL = { cacheName: 'sessions', key: 'user:1', message: 'hello', ttl: 60 };

export const GAVE_UP = 'MaximumRetryAttempts';

/** What a test says of a dead letter; everything else is that of a fine cacheSet without any error attribute. */
export interface Sample {
  readonly messageId?: string;
  readonly detailType?: string;
  /** The detail as a value, or as raw JSON text. */
  readonly detail?: object | string;
  /** The whole body instead of an envelope. */
  readonly body?: string;
  /** Undefined: the attribute is absent. */
  readonly ruleArn?: string | undefined;
  readonly targetArn?: string | undefined;
  readonly code?: string;
  readonly error?: string;
  readonly exhausted?: string;
  readonly attributes?: Readonly<Record<string, MessageAttribute>>;
  readonly sentAt?: number | undefined;
  readonly traceHeader?: string;
}

/** An envelope as EventBridge writes it. `detail` is raw JSON text. */
export function envelopeText(detailType: string, detail: string): string {
  const head = `"version":"0","id":"7bf73129-1428-4cd3-a780-95db273d1602","detail-type":${JSON.stringify(detailType)}`;
  const middle = `"source":"shop.web","account":"${ACCOUNT}","time":"2026-01-31T12:00:00Z","region":"us-east-1"`;
  return `{${head},${middle},"resources":[],"detail":${detail}}`;
}

/** A message as it is received. */
export function message(sample: Sample = {}): ReceivedMessage {
  const { detail = FINE_DETAIL, detailType = 'cacheSet' } = sample;
  const detailText = typeof detail === 'string' ? detail : JSON.stringify(detail);
  const texts = {
    RULE_ARN: 'ruleArn' in sample ? sample.ruleArn : RULE_ARN,
    TARGET_ARN: 'targetArn' in sample ? sample.targetArn : TARGET_ARN,
    ERROR_CODE: sample.code,
    ERROR_MESSAGE: sample.error,
    EXHAUSTED_RETRY_CONDITION: sample.exhausted,
  };
  const attributes = Object.entries(texts).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, { dataType: 'String', text }] as const],
  );
  return {
    messageId: sample.messageId ?? '11111111-aaaa-4bbb-8ccc-000000000001',
    receiptHandle: 'receipt',
    body: sample.body ?? envelopeText(detailType, detailText),
    attributes: { ...Object.fromEntries(attributes), ...sample.attributes },
    sentAt: 'sentAt' in sample ? sample.sentAt : Date.UTC(2026, 0, 31, 13),
    receiveCount: 1,
    traceHeader: sample.traceHeader,
    systemAttributes: {},
  };
}

/** A message, decoded. */
export function deadLetter(sample: Sample = {}): DeadLetter {
  return decodeDeadLetter(message(sample));
}

/** The event of a dead letter that has one. */
export function event(sample: Sample = {}): EventEnvelope {
  const found = eventOf(deadLetter(sample));
  if (found === undefined) throw new Error('the sample is no envelope');
  return found;
}

/** ERROR_MESSAGE of a delivery that the API destination's endpoint answered. */
export function answered(status: number, payload: string): string {
  return `ApiDestination returned HTTP status ${status} with payload: ${payload}`;
}

/** The same with a body as Momento writes it. */
export function momentoSaid(status: number, title: string, description = 'free text'): string {
  return answered(status, JSON.stringify({ status, title, description }));
}
