import { describe, expect, it } from 'vitest';
import { putEventsBus } from '../../../src/aws/bus.ts';
import type { Entry } from '../../../src/domain/redrive/entry.ts';
import {
  answering,
  awsAnswer,
  awsRefusal,
  HANG_UP,
  HEAD_ONLY,
  page,
  type Reply,
} from '../../support/processes/answering.ts';

const BUS = 'arn:aws:events:us-east-1:123456789012:event-bus/default';
const ENTRY: Entry = {
  messageId: 'm',
  busArn: BUS,
  source: 'shop.orders',
  detailType: 'cacheSet',
  detail: '{ "big": 12345678901234567890 }',
  resources: ['arn:aws:s3:::a'],
  time: '2026-01-31T12:00:00Z',
  traceHeader: 'Root=1-00000000-000000000000000000000000;Sampled=0',
};

describe('the bus', () => {
  const serve = answering();
  const send = async (reply: Reply) => putEventsBus(await serve(reply)).send({ busArn: BUS, entries: [ENTRY] });

  it('is asked once and sent the bytes of the event', async () => {
    const asked: unknown[] = [];
    const session = await serve((response, request, body) => {
      asked.push(request.headers['x-amz-target'], JSON.parse(body));
      awsAnswer(200, { FailedEntryCount: 0, Entries: [{ EventId: 'e' }] })(response, request, body);
    });
    const answer = await putEventsBus(session).send({ busArn: BUS, entries: [ENTRY] });
    expect(answer).toEqual({ kind: 'answered', results: [{ eventId: 'e' }] });
    const { source: Source, detailType: DetailType, detail: Detail, resources: Resources } = ENTRY;
    const Time = Date.parse('2026-01-31T12:00:00Z') / 1000;
    expect(asked).toEqual([
      'AWSEvents.PutEvents',
      { Entries: [{ EventBusName: BUS, Source, DetailType, Detail, Resources, Time, TraceHeader: ENTRY.traceHeader }] },
    ]);
  });

  it('hands on the results as they are, also when there are too few', async () => {
    expect(await send(awsAnswer(200, { FailedEntryCount: 1, Entries: [{ ErrorCode: 'InternalFailure' }] }))).toEqual({
      kind: 'answered',
      results: [{ eventId: undefined, errorCode: 'InternalFailure', errorMessage: undefined }],
    });
    expect(await send(awsAnswer(200, {}))).toEqual({ kind: 'answered', results: [] });
  });

  it.each<[string, Reply, string, boolean]>([
    ['a throttled request', awsRefusal(400, 'ThrottlingException'), 'ThrottlingException', true],
    ['a throttled request without a name', page(429), 'HTTP429', true],
    ['a denied request', awsRefusal(400, 'AccessDeniedException'), 'AccessDeniedException', false],
    ['an expired token', awsRefusal(400, 'ExpiredTokenException'), 'ExpiredTokenException', false],
    ['a request that is too large', awsRefusal(413, 'RequestEntityTooLarge'), 'RequestEntityTooLarge', false],
    ['the page of a proxy that says no', page(403), 'HTTP403', false],
  ])('certainly did not take %s', async (_, reply, code, retryable) => {
    expect(await send(reply)).toMatchObject({ kind: 'refused', code, retryable });
  });

  it.each<[string, Reply]>([
    ['a connection that ends', HANG_UP],
    [
      'half an answer',
      (response, request, body) => {
        HEAD_ONLY(response, request, body);
        setImmediate(() => request.socket.destroy());
      },
    ],
    ['an internal failure', awsRefusal(500, 'InternalFailure')],
    ['the page of a gateway that fails', page(502)],
    ['throttling that a gateway tells with a server error', awsRefusal(503, 'ThrottlingException')],
    ['a page instead of an answer', page(200)],
    ['a way to somewhere else', page(302)],
  ])('may have taken what was answered by %s', async (_, reply) => {
    expect(await send(reply)).toMatchObject({ kind: 'lost', reason: expect.stringMatching(/./) });
  });

  it('certainly did not take what nobody listened to', async () => {
    const session = await serve(HANG_UP);
    const nobody = { ...session, endpoint: 'http://127.0.0.1:1' };
    const answer = await putEventsBus(nobody).send({ busArn: BUS, entries: [ENTRY] });
    expect(answer).toMatchObject({ kind: 'refused', code: 'ECONNREFUSED', retryable: true });
  });
});
