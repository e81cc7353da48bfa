import { describe, expect, it } from 'vitest';
import { SAFE_ONLY } from '../../../../src/domain/repair/repair.ts';
import { type Given, inShort, mapping, mended, set, TTL } from './mended.ts';

describe('mend, as the deployed target reads', () => {
  const http = (query: Record<string, string>, path = ['$.detail.cacheName']): Given => ({
    http: { path, query, headers: {} },
  });
  const KEY = { key: '$.detail.key' };

  it('writes the ttl where it is read', () => {
    const repair = mended(set('"key":"a"'), TTL, http({ ...KEY, ttl_seconds: '$.detail.ttl_seconds' }));
    expect(repair.edits.map(inShort)).toEqual(['assumed detail.ttl_seconds: null → 300']);
    expect(repair.event.detailText).toBe(set('"key":"a"', '"ttl":60,"ttl_seconds":300'));
  });

  it('edits nested members', () => {
    const repair = mended(
      '{"item":{"name":"a","ttl":0},"message":"m","cacheName":"c"}',
      TTL,
      http({ key: '$.detail.item.name', ttl_seconds: '$.detail.item.ttl' }),
    );
    expect(repair.event.detailText).toBe('{"item":{"name":"a","ttl":300},"message":"m","cacheName":"c"}');
  });

  it.each([
    ["$.detail['key_base64']", 'detail.key_base64'],
    [`$['detail']["key_base64"]`, 'detail.key_base64'],
    ["$.detail['key_base64'].text", 'detail.key_base64.text'],
    [`$.detail.item['key.base64']`, 'detail.item["key.base64"]'],
  ])('edits what %s reads', (path, shown) => {
    const padded: Record<string, string> = {
      'detail.key_base64': '"key_base64":"YQ=="',
      'detail.key_base64.text': '"key_base64":{"text":"YQ=="}',
      'detail.item["key.base64"]': '"item":{"key.base64":"YQ=="}',
    };
    const before = set(padded[shown] ?? '');
    const repair = mended(before, SAFE_ONLY, http({ key_base64: path, ttl_seconds: '$.detail.ttl' }));
    expect(repair.edits.map(inShort)).toEqual([`safe ${shown}: "YQ==" → "YQ"`]);
    expect(repair.event.detailText).toBe(before.replace('YQ==', 'YQ'));
  });

  it('names a member in a way that no terminal acts upon', () => {
    const path = "$.detail['\u009b2J\u202e']";
    const repair = mended(set('"key":"a"'), TTL, http({ ...KEY, ttl_seconds: path }));
    expect(repair.edits.map((edit) => edit.path)).toEqual(['detail["\\u009b2J\\u202e"]']);
  });

  it.each([
    ['a constant', 'soon'],
    ['a member of the envelope', '$.account'],
    ['the source', '$.source'],
    ['a list', '$.detail.ttls[0]'],
    ['a list, in brackets', `$['detail']['ttls'][0]`],
    ['the whole detail', '$.detail'],
  ])('cannot edit %s', (_, path) => {
    const before = set('"key":"a"', '"ttls":["x"]');
    expect(mended(before, TTL, http({ ...KEY, ttl_seconds: path })).edits).toEqual([]);
  });

  it('does not map a cache name that is a constant of the target', () => {
    const fixed = http({ ...KEY, ttl_seconds: '$.detail.ttl' }, ['c']);
    expect(mended(set('"key":"a"'), mapping(['c', 'd']), fixed).edits).toEqual([]);
  });

  it('adds no ttl where the target sends none', () => {
    expect(mended(set('"key":"a"', '"x":1'), TTL, http(KEY)).edits).toEqual([]);
  });
});
