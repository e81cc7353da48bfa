import type { ApiDestinationAddress, RuleAddress } from '../eventbridge/arn.ts';
import type { EventEnvelope } from '../eventbridge/event.ts';
import type { JsonValue } from '../json/json.ts';
import type { ReceivedMessage } from './message.ts';

/**
 * The kind of a dead letter's body. `transformed` is the target's input after InputPath, InputTransformer or Input: AWS does
 * not document which of the two a queue receives, so it is decided message by message, from its content. `foreign` came from
 * something that is no part of EventBridge.
 */
export type Body = WholeEvent | TransformedBody | BodyRecord | { readonly kind: 'foreign' };

/** A whole event; `within` names the member of another service's record that it is, where the body is not the event itself. */
export interface WholeEvent {
  readonly kind: 'envelope';
  readonly event: EventEnvelope;
  readonly within?: string;
}

/** A target's input. `value` is undefined when the text is not JSON; `recoverable` is the recoverable content as the body alone shows it. */
export interface TransformedBody {
  readonly kind: 'transformed';
  readonly value: JsonValue | undefined;
  readonly recoverable: RecoverableContent;
}

/**
 * The part of the event that a target's input still holds: the detail alone, a part, only a constant, text that a template
 * broke, or the whole event as a member of another object.
 */
export type RecoverableContent =
  | { readonly kind: 'detail-alone' | 'part' | 'constant' | 'broken' }
  | { readonly kind: 'nested-envelope'; readonly member: string; readonly event: EventEnvelope };

/** A record of another part of EventBridge: it refers to an event but holds none that can be read. */
export interface BodyRecord {
  readonly kind: 'encrypted' | 'pipe' | 'bus-v2' | 'schedule';
  /** Where the event is and why it failed, the most useful fact first. */
  readonly facts: readonly Fact[];
  /** The time after which the event no longer exists there, milliseconds since the epoch. */
  readonly goneAt: number | undefined;
}

/** A field of the body (JSON path) or a message attribute, and its value as it was received. */
export interface Fact {
  readonly field: string;
  readonly value: string;
}

export type BodyKind = Body['kind'];

/** The text after `with payload:`, parsed as far as possible; `text` is always the raw text of that part. */
export type ResponsePayload =
  | { readonly kind: 'json'; readonly text: string; readonly value: JsonValue }
  | { readonly kind: 'truncated-json'; readonly text: string }
  | { readonly kind: 'html'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'empty'; readonly text: '' };

/** EventBridge's error text taken apart. Text that matches no known wording is `other`, never guessed. */
export type ErrorText =
  | {
      readonly kind: 'http-response';
      readonly httpStatus: number;
      readonly payload: ResponsePayload;
      /** Text after the payload's first JSON value; it may have the form of a response header. */
      readonly trailing: string;
    }
  | { readonly kind: 'endpoint-unreachable' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'invalid-input' }
  | { readonly kind: 'not-authorized'; readonly action: string; readonly sdk: SdkError | undefined }
  | { readonly kind: 'sdk-error'; readonly sentence: string; readonly sdk: SdkError }
  | { readonly kind: 'other'; readonly text: string }
  | { readonly kind: 'absent' };

/** The bracket that AWS SDKs append to a service's message: `(Service: X; Status Code: N; Error Code: E; …)`. */
export interface SdkError {
  readonly service: string | undefined;
  readonly httpStatus: number | undefined;
  readonly errorCode: string | undefined;
}

/** Why EventBridge gave the event up, from the message attributes. The list of codes is open. */
export interface DeliveryError {
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly text: ErrorText;
  /** EXHAUSTED_RETRY_CONDITION: `MaximumRetryAttempts`, `MaximumEventAgeInSeconds` or whatever stood there. */
  readonly exhausted: string | undefined;
  /** RETRY_ATTEMPTS, when it is a whole number. */
  readonly attempts: number | undefined;
}

/** A message of the dead letter queue, decoded. */
export interface DeadLetter {
  readonly messageId: string;
  readonly sentAt: number | undefined;
  readonly receiveCount: number | undefined;
  readonly traceHeader: string | undefined;
  /** The body as received. */
  readonly text: string;
  readonly attributes: ReceivedMessage['attributes'];
  readonly systemAttributes: ReceivedMessage['systemAttributes'];
  readonly body: Body;
  readonly ruleArn: string | undefined;
  readonly rule: RuleAddress | undefined;
  readonly targetArn: string | undefined;
  readonly destination: ApiDestinationAddress | undefined;
  readonly error: DeliveryError;
}

/** The event when the body holds a whole one. */
export function eventOf(deadLetter: DeadLetter): EventEnvelope | undefined {
  return deadLetter.body.kind === 'envelope' ? deadLetter.body.event : undefined;
}
