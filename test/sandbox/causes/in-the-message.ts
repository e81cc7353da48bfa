import { envelopeText } from '../../support/builders/messages.ts';
import {
  BUS_V2_RECORD,
  ENCRYPTED_EVENT,
  pipeRecord,
  SCHEDULE_ATTRIBUTES,
  SCHEDULED_EVENT,
} from '../../support/builders/records.ts';
import { entry, GOOD_SET } from '../integrations.ts';
import { sendForeign } from '../use-cases.ts';
import { type CauseCase, setWith } from './case.ts';
import { deployOtherTeam, INVOICE, strangersDestination } from './other-team.ts';

const NO_SUCH_CACHE = { cacheName: 'nowhere' };

/** Faults of the message itself. Records of other parts of EventBridge are sent as they are documented or were recorded. */
export const IN_THE_MESSAGE: readonly CauseCase[] = [
  {
    cause: 'not-an-event',
    how: 'somebody sends plain text into the queue',
    prepare: (started) => sendForeign(started, 'is this thing on?'),
  },
  {
    cause: 'not-an-event',
    how: 'somebody sends a JSON object that is no event',
    prepare: (started) => sendForeign(started, '{"cacheName":"orders","key":"order:1"}'),
  },
  {
    cause: 'other-target',
    how: "another team's queue is gone",
    prepare: (started) => deployOtherTeam(started, 'arn:aws:sqs:us-east-1:000000000000:invoices'),
    event: INVOICE,
  },
  {
    cause: 'other-target',
    how: "another team's API destination has a host that is not Momento's",
    prepare: async (started) => deployOtherTeam(started, await strangersDestination(started)),
    event: INVOICE,
  },
  {
    cause: 'event-incomplete',
    how: 'a queue gets what the target was to get, of a set',
    also: ['cache-not-found'],
    options: { deadLetterBody: 'as-delivered' },
    event: setWith(NO_SUCH_CACHE),
  },
  {
    cause: 'event-incomplete',
    how: 'a queue gets what the target was to get, of a publish',
    also: ['cache-not-found'],
    options: { deadLetterBody: 'as-delivered' },
    event: entry('topicPublish', { ...NO_SUCH_CACHE, topicName: 'news', message: 'hello' }),
  },
  {
    cause: 'event-incomplete',
    how: 'the template makes broken JSON',
    also: ['transform-failed'],
    event: setWith({ message: 'gift note: "with love"' }),
  },
  {
    cause: 'event-encrypted',
    how: 'the KMS key of a bus is gone',
    also: [],
    prepare: (started) => sendForeign(started, ENCRYPTED_EVENT),
  },
  {
    cause: 'event-encrypted',
    how: 'the KMS key is gone when the target is to be called',
    also: ['aws-error'],
    prepare: (started) =>
      sendForeign(started, ENCRYPTED_EVENT, {
        RULE_ARN: started.sandbox.stack.ruleArns[0] ?? '',
        ERROR_CODE: 'EVENT_DECRYPTION_FAILURE',
      }),
  },
  {
    cause: 'pipe-record',
    how: 'a pipe of a DynamoDB stream gives up',
    prepare: (started) => sendForeign(started, pipeRecord('DDBStreamBatchInfo')),
  },
  {
    cause: 'pipe-record',
    how: 'a pipe of a Kinesis stream gives up',
    prepare: (started) => sendForeign(started, pipeRecord('KinesisBatchInfo')),
  },
  {
    cause: 'bus-v2-record',
    how: 'a subscriber of a Custom Event Bus gives up',
    prepare: (started) => sendForeign(started, BUS_V2_RECORD),
  },
  {
    cause: 'schedule-record',
    how: 'a schedule cannot call its target',
    also: ['aws-error'],
    prepare: (started) => sendForeign(started, '"nightly"', SCHEDULE_ATTRIBUTES),
  },
  {
    cause: 'schedule-record',
    how: 'the attributes of a schedule are lost on the way',
    also: [],
    prepare: (started) => sendForeign(started, SCHEDULED_EVENT),
  },
  {
    cause: 'not-from-a-rule',
    how: 'a Lambda function gives up an event',
    also: [],
    prepare: (started) =>
      sendForeign(started, envelopeText('cacheSet', JSON.stringify(GOOD_SET)), {
        RequestID: '0bf50aba-256b-11b8-8e3a-93690a4d8bcc',
        ErrorCode: '200',
        ErrorMessage: 'Test exception',
      }),
  },
];
