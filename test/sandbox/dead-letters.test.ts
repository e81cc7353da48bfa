import { DeleteApiDestinationCommand, ListApiDestinationsCommand } from '@aws-sdk/client-eventbridge';
import { GetQueueAttributesCommand, ListQueuesCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { entry, GOOD_SET, integrations, type StartedIntegration } from './integrations.ts';

const CANNOT_BE_REACHED = 'Unable to invoke ApiDestination endpoint: API destination endpoint cannot be reached.';
const TIMED_OUT =
  'Unable to invoke ApiDestination endpoint: Timeout calling endpoint for API Destination: socket closed.';

interface Case {
  readonly name: string;
  readonly detail: Record<string, unknown>;
  readonly code: string;
  readonly message: RegExp | string;
  readonly exhausted?: readonly [condition: string, attempts: string];
  prepare?(started: StartedIntegration): Promise<unknown>;
}

/** Makes three answers come after EventBridge's patience, and passes that time whenever one is being waited for. */
async function beSlow({ control, sandbox }: StartedIntegration): Promise<void> {
  const { forced, callTimeoutMilliseconds } = sandbox.integration;
  await control('momento', { respond: { delay: callTimeoutMilliseconds + 1000, times: 3 } });
  const passTime = async (calls: number): Promise<void> => {
    if (calls === 0) return;
    await forced.nextTaken();
    const next = passTime(calls - 1);
    sandbox.clock.advance(callTimeoutMilliseconds);
    await next;
  };
  void passTime(3);
}

const CASES: readonly Case[] = [
  {
    name: 'both keys',
    detail: { ...GOOD_SET, key_base64: 'b3JkZXI6MQ' },
    code: 'SDK_CLIENT_ERROR',
    message: /^ApiDestination returned HTTP status 400 with payload: \{"status":400,"title":"Multiple Keys Specified"/,
  },
  {
    name: 'no such cache',
    detail: { ...GOOD_SET, cacheName: 'nowhere' },
    code: 'SDK_CLIENT_ERROR',
    message: /^ApiDestination returned HTTP status 404 with payload: .*"Cache not found"/,
  },
  {
    name: 'a server that keeps failing',
    detail: GOOD_SET,
    code: 'SDK_CLIENT_ERROR',
    message: /^ApiDestination returned HTTP status 500 with payload: <html>oops<\/html>$/,
    exhausted: ['MaximumRetryAttempts', '185'],
    prepare: ({ control }) => control('momento', { respond: { status: 500, times: 3, body: '<html>oops</html>' } }),
  },
  {
    name: 'a server that is too slow',
    detail: GOOD_SET,
    code: 'UNKNOWN',
    message: TIMED_OUT,
    exhausted: ['MaximumEventAgeInSeconds', '129'],
    prepare: beSlow,
  },
  {
    name: 'a message that breaks the template',
    detail: { ...GOOD_SET, message: 'a "quoted" word' },
    code: 'INVALID_JSON',
    message: 'Invalid input for target.',
  },
  {
    name: 'a host that is not there',
    detail: GOOD_SET,
    code: 'SDK_CLIENT_ERROR',
    message: CANNOT_BE_REACHED,
    exhausted: ['MaximumRetryAttempts', '185'],
    prepare: async ({ sandbox }) => {
      for (const destination of sandbox.integration.store.destinations.values()) {
        // Momento's own port under a name that is not Momento's: the sandbox must not follow it.
        destination.endpoint = `https://example.com:${new URL(sandbox.url).port}/cache/*`;
      }
    },
  },
  {
    name: 'a destination that was deleted',
    detail: GOOD_SET,
    code: 'NO_RESOURCE',
    message: /does not exist/,
    prepare: async ({ events }) => {
      const { ApiDestinations = [] } = await events.send(new ListApiDestinationsCommand({}));
      for (const { Name } of ApiDestinations) await events.send(new DeleteApiDestinationCommand({ Name }));
    },
  },
  {
    name: 'a role that cannot be assumed',
    detail: GOOD_SET,
    code: 'FAILED_TO_ASSUME_ROLE',
    message: /^User: events\.amazonaws\.com is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::/,
    prepare: ({ control, sandbox }) => control('roles', { arn: sandbox.stack.roleArn, state: 'cannot-be-assumed' }),
  },
  {
    name: 'a role that lacks the permission',
    detail: GOOD_SET,
    code: 'NO_PERMISSIONS',
    message:
      /^User: events\.amazonaws\.com is not authorized to perform: events:InvokeApiDestination .*Status Code: 403/,
    prepare: ({ control, sandbox }) => control('roles', { arn: sandbox.stack.roleArn, state: 'lacks-permission' }),
  },
  {
    name: 'a target queue that is not there',
    detail: GOOD_SET,
    code: 'NO_RESOURCE',
    message:
      /^The specified queue does not exist or you do not have access to it\. \(Service: AmazonSQS; Status Code: 400;/,
    prepare: ({ changeTarget }) =>
      changeTarget('cacheSet', { Arn: 'arn:aws:sqs:us-east-1:000000000000:gone', HttpParameters: undefined }),
  },
  {
    name: 'a retry policy of one attempt',
    detail: GOOD_SET,
    code: 'SDK_CLIENT_ERROR',
    message: /status 503/,
    exhausted: ['MaximumRetryAttempts', '0'],
    prepare: async ({ control, changeTarget }) => {
      await changeTarget('cacheSet', { RetryPolicy: { MaximumRetryAttempts: 0 } });
      await control('momento', { respond: { status: 503 } });
    },
  },
  {
    name: 'a retry policy of one minute',
    detail: GOOD_SET,
    code: 'SDK_CLIENT_ERROR',
    message: /status 429/,
    exhausted: ['MaximumEventAgeInSeconds', '5'],
    prepare: async ({ control, changeTarget }) => {
      await changeTarget('cacheSet', { RetryPolicy: { MaximumEventAgeInSeconds: 60 } });
      await control('momento', { respond: { status: 429, times: 3 } });
    },
  },
];

describe('dead letters', () => {
  const start = integrations();

  it.each(CASES)('of $name carry what EventBridge writes', async ({ detail, code, message, exhausted, prepare }) => {
    const started = await start();
    await prepare?.(started);
    const record = await started.put(entry('cacheSet', detail));
    const [letter, ...more] = await started.deadLetters();
    expect(more).toEqual([]);
    expect(record.deliveries).toMatchObject([{ outcome: 'dead-letter', errorCode: code }]);
    const { RULE_ARN, TARGET_ARN, ERROR_CODE, ERROR_MESSAGE, ...rest } = letter?.attributes ?? {};
    expect(RULE_ARN).toBe(record.matchedRules[0]);
    expect(TARGET_ARN).toBe(record.deliveries[0]?.targetArn);
    expect(ERROR_CODE).toBe(code);
    if (typeof message === 'string') expect(ERROR_MESSAGE).toBe(message);
    else expect(ERROR_MESSAGE).toMatch(message);
    expect(rest).toEqual(exhausted ? { EXHAUSTED_RETRY_CONDITION: exhausted[0], RETRY_ATTEMPTS: exhausted[1] } : {});
  });

  it('hold the event as it was put, to the byte', async () => {
    const { put, deadLetters } = await start();
    const Detail =
      '{ "cacheName":"nowhere","key":"k","key":"k2", "n": 12345678901234567890.0, "ttl":1e2,"message":"\\u0041" }';
    const record = await put({
      Source: 'shop',
      DetailType: 'cacheSet',
      Detail,
      Time: new Date('2024-02-29T12:00:01.999Z'),
      Resources: ['arn:one', 'arn:two'],
      TraceHeader: 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0',
    });
    const [letter] = await deadLetters();
    expect(letter?.body).toContain(`"detail":${Detail}`);
    expect(JSON.parse(letter?.body ?? '')).toMatchObject({
      id: record.eventId,
      time: '2024-02-29T12:00:01Z',
      resources: ['arn:one', 'arn:two'],
    });
    expect(letter?.traceHeader).toBe('Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0');
  });

  it('hold the target input instead, when that is asked for, and the whole event for a target without settings', async () => {
    const { put, deadLetters } = await start({ deadLetterBody: 'as-delivered' });
    await put(entry('cacheSet', { ...GOOD_SET, cacheName: 'nowhere' }));
    await put(entry('cacheDelete', { cacheName: 'nowhere', key: 'k' }));
    const bodies = (await deadLetters()).map(({ body }) => JSON.parse(body));
    expect(bodies).toEqual(['paid', expect.objectContaining({ 'detail-type': 'cacheDelete' })]);
  });

  it('hold the broken input of an INVALID_JSON in either mode', async () => {
    const { put, deadLetters } = await start({ deadLetterBody: 'original' });
    await put(entry('cacheSet', { ...GOOD_SET, message: 'a "b"' }));
    expect((await deadLetters()).map(({ body }) => body)).toEqual(['"a "b""']);
  });

  it('are lost without a queue policy, and the journal says so', async () => {
    const { put, deadLetters } = await start({ withoutQueuePolicy: true });
    const record = await put(entry('cacheSet', { ...GOOD_SET, cacheName: 'nowhere' }));
    expect(record.deliveries).toMatchObject([
      { outcome: 'lost', status: 404, lostBecause: expect.stringContaining('AccessDenied') },
    ]);
    expect(await deadLetters()).toEqual([]);
  });
});

describe('the deployed queue', () => {
  const start = integrations();

  it('has the default retention', async () => {
    const { sqs } = await start();
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: QueueUrls[0], AttributeNames: ['MessageRetentionPeriod'] }),
    );
    expect(Attributes).toEqual({ MessageRetentionPeriod: '345600' });
  });
});
