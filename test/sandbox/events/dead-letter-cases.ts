import { DeleteApiDestinationCommand, ListApiDestinationsCommand } from '@aws-sdk/client-eventbridge';
import { GOOD_SET, type StartedIntegration } from '../integrations.ts';

const CANNOT_BE_REACHED = 'Unable to invoke ApiDestination endpoint: API destination endpoint cannot be reached.';
const TIMED_OUT =
  'Unable to invoke ApiDestination endpoint: Timeout calling endpoint for API Destination: socket closed.';

/** A way to fail, and what EventBridge writes about it. */
export interface DeadLetterCase {
  readonly name: string;
  readonly detail: Record<string, unknown>;
  readonly code: string;
  readonly message: RegExp | string;
  readonly exhausted?: readonly [condition: string, attempts: string];
  prepare?(started: StartedIntegration): Promise<unknown>;
}

/** Makes three answers come after EventBridge's patience, and passes that time whenever one is being waited for. */
export async function beSlow({ control, sandbox }: StartedIntegration): Promise<void> {
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

/** All of them about a cacheSet. */
export const DEAD_LETTER_CASES: readonly DeadLetterCase[] = [
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
