import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { CauseId } from '../../../src/domain/diagnosis/catalogue.ts';
import type { SendPolicy } from '../../../src/domain/redrive/decision.ts';
import { type RepairPolicy, SAFE_ONLY } from '../../../src/domain/repair/repair.ts';
import { set as given } from '../../support/builders/assignments.ts';
import { entry, GOOD_SET, type StartedIntegration } from '../integrations.ts';

/** An event that fails, the flags under which it is redriven, and what must then lie in the cache `orders`. */
export interface RepairCase {
  readonly name: string;
  readonly event: PutEventsRequestEntry;
  readonly flags?: Partial<RepairPolicy>;
  readonly resolved?: readonly CauseId[];
  readonly prepare?: (started: StartedIntegration) => Promise<unknown>;
  /** What changes between the failure and the redrive. */
  readonly afterwards?: (started: StartedIntegration) => Promise<unknown>;
  /** The paths of the edits with their kinds. */
  readonly edits: Readonly<Record<string, 'safe' | 'assumed'>>;
  /** The key's bytes as base64url of the only item; null: there is no item. */
  readonly key: string | null;
  /** Absent: that of the event. */
  readonly ttlSeconds?: number;
  /** The body that Momento got; absent: the message `paid` within its quotes. */
  readonly value?: string;
  /** Does the queue get the input of the target instead of the event? */
  readonly asDelivered?: true;
}

/** `order:1`, the key of the event that is in order, and another one whose base64 needs all of the alphabet. */
const KEY = base64url('order:1');
const OTHER = Buffer.from([0xfb, 0xff, 0xfe, 0x3f]);

const set = (change: Readonly<Record<string, unknown>>) => entry('cacheSet', { ...GOOD_SET, ...change });
const only = (key_base64: string) => set({ key: undefined, key_base64 });

const QUICK_START = { InputPathsMap: { message: '$.detail.message' }, InputTemplate: '"<message>"' };

/** Every repair: those of `--fix` alone, then those that need a flag besides. */
export const REPAIR_CASES: readonly RepairCase[] = [
  {
    name: 'keeps one of two equal keys',
    event: set({ key_base64: KEY }),
    edits: { 'detail.key_base64': 'safe' },
    key: KEY,
  },
  {
    name: 'keeps one of two equal keys of a delete, whose item is then gone',
    prepare: ({ put }) => put(set({})),
    event: entry('cacheDelete', { cacheName: 'orders', key: 'order:1', key_base64: KEY }),
    edits: { 'detail.key_base64': 'safe' },
    key: null,
  },
  {
    name: 'keeps the key where the other is the same in padded base64',
    event: set({ key_base64: Buffer.from('order:1').toString('base64') }),
    edits: { 'detail.key_base64': 'safe' },
    key: KEY,
  },
  {
    name: 'rewrites the standard alphabet with padding',
    event: only(OTHER.toString('base64')),
    edits: { 'detail.key_base64': 'safe' },
    key: OTHER.toString('base64url'),
  },
  {
    name: 'takes white space out of base64',
    event: only(` ${KEY.slice(0, 4)}\n${KEY.slice(4)} `),
    edits: { 'detail.key_base64': 'safe' },
    key: KEY,
  },
  {
    name: 'keeps the key where --prefer says so',
    event: set({ key_base64: base64url('order:2') }),
    flags: { prefer: 'key' },
    edits: { 'detail.key_base64': 'assumed' },
    key: KEY,
  },
  {
    name: 'keeps key_base64 where --prefer says so, and then rewrites it',
    event: set({ key_base64: OTHER.toString('base64') }),
    flags: { prefer: 'key_base64' },
    edits: { 'detail.key': 'assumed', 'detail.key_base64': 'safe' },
    key: OTHER.toString('base64url'),
  },
  {
    name: 'adds a ttl that is missing',
    event: set({ ttl: undefined }),
    flags: { ttlSeconds: 1200 },
    edits: { 'detail.ttl': 'assumed' },
    key: KEY,
    ttlSeconds: 1200,
  },
  {
    name: 'replaces a ttl that is none',
    event: set({ ttl: 'one hour' }),
    flags: { ttlSeconds: 1200 },
    edits: { 'detail.ttl': 'assumed' },
    key: KEY,
    ttlSeconds: 1200,
  },
  {
    name: 'adds the ttl where the deployed target reads it, which is not where the docs say',
    prepare: ({ changeTarget }) =>
      changeTarget('cacheSet', {
        HttpParameters: {
          PathParameterValues: ['$.detail.cacheName'],
          QueryStringParameters: { key: '$.detail.key', ttl_seconds: '$.detail.ttl_seconds' },
        },
      }),
    event: set({ ttl: 60 }),
    flags: { ttlSeconds: 1200 },
    edits: { 'detail.ttl_seconds': 'assumed' },
    key: KEY,
    ttlSeconds: 1200,
  },
  {
    name: 'sends to the cache that --map-cache names',
    event: set({ cacheName: 'order' }),
    flags: { mapCache: new Map([['order', 'orders']]) },
    edits: { 'detail.cacheName': 'assumed' },
    key: KEY,
  },
  {
    name: 'mends several faults at once',
    event: set({ cacheName: 'order', key_base64: KEY, ttl: -1 }),
    flags: { mapCache: new Map([['order', 'orders']]), ttlSeconds: 1200 },
    edits: { 'detail.key_base64': 'safe', 'detail.ttl': 'assumed', 'detail.cacheName': 'assumed' },
    key: KEY,
    ttlSeconds: 1200,
  },
  {
    name: 'takes for the key what is no base64',
    event: only('order:1'),
    flags: { base64AsText: true },
    edits: { 'detail.key_base64': 'assumed', 'detail.key': 'assumed' },
    key: KEY,
  },
  {
    name: 'shortens a ttl that is too long',
    event: set({ ttl: 10_000_000 }),
    flags: { maxTtlSeconds: 1200 },
    edits: { 'detail.ttl': 'assumed' },
    key: KEY,
    ttlSeconds: 1200,
  },
  {
    name: 'escapes a message that breaks the template, which was another one when the event failed',
    prepare: async ({ changeTarget, control }) => {
      await changeTarget('cacheSet', { InputTransformer: undefined });
      await control('momento', { respond: { status: 503, times: 3 } });
    },
    afterwards: ({ changeTarget }) => changeTarget('cacheSet', { InputTransformer: QUICK_START }),
    event: set({ message: 'say "hi"\n' }),
    flags: { escapeMessage: true },
    edits: { 'detail.message': 'assumed' },
    key: KEY,
    value: JSON.stringify('say "hi"\n'),
  },
  {
    name: 'gives the members that --set names',
    event: set({ key: undefined, ttl: undefined }),
    flags: { set: ['detail.key=order:1', 'detail.ttl=1200', 'detail.trace.id=7'].map(given) },
    edits: { 'detail.key': 'assumed', 'detail.ttl': 'assumed', 'detail.trace.id': 'assumed' },
    key: KEY,
    ttlSeconds: 1200,
  },
  {
    name: 'completes what is left of an event',
    asDelivered: true,
    event: set({ cacheName: 'order' }),
    resolved: ['cache-not-found'],
    flags: { set: ['source=shop', 'detail.cacheName=orders', 'detail.key=order:1'].map(given), ttlSeconds: 1200 },
    edits: {
      'detail-type': 'safe',
      'detail.message': 'safe',
      source: 'assumed',
      'detail.cacheName': 'assumed',
      'detail.key': 'assumed',
      'detail.ttl': 'assumed',
    },
    key: KEY,
    ttlSeconds: 1200,
  },
];

/** What the operator's flags allow. */
export function policyOf({ flags, resolved }: RepairCase): SendPolicy {
  return { fix: true, repair: { ...SAFE_ONLY, ...flags }, resolved: new Set(resolved) };
}

function base64url(text: string): string {
  return Buffer.from(text).toString('base64url');
}
