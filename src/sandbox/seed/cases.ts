import type { ForcedAnswer } from '../momento/forced.ts';
import type { Draw, Thing } from './draw.ts';
import { OTHER_TEAM } from './other-team.ts';

/** An event as an application would put it. */
export interface SeedEvent {
  readonly source: string;
  readonly detailType: 'cacheSet' | 'cacheDelete' | 'topicPublish' | typeof OTHER_TEAM.detailType;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** A way for a delivery to fail: the event, and what Momento is made to do where the event alone does not fail. */
export interface SeedCase {
  readonly name: string;
  /** How often it comes, relative to the others. */
  readonly weight: number;
  event(draw: Draw): SeedEvent;
  readonly forced?: ForcedAnswer;
  /** Momento answers too late. */
  readonly slow?: true;
}

const set = (thing: Thing, change: Record<string, unknown> = {}): SeedEvent => {
  const { source, ...detail } = thing;
  return { source, detailType: 'cacheSet', detail: defined({ ...detail, ...change }) };
};

const remove = ({ source, cacheName, key }: Thing, change: Record<string, unknown> = {}): SeedEvent => ({
  source,
  detailType: 'cacheDelete',
  detail: defined({ cacheName, key, ...change }),
});

const publish = ({ source, cacheName, message }: Thing, change: Record<string, unknown> = {}): SeedEvent => ({
  source,
  detailType: 'topicPublish',
  detail: defined({ cacheName, topicName: 'price-changes', message, ...change }),
});

const defined = (detail: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(detail).filter(([, value]) => value !== undefined));

const base64url = (text: string): string => Buffer.from(text).toString('base64url');
/** Sixteen bytes, so that standard base64 ends in padding. */
const padded = (key: string): string => Buffer.from(`${key.padEnd(13, '.').slice(0, 15)}?`).toString('base64');
/** Three last bytes that standard base64 cannot write without `/`. */
const withSlashes = (key: string): string => Buffer.from([...Buffer.from(key), 0xfb, 0xff, 0xfe]).toString('base64');

/** A believable slip of whoever typed it: the last letter is missing. */
const misspelt = (cacheName: string): string => cacheName.slice(0, -1);

/** Every way once, in the order in which a small seed shows them. */
export const SEED_CASES: readonly SeedCase[] = [
  {
    name: 'both keys, the same bytes',
    weight: 6,
    event: (draw) => {
      const thing = draw.thing();
      const both = { key_base64: base64url(thing.key) };
      return draw.of([set(thing, both), remove(thing, both)]);
    },
  },
  {
    name: 'too many calls',
    weight: 6,
    event: (draw) => set(draw.thing()),
    forced: {
      status: 429,
      times: 3,
      body: resourcesExhausted('Limit exceeded: operations per second; wait and retry'),
    },
  },
  { name: 'padded base64', weight: 4, event: (draw) => withBase64(draw.thing(), padded) },
  { name: 'no ttl', weight: 4, event: (draw) => set(draw.thing(), { ttl: undefined }) },
  {
    name: 'a cache that does not exist',
    weight: 5,
    event: (draw) => {
      const thing = draw.thing();
      return draw.of([set, remove, publish])(thing, { cacheName: misspelt(thing.cacheName) });
    },
  },
  {
    name: 'Momento fails',
    weight: 5,
    event: (draw) => draw.of([set, remove, publish])(draw.thing()),
    forced: { status: 500, times: 3 },
  },
  { name: 'no key', weight: 2, event: (draw) => draw.of([set, remove])(draw.thing(), { key: undefined }) },
  { name: 'Momento is slow', weight: 3, event: (draw) => draw.of([set, remove])(draw.thing()), slow: true },
  {
    name: 'a message that breaks the transformer',
    weight: 1,
    event: (draw) => set(draw.thing(), { message: 'gift note: "with love"' }),
  },
  {
    name: 'both keys, different bytes',
    weight: 3,
    event: (draw) => set(draw.thing(), { key_base64: base64url(`cart:${draw.between(100, 999)}`) }),
  },
  { name: 'the standard alphabet', weight: 3, event: (draw) => withBase64(draw.thing(), withSlashes) },
  {
    name: 'a ttl that is none',
    weight: 4,
    event: (draw) => set(draw.thing(), { ttl: draw.of<unknown>([0, -1, 'one hour', 60.5, '']) }),
  },
  {
    name: 'white space in base64',
    weight: 2,
    event: (draw) => withBase64(draw.thing(), (key) => ` ${base64url(key)}\n`),
  },
  {
    name: 'base64 that is none',
    weight: 2,
    event: (draw) => withBase64(draw.thing(), (key) => `%%${key}%%`),
  },
  {
    name: 'a gateway in between fails',
    weight: 2,
    event: (draw) => remove(draw.thing()),
    forced: { status: 503, times: 3, body: '<html><body><h1>503 Service Unavailable</h1></body></html>' },
  },
  { name: 'no cache name', weight: 2, event: (draw) => set(draw.thing(), { cacheName: undefined }) },
  {
    name: 'a message that is too large',
    weight: 1,
    event: (draw) => publish(draw.thing(), { message: 'price list '.repeat(600) }),
  },
  { name: 'no topic name', weight: 1, event: (draw) => publish(draw.thing(), { topicName: undefined }) },
  { name: 'an empty key', weight: 1, event: (draw) => remove(draw.thing(), { key: '' }) },
  {
    name: 'not permitted',
    weight: 1,
    event: (draw) => set(draw.thing()),
    forced: { status: 403 },
  },
  {
    name: 'refused without a word that says why',
    weight: 1,
    event: (draw) => set(draw.thing()),
    forced: { status: 400, body: 'bad request', contentType: 'text/plain' },
  },
  {
    name: "another team's event, whose queue is gone",
    weight: 1,
    event: (draw) => ({ ...OTHER_TEAM, detail: { invoice: draw.between(10_000, 99_999) } }),
  },
];

function withBase64(thing: Thing, encode: (key: string) => string): SeedEvent {
  return set(thing, { key: undefined, key_base64: encode(thing.key) });
}

function resourcesExhausted(description: string): string {
  return JSON.stringify({ status: 429, title: 'Resources Exhausted', description });
}
