import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderRequest, sentText } from '../../../../src/domain/eventbridge/http-request.ts';
import type { HttpParameters } from '../../../../src/domain/eventbridge/target.ts';
import type { JsonObject } from '../../../../src/domain/json/json.ts';

const SET = { endpoint: 'https://momento.test/cache/*', method: 'PUT' };
const PUBLISH = { endpoint: 'https://momento.test/topics/*/*', method: 'POST' };
const HTTP: HttpParameters = {
  path: ['$.detail.cacheName'],
  query: { key: '$.detail.key', ttl_seconds: '$.detail.ttl' },
  headers: { 'X-Source': '$.source', 'X-Fixed': 'yes' },
};
const detail = (members: JsonObject): JsonObject => ({ source: 'app', detail: members });

const URLS: readonly [string, JsonObject, string][] = [
  ['all values', { cacheName: 'c', key: 'k', ttl: 60 }, 'https://momento.test/cache/c?key=k&ttl_seconds=60'],
  ['a number as text', { cacheName: 'c', key: 'k', ttl: '60' }, 'https://momento.test/cache/c?key=k&ttl_seconds=60'],
  ['no ttl', { cacheName: 'c', key: 'k' }, 'https://momento.test/cache/c?key=k&ttl_seconds='],
  ['nothing but the cache', { cacheName: 'c' }, 'https://momento.test/cache/c?key=&ttl_seconds='],
  ['an empty key is there', { cacheName: 'c', key: '' }, 'https://momento.test/cache/c?key=&ttl_seconds='],
  ['no cache', { key: 'k' }, 'https://momento.test/cache/?key=k&ttl_seconds='],
  [
    'a slash stays within its segment',
    { cacheName: '../a/b', key: 'k' },
    'https://momento.test/cache/..%2Fa%2Fb?key=k&ttl_seconds=',
  ],
  [
    'reserved characters',
    { cacheName: "a!'()*", key: '&=+ #?' },
    'https://momento.test/cache/a%21%27%28%29%2A?key=%26%3D%2B%20%23%3F&ttl_seconds=',
  ],
  [
    'unreserved characters',
    { cacheName: 'A-z.0_~', key: 'é' },
    'https://momento.test/cache/A-z.0_~?key=%C3%A9&ttl_seconds=',
  ],
  ['a lone surrogate', { cacheName: 'c', key: '\ud800' }, 'https://momento.test/cache/c?key=%EF%BF%BD&ttl_seconds='],
  [
    'other JSON values',
    { cacheName: true, key: null, ttl: { a: [1] } },
    'https://momento.test/cache/true?key=null&ttl_seconds=%7B%22a%22%3A%5B1%5D%7D',
  ],
];

describe('renderRequest', () => {
  it.each(URLS)('%s', (_, members, url) => {
    expect(renderRequest(SET, HTTP, detail(members)).url).toBe(url);
  });

  it('sends an absent header or query parameter as an empty text', () => {
    const { query, headers } = renderRequest(SET, { ...HTTP, headers: { 'X-No': '$.no' } }, detail({ cacheName: 'c' }));
    expect([query.get('key'), headers.get('X-No')].map((value) => value && sentText(value))).toEqual(['', '']);
  });

  it('tells where every value came from, absent ones included', () => {
    const request = renderRequest(SET, HTTP, detail({ cacheName: 'a/b' }));
    expect(request.path).toEqual([
      { from: 'cache', value: 'cache' },
      { from: '$.detail.cacheName', value: 'a/b' },
    ]);
    expect(Object.fromEntries(request.query)).toEqual({
      key: { from: '$.detail.key', value: undefined },
      ttl_seconds: { from: '$.detail.ttl', value: undefined },
    });
    expect(Object.fromEntries(request.headers)).toEqual({
      'X-Source': { from: '$.source', value: 'app' },
      'X-Fixed': { from: 'yes', value: 'yes' },
    });
    expect(request.method).toBe('PUT');
  });

  it('fills several stars in order, and has none left to fill the last', () => {
    const http = { path: ['$.detail.cacheName'], query: {}, headers: {} };
    const request = renderRequest(PUBLISH, http, detail({ cacheName: 'c' }));
    expect(request.url).toBe('https://momento.test/topics/c/');
    expect(request.path.at(-1)).toEqual({ from: '*', value: undefined });
  });

  it('keeps what stands in the endpoint: constants, a star within a segment, a query', () => {
    const endpoint = 'https://momento.test:8443/v1/cache/eu-*-%25?ttl_seconds=5';
    const request = renderRequest({ endpoint, method: 'PUT' }, { ...HTTP, query: {} }, detail({ cacheName: 'a%20b' }));
    expect(request.url).toBe('https://momento.test:8443/v1/cache/eu-a%2520b-%25?ttl_seconds=5');
    expect(request.path.at(-1)).toEqual({ from: 'eu-*-%25', value: 'eu-a%20b-%' });
    expect(request.query.get('ttl_seconds')).toEqual({ from: '5', value: '5' });
  });

  it('takes any endpoint, parameter and event', () => {
    const text = fc.string({ unit: 'binary' });
    const parameter = fc.oneof(text, fc.constantFrom('$', '$.detail', '$.__proto__'));
    fc.assert(
      fc.property(text, parameter, fc.dictionary(text, fc.jsonValue()), (endpoint, from, event) => {
        const http = { path: [from], query: { [endpoint]: from }, headers: {} };
        renderRequest({ endpoint: `https://h/*${endpoint}`, method: 'PUT' }, http, event as JsonObject);
        renderRequest({ endpoint, method: 'PUT' }, http, event as JsonObject);
      }),
    );
  });

  it('takes a value nested beyond what the stack would bear', () => {
    const deep = JSON.parse(`${'[{"a":'.repeat(50_000)}1${'}]'.repeat(50_000)}`);
    const request = renderRequest(SET, HTTP, detail({ cacheName: 'c', key: deep }));
    expect(request.query.get('key')?.value).toBe(`${'[{"a":'.repeat(50_000)}1${'}]'.repeat(50_000)}`);
  });
});
