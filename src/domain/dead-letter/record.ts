import { valueAt } from '../eventbridge/json-path.ts';
import type { JsonValue } from '../json/json.ts';
import type { BodyRecord, Fact } from './dead-letter.ts';

type Attribute = (name: string) => string | undefined;

/** The retention of a DynamoDB stream, in milliseconds. Source: DynamoDB developer guide, "Change data capture for DynamoDB Streams". */
const DYNAMODB_KEEPS = 24 * 60 * 60 * 1000;
const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/;

/**
 * The record of another part of EventBridge in a message, with or without message attributes; `undefined` for any other
 * message. A message that a rule delivered is not such a record, unless it is encrypted.
 */
export function recordOf(value: JsonValue | undefined, attribute: Attribute): BodyRecord | undefined {
  const record = encrypted(value) ?? scheduleByAttributes(attribute);
  if (record !== undefined || attribute('RULE_ARN') !== undefined) return record;
  return pipe(value) ?? busV2(value) ?? scheduleByBody(value);
}

/** EventBridge user guide, "Decrypting events in EventBridge dead-letter queues". The id is not that of the original. */
function encrypted(value: JsonValue | undefined): BodyRecord | undefined {
  const isEncrypted =
    textAt(value, '$.source') === 'aws.events' &&
    textAt(value, "$['detail-type']") === 'Encrypted Events' &&
    textAt(value, '$.detail.encrypted-payload') !== undefined;
  if (!isEncrypted) return undefined;
  return record('encrypted', factsAt(value, ['$.detail.kms-key-arn', '$.detail.event-bus-arn', '$.detail.rule-arn']));
}

/** Scheduler user guide, "Configuring a schedule's dead-letter queue"; no delivery of a rule has these attributes. */
function scheduleByAttributes(attribute: Attribute): BodyRecord | undefined {
  const isSchedule =
    attribute('SCHEDULE_ARN') !== undefined ||
    (attribute('EXECUTION_ID') !== undefined && attribute('RULE_ARN') === undefined);
  if (!isSchedule) return undefined;
  const names = ['SCHEDULE_ARN', 'EXECUTION_ID', 'SCHEDULED_TIME', 'IS_PAYLOAD_TRUNCATED'];
  return record('schedule', factsOf(names, attribute));
}

/** The body of a schedule without an input of its own; its `detail` is a string. Observed, not documented. */
function scheduleByBody(value: JsonValue | undefined): BodyRecord | undefined {
  if (textAt(value, '$.source') !== 'aws.scheduler') return undefined;
  return record('schedule', factsAt(value, ['$.resources[0]', '$.time']));
}

/** Recorded from pipes on both kinds of streams; AWS does not document the record. Other sources have queues of their own. */
function pipe(value: JsonValue | undefined): BodyRecord | undefined {
  if (textAt(value, '$.context.partnerResourceArn') === undefined) return undefined;
  const places = ['$.DDBStreamBatchInfo', '$.KinesisBatchInfo'].flatMap((batch) =>
    BATCH_MEMBERS.map((name) => `${batch}.${name}`),
  );
  const firstArrival = textAt(value, '$.DDBStreamBatchInfo.approximateArrivalOfFirstRecord');
  const facts = factsAt(value, ['$.context.partnerResourceArn', '$.context.condition', ...places]);
  const arrivedAt = firstArrival === undefined || !ISO_TIME.test(firstArrival) ? Number.NaN : Date.parse(firstArrival);
  return record('pipe', facts, Number.isNaN(arrivedAt) ? undefined : arrivedAt + DYNAMODB_KEEPS);
}

const BATCH_MEMBERS = [
  'streamArn',
  'shardId',
  'startSequenceNumber',
  'endSequenceNumber',
  'batchSize',
  'approximateArrivalOfFirstRecord',
];

/** EventBridge user guide, "Retry policies and dead-letter queues" of the Custom Event Bus. */
function busV2(value: JsonValue | undefined): BodyRecord | undefined {
  const failed = at(value, '$.failedMessages');
  if (!/:event-busv2\//.test(textAt(value, '$.busArn') ?? '') || !Array.isArray(failed)) return undefined;
  if (textAt(value, '$.subscriberArn') === undefined) return undefined;
  return record('bus-v2', [
    ...factsAt(value, ['$.busArn', '$.subscriberArn', '$.targetArn', '$.errorCode', '$.errorMessage']),
    { field: '$.failedMessages', value: `${failed.length} ${failed.length === 1 ? 'event' : 'events'}` },
    ...factsAt(value, ['$.failedMessages[0].eventId', '$.failedMessages[0].timestamp']),
  ]);
}

function record(kind: BodyRecord['kind'], facts: readonly Fact[], goneAt?: number): BodyRecord {
  return { kind, facts, goneAt };
}

function factsAt(value: JsonValue | undefined, paths: readonly string[]): readonly Fact[] {
  return factsOf(paths, (path) => textAt(value, path));
}

function factsOf(fields: readonly string[], find: (field: string) => string | undefined): readonly Fact[] {
  return fields.flatMap((field) => {
    const value = find(field);
    return value === undefined ? [] : [{ field, value }];
  });
}

function textAt(value: JsonValue | undefined, path: string): string | undefined {
  const found = at(value, path);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
}

function at(value: JsonValue | undefined, path: string): JsonValue | undefined {
  return value === undefined ? undefined : valueAt(value, path);
}
