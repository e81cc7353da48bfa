import { describe, expect, it } from 'vitest';
import { decodeBody } from '../../../../src/domain/dead-letter/body.ts';
import type { BodyKind } from '../../../../src/domain/dead-letter/dead-letter.ts';
import { envelopeText } from '../../../support/builders/messages.ts';
import {
  BUS_V2_RECORD,
  ENCRYPTED_EVENT,
  pipeRecord,
  SCHEDULE_ATTRIBUTES,
  SCHEDULED_EVENT,
} from '../../../support/builders/records.ts';

const EVENT = JSON.parse(envelopeText('cacheSet', '{"cacheName":"c"}'));
type Attributes = Readonly<Record<string, string>>;
const NONE: Attributes = {};
const RULE: Attributes = { RULE_ARN: 'arn:aws:events:us-east-1:1:rule/r' };
const decode = (text: string, attributes: Attributes) => decodeBody(text, (name) => attributes[name]);
const without = (name: string) => JSON.stringify({ ...EVENT, [name]: undefined });
const withMember = (name: string, value: unknown) => JSON.stringify({ ...EVENT, [name]: value });

/** A body, what it is from a rule, and what it is without a RULE_ARN. */
const BODIES: readonly [string, string, BodyKind, BodyKind][] = [
  ['a whole event', JSON.stringify(EVENT), 'envelope', 'envelope'],
  ['an event in many lines', JSON.stringify(EVENT, undefined, 2), 'envelope', 'envelope'],
  [
    'an event of nothing else',
    JSON.stringify({ id: 'i', source: 's', 'detail-type': 't', detail: {} }),
    'envelope',
    'envelope',
  ],
  ['a replayed event', withMember('replay-name', 'r'), 'envelope', 'envelope'],
  ['an event without id', without('id'), 'transformed', 'foreign'],
  ['an event without source', without('source'), 'transformed', 'foreign'],
  ['an event without detail-type', without('detail-type'), 'transformed', 'foreign'],
  ['an event without detail', without('detail'), 'transformed', 'foreign'],
  ['an event whose detail is a text', withMember('detail', '{}'), 'transformed', 'foreign'],
  ['an event whose detail is a list', withMember('detail', []), 'transformed', 'foreign'],
  ['an event whose id is a number', withMember('id', 1), 'transformed', 'foreign'],
  [
    'members that are only inherited',
    '{"__proto__":{"id":"i","source":"s","detail-type":"t","detail":{}}}',
    'transformed',
    'foreign',
  ],
  ['a list of events', JSON.stringify([EVENT]), 'transformed', 'foreign'],
  ['a message in quotes', '"hello"', 'transformed', 'foreign'],
  ['a number', '42', 'transformed', 'foreign'],
  ['null', 'null', 'transformed', 'foreign'],
  ['what the transformer broke', '"say "hi""', 'transformed', 'foreign'],
  ['a cut event', JSON.stringify(EVENT).slice(0, -1), 'transformed', 'foreign'],
  ['nothing', '', 'transformed', 'foreign'],
  ['an encrypted event', ENCRYPTED_EVENT, 'encrypted', 'encrypted'],
  [
    'an event of that name that is not encrypted',
    withMember('detail-type', 'Encrypted Events'),
    'envelope',
    'envelope',
  ],
  ['a pipe from DynamoDB', pipeRecord('DDBStreamBatchInfo'), 'transformed', 'pipe'],
  ['a pipe from Kinesis', pipeRecord('KinesisBatchInfo'), 'transformed', 'pipe'],
  ['a batch of another poller', pipeRecord('KinesisBatchInfo').replace('partner', 'other'), 'transformed', 'foreign'],
  ['a subscriber of a Custom Event Bus', BUS_V2_RECORD, 'transformed', 'bus-v2'],
  ['a record of a classic bus', BUS_V2_RECORD.replace('event-busv2', 'event-bus'), 'transformed', 'foreign'],
  ['a record without messages', BUS_V2_RECORD.replace('failedMessages', 'messages'), 'transformed', 'foreign'],
  ['what a schedule sends', SCHEDULED_EVENT, 'transformed', 'schedule'],
];

const { SCHEDULE_ARN = '', EXECUTION_ID = '' } = SCHEDULE_ATTRIBUTES;

/** What the attributes of a schedule make of a body. */
const SCHEDULED: readonly [string, string, Attributes, BodyKind][] = [
  ['any text', 'hello', SCHEDULE_ATTRIBUTES, 'schedule'],
  ['a whole event', JSON.stringify(EVENT), SCHEDULE_ATTRIBUTES, 'schedule'],
  ['no JSON', '', { SCHEDULE_ARN }, 'schedule'],
  ['the execution alone', 'hello', { EXECUTION_ID }, 'schedule'],
  ['a rule as well, which no rule claims', JSON.stringify(EVENT), { ...RULE, SCHEDULE_ARN }, 'schedule'],
  ['a rule and something called an execution', JSON.stringify(EVENT), { ...RULE, EXECUTION_ID }, 'envelope'],
  ['an encrypted event', ENCRYPTED_EVENT, SCHEDULE_ATTRIBUTES, 'encrypted'],
];

describe('decodeBody', () => {
  it.each(BODIES)('%s', (_, text, fromRule, otherwise) => {
    expect(decode(text, RULE).kind).toBe(fromRule);
    expect(decode(text, NONE).kind).toBe(otherwise);
  });

  it.each([
    ['"hello"', 'hello'],
    ['null', null],
    ['"say "hi""', undefined],
  ])('keeps the value of the target input %j', (text, value) => {
    expect(decode(text, RULE)).toMatchObject({ kind: 'transformed', value });
  });

  it.each(SCHEDULED)('a schedule with %s', (_, text, attributes, kind) => {
    expect(decode(text, attributes).kind).toBe(kind);
  });

  it('keeps the detail as it is spelled, the last one where there are two', () => {
    const detail = '{ "n" : 9007199254740993, "a":1,"a":1.0 ,"s":"\\u00e9" }';
    const body = decode(envelopeText('cacheSet', `{"old":1},"detail": ${detail}`), RULE);
    expect(body.kind === 'envelope' && body.event.detailText).toBe(detail);
  });

  it('reads the members of the envelope, and drops resources that are no texts', () => {
    const text = withMember('resources', ['arn:a', 1, null, 'arn:b']);
    expect(decode(text, RULE)).toMatchObject({
      event: {
        id: EVENT.id,
        detailType: 'cacheSet',
        source: 'shop.web',
        time: EVENT.time,
        resources: ['arn:a', 'arn:b'],
      },
    });
    expect(decode(withMember('resources', 'arn:a'), RULE)).toMatchObject({ event: { resources: [] } });
    expect(decode(withMember('time', 5), RULE)).toMatchObject({ event: { time: undefined } });
  });
});
