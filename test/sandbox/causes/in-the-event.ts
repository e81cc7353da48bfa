import { PutRuleCommand } from '@aws-sdk/client-eventbridge';
import { entry, GOOD_SET } from '../integrations.ts';
import { type CauseCase, resource, setWith } from './case.ts';

const THE_TEMPLATE = { InputPathsMap: { message: '$.detail.message' }, InputTemplate: '"<message>"' };
const PUBLISH = { cacheName: 'orders', topicName: 'news', message: 'hello' };

/** Faults of the event; Momento's 400 says nothing that the event does not. */
export const IN_THE_EVENT: readonly CauseCase[] = [
  ...[
    { cause: 'key-conflict', how: 'a set names its key twice', event: setWith({ key_base64: 'b3JkZXI6MQ' }) },
    {
      cause: 'key-conflict',
      how: 'a delete names two keys',
      event: entry('cacheDelete', { cacheName: 'orders', key: 'order:1', key_base64: 'b3JkZXI6Mg' }),
    },
    { cause: 'key-missing', how: 'a set names no key', event: setWith({ key: undefined }) },
    { cause: 'key-missing', how: 'a delete names no key', event: entry('cacheDelete', { cacheName: 'orders' }) },
    { cause: 'key-invalid', how: 'a key is empty', event: setWith({ key: '' }) },
    {
      cause: 'key-base64-invalid',
      how: 'a key_base64 is padded',
      event: setWith({ key: undefined, key_base64: 'b3JkZXI6MTA=' }),
    },
    {
      cause: 'key-base64-invalid',
      how: 'a key_base64 is no base64',
      event: setWith({ key: undefined, key_base64: '%%order%%' }),
    },
    { cause: 'ttl-missing', how: 'a set has no ttl', event: setWith({ ttl: undefined }) },
    { cause: 'ttl-invalid', how: 'a ttl is zero', event: setWith({ ttl: 0 }) },
    { cause: 'ttl-invalid', how: 'a ttl is no number', event: setWith({ ttl: 'one hour' }) },
    { cause: 'cache-name-missing', how: 'a set names no cache', event: setWith({ cacheName: undefined }) },
    {
      cause: 'topic-name-missing',
      how: 'a publish names no topic',
      event: entry('topicPublish', { ...PUBLISH, topicName: undefined }),
    },
  ].map((one) => ({ ...one, also: ['bad-request'] }) as CauseCase),
  {
    cause: 'key-invalid',
    how: 'a key is a list, and its cache is missing',
    also: ['cache-not-found'],
    event: setWith({ key: ['order:1'], cacheName: 'nowhere' }),
  },
  {
    cause: 'message-missing',
    how: 'a set without message fails for its cache',
    also: ['cache-not-found'],
    event: setWith({ message: undefined, cacheName: 'nowhere' }),
  },
  {
    cause: 'message-unrenderable',
    how: 'the target had no template when the delivery failed, and has one again when the event is looked at',
    also: ['cache-not-found'],
    prepare: ({ changeTarget }) => changeTarget('cacheSet', { InputTransformer: undefined }),
    event: setWith({ message: 'gift note: "with love"', cacheName: 'nowhere' }),
    afterwards: ({ changeTarget }) => changeTarget('cacheSet', { InputTransformer: THE_TEMPLATE }),
  },
  {
    cause: 'detail-type-unknown',
    how: 'the rule matches by source alone',
    also: ['cache-name-missing', 'bad-request'],
    prepare: (started) =>
      started.events.send(
        new PutRuleCommand({
          Name: resource(started, 'MomentoApiCachePutRule'),
          EventPattern: JSON.stringify({ source: ['shop.orders'] }),
        }),
      ),
    event: entry('orderPlaced', { ...GOOD_SET, cacheName: undefined }),
  },
];
