import { ACCOUNT, envelopeText } from './messages.ts';

const KEY_ARN = `arn:aws:kms:us-east-1:${ACCOUNT}:key/5ac1a8d2-0000-4000-8000-000000000001`;
const BUS_V2_ARN = `arn:aws:events:us-east-1:${ACCOUNT}:event-busv2/orders/0123456789abcdefghijklmno`;

/** An event that EventBridge could not decrypt, as it lies in the queue of a bus or of a target. */
export const ENCRYPTED_EVENT = JSON.stringify({
  ...JSON.parse(envelopeText('Encrypted Events', '{}')),
  source: 'aws.events',
  detail: {
    'event-bus-arn': `arn:aws:events:us-east-1:${ACCOUNT}:event-bus/orders`,
    'rule-arn': `arn:aws:events:us-east-1:${ACCOUNT}:rule/orders/momento-cache-set`,
    'kms-key-arn': KEY_ARN,
    'encrypted-payload': 'AgR4c29tZXRoaW5nIHRoYXQgbm9ib2R5IHJlYWRz',
  },
});

/** The record of a pipe that gave up two records of a stream. */
export function pipeRecord(batch: 'DDBStreamBatchInfo' | 'KinesisBatchInfo', change: object = {}): string {
  const isKinesis = batch === 'KinesisBatchInfo';
  const stream = isKinesis ? 'kinesis:us-east-1:1:stream/orders' : 'dynamodb:us-east-1:1:table/orders/stream/2026';
  return JSON.stringify({
    context: {
      partnerResourceArn: `arn:aws:pipes:us-east-1:${ACCOUNT}:pipe/orders`,
      condition: 'RetryAttemptsExhausted',
    },
    version: '1.0',
    timestamp: '2026-01-31T12:00:05Z',
    [batch]: {
      shardId: 'shardId-000000000007',
      startSequenceNumber: '4900',
      endSequenceNumber: '4901',
      approximateArrivalOfFirstRecord: '2026-01-31T11:59:59.5Z',
      approximateArrivalOfLastRecord: '2026-01-31T12:00:00Z',
      batchSize: 2,
      streamArn: `arn:aws:${stream}`,
      ...change,
    },
  });
}

/** What a subscriber of a Custom Event Bus leaves of two events. */
export const BUS_V2_RECORD = JSON.stringify({
  version: '1.0',
  busArn: BUS_V2_ARN,
  subscriberArn: `arn:aws:events:us-east-1:${ACCOUNT}:subscriber/large-orders/0123456789abcdefghijklmno`,
  targetArn: `arn:aws:sqs:us-east-1:${ACCOUNT}:large-orders`,
  errorCode: 'ACCESS_DENIED',
  errorMessage: 'The role may not send.',
  exhaustedRetryCondition: 'MaximumEventAgeInSeconds',
  retryAttempts: 4,
  failedMessages: [
    { eventId: 'a1b2c3d4', eventGroupId: 'o-1', timestamp: '2026-01-31T12:00:00Z' },
    { eventId: 'e5f6a7b8', eventGroupId: 'o-2', timestamp: '2026-01-31T12:00:01Z' },
  ],
});

/** What a schedule without an input of its own sends. */
export const SCHEDULED_EVENT = JSON.stringify({
  ...JSON.parse(envelopeText('Scheduled Event', '{}')),
  source: 'aws.scheduler',
  resources: [`arn:aws:scheduler:us-east-1:${ACCOUNT}:schedule/default/nightly`],
  detail: '{}',
});

/** The message attributes of a schedule's dead letter. */
export const SCHEDULE_ATTRIBUTES: Readonly<Record<string, string>> = {
  SCHEDULE_ARN: `arn:aws:scheduler:us-east-1:${ACCOUNT}:schedule/default/nightly`,
  EXECUTION_ID: 'd32c5kddcf5bb8c3',
  SCHEDULED_TIME: '2026-01-31T12:00:00Z',
  IS_PAYLOAD_TRUNCATED: 'false',
  TARGET_ARN: 'arn:aws:scheduler:::aws-sdk:sqs:sendMessage',
  ERROR_CODE: 'AWS.SimpleQueueService.NonExistentQueue',
  ERROR_MESSAGE: 'The specified queue does not exist.',
};
