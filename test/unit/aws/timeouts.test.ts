import { SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { putEventsBus } from '../../../src/aws/bus.ts';
import { deployedIntegration } from '../../../src/aws/integration.ts';
import { sqsClient, sqsQueue } from '../../../src/aws/queue.ts';
import { ready, type Session, sending, TIMEOUTS } from '../../../src/aws/session.ts';
import { cloudFormationClient, stackResources } from '../../../src/aws/stack-resources.ts';
import { parseRuleArn, type RuleAddress } from '../../../src/domain/eventbridge/arn.ts';
import { answering, awsAnswer, HEAD_ONLY, type Reply, SILENCE, trickle } from '../../support/processes/answering.ts';

const SHORT = { connect: 50, answer: 50 };
const HANDLE = { messageId: 'm', receiptHandle: 'r' };
const RULE = parseRuleArn('arn:aws:events:us-east-1:123456789012:rule/put') as RuleAddress;
const queue = (session: Session) => sqsQueue(sqsClient(session), `${session.endpoint}/123456789012/dlq`);

/** The test's own time limit is what shows a call that does not end. */
describe.each([
  ['never answers', SILENCE],
  ['never ends its answer', HEAD_ONLY],
  ['sends its answer byte by byte', trickle(10, { Entries: [] })],
])('an endpoint that %s', (_, reply) => {
  const serve = answering();

  it('ends every call of the queue', async () => {
    const port = queue(await serve(reply, SHORT));
    const failed = [
      { kind: 'failed', messageId: 'm', code: expect.stringMatching(/TIMEDOUT|TimeoutError/), retryable: true },
    ];
    const unreachable = {
      exit: 4,
      code: expect.stringMatching(/TIMEDOUT|TimeoutError/),
      message: /could not be reached/,
    };
    const [, , removed, handedBack] = await Promise.all([
      expect(port.describe()).rejects.toMatchObject(unreachable),
      expect(port.receive({ most: 10, visibilitySeconds: 30, waitSeconds: 1 })).rejects.toMatchObject(unreachable),
      port.remove([HANDLE]),
      port.release([HANDLE]),
    ]);
    expect(removed).toEqual(failed);
    expect(handedBack).toEqual(failed);
  }, 10_000);

  it('ends every look at the integration and at a stack', async () => {
    const session = await serve(reply, SHORT);
    const port = deployedIntegration(session, (call) => call());
    const unreachable = { exit: 4, message: /could not be reached/ };
    await Promise.all([
      expect(port.bus(RULE)).rejects.toMatchObject(unreachable),
      expect(port.rule(RULE)).rejects.toMatchObject(unreachable),
      expect(port.targets(RULE)).rejects.toMatchObject(unreachable),
      expect(port.destination({ arn: '', region: '', account: '', name: 'd' })).rejects.toMatchObject(unreachable),
      expect(port.matches('{}', '{}')).rejects.toMatchObject(unreachable),
      expect(stackResources(cloudFormationClient(session), 's')).rejects.toThrow(),
    ]);
  }, 10_000);

  it('leaves what was sent to the bus unknown', async () => {
    const bus = putEventsBus(await serve(reply, SHORT));
    const batch = { busArn: RULE.busArn, entries: [] };
    expect(await bus.send(batch)).toMatchObject({
      kind: 'lost',
      reason: expect.stringMatching(/TIMEDOUT|TimeoutError/),
    });
  }, 10_000);
});

const SESSION: Session = {
  region: 'us-east-1',
  profile: undefined,
  endpoint: undefined,
  credentials: undefined,
  concurrency: 8,
  clock: { offset: 0 },
};

it('the log that goes through every message is taken out of the clients that move them', () => {
  // Nothing is left to be taken out, and there was something under that name.
  expect(sqsClient(SESSION).middlewareStack.remove('loggerMiddleware')).toBe(false);
  const fresh = new SQSClient({ region: 'us-east-1' });
  expect(ready(fresh, SESSION)).toBe(fresh);
  expect(fresh.middlewareStack.remove('loggerMiddleware')).toBe(false);
  expect(new SQSClient({ region: 'us-east-1' }).middlewareStack.remove('loggerMiddleware')).toBe(true);
});

describe('a body that trickles', () => {
  const serve = answering();

  it('ends a receive at most ten seconds after its wait', async () => {
    const bounds: (number | undefined)[] = [];
    const client = sqsClient(await serve(awsAnswer(200, {})));
    const handler = client.config.requestHandler;
    const handle = handler.handle.bind(handler);
    handler.handle = (request, options) => {
      bounds.push((options as { readonly requestTimeout?: number } | undefined)?.requestTimeout);
      return handle(request, options);
    };
    await sqsQueue(client, 'http://127.0.0.1/q').receive({ most: 1, visibilitySeconds: 30, waitSeconds: 7 });
    expect(bounds).toEqual([17_000]);
  });

  it('is cut off where it grows without end', async () => {
    const endless: Reply = (response) => {
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
      const more = Buffer.alloc(4 * 1024 * 1024, ' ');
      const write = () => {
        while (!response.destroyed && response.write(more));
      };
      response.on('drain', write);
      write();
    };
    const port = queue(await serve(endless));
    await expect(port.describe()).rejects.toMatchObject({ exit: 4, message: expect.stringContaining('more than') });
  }, 20_000);
});

it('a receive may wait its second and ten more', () => {
  expect(TIMEOUTS.answer).toBe(11_000);
  expect(sending(SESSION)).toMatchObject({
    requestTimeout: 11_000,
    socketTimeout: 11_000,
    throwOnRequestTimeout: true,
    httpsAgent: { maxSockets: 16 },
  });
});
