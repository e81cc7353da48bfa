import { isJsonObject, parseJson } from '../../domain/json/json.ts';
import { AwsError } from '../wire/wire.ts';
import { readRedrivePolicy } from './redrive-policy.ts';

/** Attributes that a client may set, by name, each with its value. */
export type QueueAttributes = ReadonlyMap<string, string>;

/** Whole-number attributes: least, most, default ("Amazon SQS API Reference, SetQueueAttributes"). Seconds and bytes. */
const NUMBERS = {
  DelaySeconds: [0, 900, 0],
  MaximumMessageSize: [1024, 1_048_576, 1_048_576],
  MessageRetentionPeriod: [60, 1_209_600, 345_600],
  ReceiveMessageWaitTimeSeconds: [0, 20, 0],
  VisibilityTimeout: [0, 43_200, 30],
  KmsDataKeyReusePeriodSeconds: [60, 86_400, 300],
} as const;

/** The name of an attribute that is a whole number. */
export type NumberAttribute = keyof typeof NUMBERS;

const JSON_DOCUMENTS = ['Policy', 'RedriveAllowPolicy'];

/** Every queue has these unless told otherwise. */
const DEFAULTS: readonly (readonly [string, string])[] = [
  ['VisibilityTimeout', '30'],
  ['MaximumMessageSize', '1048576'],
  ['MessageRetentionPeriod', '345600'],
  ['DelaySeconds', '0'],
  ['ReceiveMessageWaitTimeSeconds', '0'],
  ['SqsManagedSseEnabled', 'true'],
];

/** The attributes of a queue that was created with none. */
export function defaultAttributes(): QueueAttributes {
  return new Map(DEFAULTS);
}

/** The value of a whole-number attribute, its default where it is not set. */
export function numberAttribute(attributes: QueueAttributes, name: NumberAttribute): number {
  return Number(attributes.get(name) ?? NUMBERS[name][2]);
}

/**
 * Checks attributes that a client wants to set; throws InvalidAttributeName, InvalidAttributeValue, or
 * UnsupportedOperation for FIFO queues, which the sandbox does not have.
 */
export function readAttributes(given: readonly (readonly [string, unknown])[]): QueueAttributes {
  return new Map(
    given.map(([name, value]) => {
      if (typeof value !== 'string') throw invalidAttribute(name);
      check(name, value);
      return [name, value] as const;
    }),
  );
}

/** What remains of attributes when some are set anew: an empty document removes the attribute. */
export function withAttributes(before: QueueAttributes, set: QueueAttributes): QueueAttributes {
  return new Map([...before, ...set].filter(([name]) => set.get(name) !== ''));
}

function check(name: string, value: string): void {
  if (Object.hasOwn(NUMBERS, name)) {
    const [least, most] = NUMBERS[name as NumberAttribute];
    if (!/^\d{1,9}$/.test(value) || Number(value) < least || Number(value) > most) throw invalidAttribute(name);
  } else if (JSON_DOCUMENTS.includes(name)) {
    if (value !== '' && !isJsonObject(parseJson(value))) throw invalidAttribute(name);
  } else if (name === 'RedrivePolicy') {
    readRedrivePolicy(value);
  } else if (name === 'SqsManagedSseEnabled') {
    if (value !== 'true' && value !== 'false') throw invalidAttribute(name);
  } else if (name === 'FifoQueue' && value === 'true') {
    throw noFifo();
  } else if (name !== 'KmsMasterKeyId') {
    throw new AwsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
  }
}

/** The sandbox has standard queues only. */
export function noFifo(): AwsError {
  return new AwsError('UnsupportedOperation', 'The sandbox has standard queues only, no FIFO queues.');
}

function invalidAttribute(name: string): AwsError {
  return new AwsError('InvalidAttributeValue', `Invalid value for the parameter ${name}.`);
}
