import { describe, expect, it } from 'vitest';
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
    ['a constant', 'soon'],
    ['a member of the envelope', '$.account'],
    ['the source', '$.source'],
    ['a list', '$.detail.ttls[0]'],
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
