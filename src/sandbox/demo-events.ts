import type { ForcedAnswer } from './momento/forced.ts';

/** One event of the demo, why it is there, and what Momento is made to do where the event alone does not fail. */
export interface DemoEvent {
  readonly why: string;
  readonly source: string;
  readonly detailType: 'cacheSet' | 'cacheDelete' | 'topicPublish';
  readonly detail: Readonly<Record<string, unknown>>;
  readonly momento?: ForcedAnswer;
}

/** EventBridge's back-off is compressed: after three equal answers the sandbox counts the other attempts without making them. */
const UNTIL_RETRIES_END = 3;

/** What a morning of a small shop may leave in the dead letter queue, each kind once. */
export const DEMO_EVENTS: readonly DemoEvent[] = [
  {
    why: 'is fine and is delivered',
    source: 'shop.orders',
    detailType: 'cacheSet',
    detail: { cacheName: 'orders', key: 'order:1000', message: 'shipped', ttl: 3600 },
  },
  {
    why: 'names its key twice',
    source: 'shop.orders',
    detailType: 'cacheSet',
    detail: { cacheName: 'orders', key: 'order:1001', key_base64: 'b3JkZXI6MTAwMQ', message: 'paid', ttl: 3600 },
  },
  {
    why: 'writes its key in padded standard base64',
    source: 'shop.accounts',
    detailType: 'cacheSet',
    detail: { cacheName: 'sessions', key_base64: 'c2Vzc2lvbjpmNz8/Pw==', message: 'user 4711 signed in', ttl: 1800 },
  },
  {
    why: 'forgets its ttl',
    source: 'shop.catalog',
    detailType: 'cacheSet',
    detail: { cacheName: 'catalog', key: 'product:mug-17', message: '42 in stock' },
  },
  {
    why: 'meets a Momento that fails for hours',
    source: 'shop.orders',
    detailType: 'cacheDelete',
    detail: { cacheName: 'orders', key: 'order:0999' },
    momento: { status: 503, times: UNTIL_RETRIES_END },
  },
  {
    why: 'is over the rate limit until the retries end',
    source: 'shop.catalog',
    detailType: 'topicPublish',
    detail: { cacheName: 'catalog', topicName: 'price-changes', message: 'mug-17 EUR 9.90' },
    momento: {
      status: 429,
      body: '{"status":429,"title":"Resources Exhausted","description":"Too many operations per second"}',
      times: UNTIL_RETRIES_END,
    },
  },
  {
    why: 'names a cache that does not exist',
    source: 'shop.accounts',
    detailType: 'cacheSet',
    detail: { cacheName: 'sesions', key: 'session:a1', message: 'user 4712 signed in', ttl: 1800 },
  },
  {
    why: 'names no key at all',
    source: 'shop.orders',
    detailType: 'cacheSet',
    detail: { cacheName: 'orders', message: 'returned', ttl: 3600 },
  },
  {
    why: 'has a message that breaks the input template',
    source: 'shop.orders',
    detailType: 'cacheSet',
    detail: { cacheName: 'orders', key: 'order:1002', message: 'gift note: "with love"', ttl: 3600 },
  },
];
