import { describe, expect, it } from 'vitest';
import type { BodyRecord } from '../../../../src/domain/dead-letter/dead-letter.ts';
import { recordOf } from '../../../../src/domain/dead-letter/record.ts';
import { parseJson } from '../../../../src/domain/json/json.ts';
import {
  BUS_V2_RECORD,
  ENCRYPTED_EVENT,
  pipeRecord,
  SCHEDULE_ATTRIBUTES,
  SCHEDULED_EVENT,
} from '../../../support/builders/records.ts';

function recognised(text: string, attributes: Readonly<Record<string, string>> = {}): BodyRecord | undefined {
  return recordOf(parseJson(text), (name) => attributes[name]);
}

/** A record, and what must be told of it: where the event is, and what was to happen with it. */
const TOLD: readonly [string, BodyRecord | undefined, Readonly<Record<string, RegExp>>][] = [
  [
    'encrypted',
    recognised(ENCRYPTED_EVENT),
    {
      '$.detail.kms-key-arn': /:kms:.*:key\//,
      '$.detail.event-bus-arn': /event-bus\/orders$/,
      '$.detail.rule-arn': /rule\/orders\//,
    },
  ],
  [
    'pipe',
    recognised(pipeRecord('KinesisBatchInfo')),
    {
      '$.context.partnerResourceArn': /:pipe\/orders$/,
      '$.context.condition': /^RetryAttemptsExhausted$/,
      '$.KinesisBatchInfo.streamArn': /:kinesis:/,
      '$.KinesisBatchInfo.shardId': /^shardId-000000000007$/,
      '$.KinesisBatchInfo.startSequenceNumber': /^4900$/,
      '$.KinesisBatchInfo.endSequenceNumber': /^4901$/,
      '$.KinesisBatchInfo.batchSize': /^2$/,
      '$.KinesisBatchInfo.approximateArrivalOfFirstRecord': /^2026-01-31T11:59:59/,
    },
  ],
  [
    'bus-v2',
    recognised(BUS_V2_RECORD),
    {
      '$.busArn': /event-busv2/,
      '$.subscriberArn': /subscriber/,
      '$.targetArn': /:sqs:/,
      '$.errorCode': /^ACCESS_DENIED$/,
      '$.errorMessage': /may not/,
      '$.failedMessages': /^2 events$/,
      '$.failedMessages[0].eventId': /^a1b2c3d4$/,
      '$.failedMessages[0].timestamp': /^2026-/,
    },
  ],
  [
    'schedule',
    recognised('hello', SCHEDULE_ATTRIBUTES),
    {
      SCHEDULE_ARN: /:schedule\/default\/nightly$/,
      EXECUTION_ID: /^d32c/,
      SCHEDULED_TIME: /^2026-/,
      IS_PAYLOAD_TRUNCATED: /^false$/,
    },
  ],
  ['schedule', recognised(SCHEDULED_EVENT), { '$.resources[0]': /:schedule\/default\/nightly$/, '$.time': /^2026-/ }],
];

describe('recordOf', () => {
  it.each(TOLD)('tells where the event of the kind %s is', (kind, record, facts) => {
    expect(record?.kind).toBe(kind);
    expect(record?.facts.map(({ field }) => field)).toEqual(Object.keys(facts));
    for (const { field, value } of record?.facts ?? []) expect(value).toMatch(facts[field] as RegExp);
  });

  it('leaves out what a record does not say', () => {
    const facts = recognised('{"context":{"partnerResourceArn":"arn","condition":{}},"KinesisBatchInfo":[]}')?.facts;
    expect(facts).toEqual([{ field: '$.context.partnerResourceArn', value: 'arn' }]);
  });

  it.each([
    ['a DynamoDB stream', pipeRecord('DDBStreamBatchInfo'), Date.UTC(2026, 1, 1, 11, 59, 59, 500)],
    [
      'a DynamoDB stream at no time',
      pipeRecord('DDBStreamBatchInfo', { approximateArrivalOfFirstRecord: 'now' }),
      undefined,
    ],
    [
      'a DynamoDB stream at an impossible time',
      pipeRecord('DDBStreamBatchInfo', { approximateArrivalOfFirstRecord: '2026-13-31T12:00:00Z' }),
      undefined,
    ],
    ['a Kinesis stream, whose retention is not known', pipeRecord('KinesisBatchInfo'), undefined],
    ['a bus, whose retention is not known', BUS_V2_RECORD, undefined],
  ])('knows when the records are gone from %s', (_, text, goneAt) => {
    expect(recognised(text)?.goneAt).toBe(goneAt);
  });
});
