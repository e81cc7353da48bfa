import { describe, expect, it } from 'vitest';
import { putEventsBus } from '../../../src/aws/bus.ts';
import type { Entry } from '../../../src/domain/redrive/entry.ts';
import {
  answering,
  awsAnswer,
  awsRefusal,
  HANG_UP,
  HEAD_ONLY,
  json,
  page,
  type Reply,
  written,
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

/** `20260131T120000Z` in epoch milliseconds. */
function dateOf(text: string): number {
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/, '$1-$2-$3:$4:$5'));
}

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

  it('asks whether a request may leave once slow credentials are there, and sends nothing on a no', async () => {
    let requests = 0;
    const session = await serve((...reply) => {
      requests += 1;
      awsAnswer(200, { FailedEntryCount: 0, Entries: [{ EventId: 'e' }] })(...reply);
    });
    const found = Promise.withResolvers<{ accessKeyId: string; secretAccessKey: string }>();
    let visible = true;
    let asked = 0;
    const mayLeave = () => {
      asked += 1;
      return visible;
    };
    const bus = putEventsBus({ ...session, credentials: () => found.promise });
    const sending = bus.send({ busArn: BUS, entries: [ENTRY] }, mayLeave);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(asked).toBe(0);
    visible = false;
    found.resolve({ accessKeyId: 'id', secretAccessKey: 'secret' });
    expect(await sending).toEqual({ kind: 'not-sent' });
    expect({ asked, requests }).toEqual({ asked: 1, requests: 0 });
    visible = true;
    expect(await bus.send({ busArn: BUS, entries: [ENTRY] }, mayLeave)).toMatchObject({ kind: 'answered' });
    expect(requests).toBe(1);
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
    ['a denied request', awsRefusal(400, 'AccessDeniedException'), 'AccessDeniedException', false],
    ['an expired token', awsRefusal(400, 'ExpiredTokenException'), 'ExpiredTokenException', false],
    ['a request that is too large', awsRefusal(413, 'RequestEntityTooLarge'), 'RequestEntityTooLarge', false],
    ['a request with a code that is new', awsRefusal(400, 'SomethingNew', 'an-id'), 'SomethingNew', false],
  ])('certainly did not take %s', async (_, reply, code, retryable) => {
    expect(await send(reply)).toMatchObject({ kind: 'refused', code, retryable });
  });

  const FOREIGN: readonly [string, (status: number) => Reply][] = [
    ['a page', page],
    ['JSON of a gateway', (status) => json(status, { message: 'Too Many Requests' })],
    ['JSON with a code', (status) => json(status, { code: 'ThrottlingException', message: 'slow down' })],
    ['a name of AWS in foreign JSON', (status) => json(status, { __type: 'ThrottlingException' })],
    [
      'an API gateway',
      (status) => json(status, {}, { 'x-amzn-requestid': 'i', 'x-amzn-errortype': 'ForbiddenException' }),
    ],
    ['AWS JSON without a name', (status) => awsAnswer(status, { message: 'no' })],
    ['a name that is no text', (status) => awsAnswer(status, { __type: 7, message: 'no' })],
    ['half of AWS JSON', (status) => written(status, 'application/x-amz-json-1.1', '{"__type":"ThrottlingException"')],
    ['a list', (status) => awsAnswer(status, ['ThrottlingException'])],
    ['nothing', (status) => written(status, 'application/x-amz-json-1.1', '')],
    ['AWS JSON with a code that is new and without an id', (status) => awsRefusal(status, 'SomethingNew')],
    ['AWS’s own time-out', (status) => awsRefusal(status, 'RequestTimeoutException', 'an-id')],
  ];
  const STATUSES = [400, 403, 404, 408, 413, 429, 499];

  it.each(STATUSES.flatMap((status) => FOREIGN.map(([what, reply]) => [status, what, reply(status)] as const)))(
    'may have taken what was answered with %i and %s, and it is not sent again',
    async (_status, _what, reply) => {
      let asked = 0;
      const counted: Reply = (...words) => {
        asked += 1;
        reply(...words);
      };
      expect(await send(counted)).toMatchObject({ kind: 'lost', reason: expect.stringMatching(/./) });
      expect(asked).toBe(1);
    },
  );

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
    ['foreign JSON instead of an answer', json(200, { FailedEntryCount: 0, Entries: [{ EventId: 'e' }] })],
    ['nothing at all', written(200, 'application/x-amz-json-1.1', '')],
    ['a way to somewhere else', page(302)],
    ['a count that is wrong', awsAnswer(200, { FailedEntryCount: 0, Entries: [{ ErrorCode: 'InternalFailure' }] })],
    ['a count of failures without any', awsAnswer(200, { FailedEntryCount: 1, Entries: [{ EventId: 'e' }] })],
    ['a count that is a text', awsAnswer(200, { FailedEntryCount: '1', Entries: [{ ErrorCode: 'InternalFailure' }] })],
    ['both an id and an error', awsAnswer(200, { FailedEntryCount: 1, Entries: [{ EventId: 'e', ErrorCode: 'x' }] })],
    ['a text for entries', awsAnswer(200, { FailedEntryCount: 0, Entries: 'e' })],
  ])('may have taken what was answered by %s', async (_, reply) => {
    expect(await send(reply)).toMatchObject({ kind: 'lost', reason: expect.stringMatching(/./) });
  });

  it.each([
    ['numbers', { EventId: 7 }],
    ['nothing', null],
  ])('does not take %s for an id', async (_, entry) => {
    const answer = await send(awsAnswer(200, { FailedEntryCount: 0, Entries: [entry] }));
    expect(answer).toMatchObject({ kind: 'answered', results: [{ eventId: undefined, errorCode: undefined }] });
  });

  it('is sent again once when AWS refused the clock, with the time that AWS told', async () => {
    const dates: string[] = [];
    const session = await serve((response, request, body) => {
      dates.push(String(request.headers['x-amz-date']));
      const now = new Date(Date.now() + 3_600_000);
      response.setHeader('date', now.toUTCString());
      const isFine = Math.abs(dateOf(String(dates.at(-1))) - now.getTime()) < 300_000;
      const answer = isFine
        ? awsAnswer(200, { FailedEntryCount: 0, Entries: [{ EventId: 'e' }] })
        : awsRefusal(403, 'InvalidSignatureException');
      answer(response, request, body);
    });
    const bus = putEventsBus(session);
    expect(await bus.send({ busArn: BUS, entries: [ENTRY] })).toMatchObject({ results: [{ eventId: 'e' }] });
    expect(dates).toHaveLength(2);
    await bus.send({ busArn: BUS, entries: [ENTRY] });
    expect(dates).toHaveLength(3);
  });

  it('is not sent when the credentials come too late', async () => {
    let asked = 0;
    const session = await serve(
      (...words) => {
        asked += 1;
        HANG_UP(...words);
      },
      { connect: 30, answer: 30 },
    );
    const late = { ...session, credentials: () => new Promise<never>(() => {}) };
    const answer = await putEventsBus(late).send({ busArn: BUS, entries: [ENTRY] });
    expect(answer).toMatchObject({ kind: 'refused', code: 'CredentialsTimeout', retryable: true });
    expect(asked).toBe(0);
  });

  it('certainly did not take what nobody listened to', async () => {
    const session = await serve(HANG_UP);
    const nobody = { ...session, endpoint: 'http://127.0.0.1:1' };
    const answer = await putEventsBus(nobody).send({ busArn: BUS, entries: [ENTRY] });
    expect(answer).toMatchObject({ kind: 'refused', code: 'ECONNREFUSED', retryable: true });
  });
});
