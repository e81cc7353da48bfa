import { UpdateApiDestinationCommand } from '@aws-sdk/client-eventbridge';
import { entry, GOOD_SET } from '../integrations.ts';
import { type CauseCase, resource, setWith, tokenOf, useToken } from './case.ts';

const EXPIRED = JSON.stringify({ status: 401, title: 'Unauthorized', description: 'The auth token has expired' });
const TWO_KEYS = JSON.stringify({ status: 400, title: 'Multiple Keys Specified', description: 'not both' });
const GOOD = entry('cacheSet', GOOD_SET);

const CASES: readonly CauseCase[] = [
  { cause: 'cache-not-found', how: 'a cache does not exist', event: setWith({ cacheName: 'nowhere' }) },
  {
    cause: 'cache-not-found',
    how: 'a cache was dropped',
    prepare: ({ control }) => control('momento', { drop: ['orders'] }),
    event: entry('cacheDelete', { cacheName: 'orders', key: 'order:1' }),
  },
  {
    // How Momento words an expiry is not documented; its one documented sentence for a 401 does not name it.
    cause: 'credential-expired',
    how: 'Momento says that the credential has expired',
    prepare: ({ control }) => control('momento', { respond: { status: 401, body: EXPIRED } }),
    event: GOOD,
  },
  {
    cause: 'credential-rejected',
    how: 'the time of the credential is over',
    prepare: async (started) => {
      await useToken(started, await tokenOf(started, { expiresInSeconds: 60 }));
      await started.control('clock', { advanceMs: 61_000 });
    },
    event: GOOD,
  },
  {
    cause: 'credential-rejected',
    how: 'the credential is in no format of Momento',
    prepare: (started) => useToken(started, 'not-a-token'),
    event: GOOD,
  },
  {
    cause: 'permission-denied',
    how: 'the credential is for another cache',
    prepare: async (started) => useToken(started, await tokenOf(started, { caches: ['sessions'] })),
    event: GOOD,
  },
  {
    cause: 'rate-limited',
    how: 'the account may make no calls',
    prepare: ({ control }) => control('momento', { limits: { cacheCallsPerSecond: 0 } }),
    event: GOOD,
  },
  {
    cause: 'size-limit-exceeded',
    how: 'a message is larger than a topic takes',
    event: entry('topicPublish', { cacheName: 'orders', topicName: 'news', message: 'news '.repeat(1000) }),
  },
  {
    cause: 'size-limit-exceeded',
    how: 'an item is larger than the account allows',
    prepare: ({ control }) => control('momento', { limits: { itemBytes: 4 } }),
    event: GOOD,
  },
  {
    cause: 'momento-unavailable',
    how: 'Momento fails until the retries end',
    prepare: ({ control }) => control('momento', { respond: { status: 500, times: 3 } }),
    event: GOOD,
  },
  {
    cause: 'momento-unavailable',
    how: 'a gateway before Momento fails until the retries end',
    prepare: ({ control }) => control('momento', { respond: { status: 503, times: 3, body: '<html>503</html>' } }),
    event: GOOD,
  },
  {
    cause: 'bad-request',
    how: 'the connection sends the credential twice',
    prepare: async (started) => {
      const parameter = { Key: 'auth_token', Value: 'another', IsValueSecret: true };
      await useToken(started, await tokenOf(started, {}), {
        InvocationHttpParameters: { QueryStringParameters: [parameter] },
      });
    },
    event: GOOD,
  },
  {
    cause: 'answer-not-momentos',
    how: 'a firewall answers in the place of Momento',
    prepare: ({ control }) => control('momento', { respond: { status: 403, body: '<html>Request blocked.</html>' } }),
    event: GOOD,
  },
  {
    cause: 'target-sends-both-keys',
    how: 'Momento counts the empty key_base64 of a target that sends both',
    prepare: ({ control }) => control('momento', { respond: { status: 400, body: TWO_KEYS } }),
    event: GOOD,
  },
  {
    cause: 'unexpected-status',
    how: 'the API destination uses a method that Momento does not have',
    prepare: (started) =>
      started.events.send(
        new UpdateApiDestinationCommand({ Name: resource(started, 'MomentoApiCachePut'), HttpMethod: 'PATCH' }),
      ),
    event: GOOD,
  },
];

/** What Momento answers to events that are in order; nothing else is to be found. */
export const IN_THE_ANSWER: readonly CauseCase[] = CASES.map((one) => ({ ...one, also: [] }));
