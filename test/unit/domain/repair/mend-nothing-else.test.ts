import { describe, expect, it } from 'vitest';
import type { TargetInput } from '../../../../src/domain/eventbridge/target.ts';
import { type RepairPolicy, SAFE_ONLY } from '../../../../src/domain/repair/repair.ts';
import { type Given, inShort, mapping, mended, PREFER_BASE64, PREFER_KEY, set, TTL } from './mended.ts';

const SAME_KEYS = set('"key":"a","key_base64":"YQ"');
const TWO_KEYS = set('"key":"a","key_base64":"Yg"');
const PADDED = set('"key_base64":"YQ=="');
const NO_TTL = set('"key":"a"', '"x":1');

const template = (text: string, paths: Record<string, string> = {}): Given => ({
  input: { kind: 'transformer', paths, template: text },
});
const WITH_THE_EVENT: readonly [string, TargetInput][] = [
  ['the whole event', { kind: 'whole-event' }],
  ['the path $', { kind: 'path', path: '$' }],
  ['the detail', { kind: 'path', path: '$.detail' }],
  ['a template with the event', { kind: 'transformer', paths: {}, template: '{"event": <aws.events.event.json>}' }],
  ['a template with the detail', { kind: 'transformer', paths: { all: '$.detail' }, template: '{"was": <all>}' }],
];

/** Details and the policies under which they are mended where nothing else reads the edited member. */
const WISHES: readonly [string, string, RepairPolicy][] = [
  ['merges equal keys', SAME_KEYS, SAFE_ONLY],
  ['rewrites a key_base64', PADDED, SAFE_ONLY],
  ['drops a key', TWO_KEYS, PREFER_BASE64],
  ['drops a key_base64', TWO_KEYS, PREFER_KEY],
  ['adds a ttl', NO_TTL, TTL],
  ['maps a cache', set('"key":"a"'), mapping(['c', 'd'])],
  ['shortens a ttl', set('"key":"a"'), { ...SAFE_ONLY, maxTtlSeconds: 1 }],
  ['takes a text for the key', set('"key_base64":"a:1"'), { ...SAFE_ONLY, base64AsText: true }],
];

describe('mend, where an edit would change another member of the call', () => {
  describe.each(WITH_THE_EVENT)('the message being %s', (_, input) => {
    it.each(WISHES)('no longer %s', (_wish, detail, policy) => {
      expect(mended(detail, policy).edits).not.toEqual([]);
      const repair = mended(detail, policy, { input });
      expect(repair.edits).toEqual([]);
      expect(repair.event.detailText).toBe(detail);
    });
  });

  it.each([
    ['maps no cache that is the key too', { key: '$.detail.cacheName' }, set('"x":1'), mapping(['c', 'd'])],
    [
      'drops no key that is the ttl too',
      { key: '$.detail.n', key_base64: '$.detail.k', ttl_seconds: '$.detail.n' },
      '{"cacheName":"c","message":"m","n":60,"k":"Yg"}',
      PREFER_BASE64,
    ],
    [
      'gives no ttl where the key is read',
      { key: '$.detail.n', ttl_seconds: "$.detail['n']" },
      '{"cacheName":"c","message":"m","n":"soon"}',
      TTL,
    ],
  ])('%s', (_, query: Record<string, string>, detail, policy) => {
    const http = { path: ['$.detail.cacheName'], query: { ttl_seconds: '$.detail.ttl', ...query }, headers: {} };
    expect(mended(detail, policy, { http }).edits).toEqual([]);
  });

  it('takes the next repair where the first would change more', () => {
    const http = {
      path: ['$.detail.cacheName'],
      query: { key: '$.detail.key', key_base64: '$.detail.key_base64', ttl_seconds: '$.detail.ttl' },
      headers: {},
    };
    const detail = set('"key":"a","key_base64":"YQ=="', '"x":1');
    const repair = mended(detail, TTL, { http, ...template('{"was": <key>}', { key: '$.detail.key_base64' }) });
    expect(repair.edits.map(inShort)).toEqual(['assumed detail.ttl: null → 300']);
  });

  it('mends where the message is another part of the detail', () => {
    const repair = mended(SAME_KEYS, SAFE_ONLY, template('{"m": <m>}', { m: '$.detail.message' }));
    expect(repair.edits.map(inShort)).toEqual(['safe detail.key_base64: "YQ" → null']);
  });

  it('mends a delete, whose body Momento does not read', () => {
    const repair = mended('{"cacheName":"c","key_base64":"YQ=="}', SAFE_ONLY, { detailType: 'cacheDelete' });
    expect(repair.edits.map(inShort)).toEqual(['safe detail.key_base64: "YQ==" → "YQ"']);
  });

  it('does not map a cache to a name that is spelt otherwise but the same', () => {
    const spelt = set('"key":"a"').replace('"c"', '"\\u0063"');
    expect(mended(spelt, mapping(['c', 'c'])).edits).toEqual([]);
  });
});
