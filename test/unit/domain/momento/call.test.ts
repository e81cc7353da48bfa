import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/domain/json/json.ts';
import type { MomentoCall } from '../../../../src/domain/momento/call.ts';
import { quickStartTarget } from '../../../../src/domain/momento/contract.ts';
import { type Changes, callThrough } from './rendered.ts';

const SET = { detail: { cacheName: 'c/1', key: 'k', message: 'hi', ttl: 60 } };
const CACHE = { from: '$.detail.cacheName', value: 'c/1' };
const NOTHING = { topicName: undefined, key: undefined, keyBase64: undefined, ttl: undefined, message: undefined };
const MESSAGE = { from: '$.detail.message', value: '"hi"', broken: false };

const CALLS: readonly [string, JsonObject, MomentoCall][] = [
  [
    'cacheSet',
    SET,
    {
      operation: 'cacheSet',
      cacheName: CACHE,
      topicName: undefined,
      key: { from: '$.detail.key', value: 'k' },
      keyBase64: { from: '$.detail.key_base64', value: undefined },
      ttl: { from: '$.detail.ttl', value: '60' },
      message: MESSAGE,
    },
  ],
  [
    'cacheDelete',
    SET,
    {
      ...NOTHING,
      operation: 'cacheDelete',
      cacheName: CACHE,
      key: { from: '$.detail.key', value: 'k' },
      keyBase64: { from: '$.detail.key_base64', value: undefined },
    },
  ],
  [
    'topicPublish',
    { detail: { cacheName: 'c/1', topicName: 't', message: 'hi' } },
    {
      ...NOTHING,
      operation: 'topicPublish',
      cacheName: CACHE,
      topicName: { from: '$.detail.topicName', value: 't' },
      message: MESSAGE,
    },
  ],
];

const NO_HTTP = { path: [], query: {}, headers: {} };
const OTHER_TARGETS: readonly [string, Changes, Partial<MomentoCall> | undefined][] = [
  [
    'another base path',
    { endpoint: 'http://127.0.0.1:8080/base/cache/*' },
    { operation: 'cacheSet', cacheName: CACHE },
  ],
  ['a method in small letters', { method: 'put' }, { operation: 'cacheSet' }],
  [
    'a cache that stands in the endpoint',
    { endpoint: 'https://h/cache/fixed?ttl_seconds=5', http: NO_HTTP },
    { cacheName: { from: 'fixed', value: 'fixed' }, key: undefined, ttl: { from: '5', value: '5' } },
  ],
  [
    'a message that is a constant',
    { input: { kind: 'constant', text: '"x"' } },
    { message: { from: '"x"', value: '"x"', broken: false } },
  ],
  ['a message by path', { input: { kind: 'path', path: '$.detail.message' } }, { message: MESSAGE }],
  [
    'a message by a path to nothing',
    { input: { kind: 'path', path: '$.no' } },
    { message: { from: '$.no', value: undefined, broken: false } },
  ],
  [
    'the whole event as message',
    { input: { kind: 'whole-event' } },
    { message: { from: '$', value: JSON.stringify(SET), broken: false } },
  ],
  [
    'one of two variables found',
    { input: { kind: 'transformer', paths: { a: '$.detail.message', b: '$.no' }, template: '"<a><b>"' } },
    { message: { from: '"<a><b>"', value: '"hi"', broken: false } },
  ],
  ['another method', { method: 'GET' }, undefined],
  ['another path', { endpoint: 'https://h/items/*' }, undefined],
  ['too short a path', { endpoint: 'https://h/*' }, undefined],
  ['a path that goes on', { endpoint: 'https://h/cache/*/more' }, undefined],
];

describe('callOf', () => {
  it.each(CALLS)('%s of the quick-start', (detailType, event, call) => {
    expect(callThrough(detailType, event)).toEqual(call);
  });

  it.each(OTHER_TARGETS)('%s', (_, changes, expected) => {
    const call = callThrough('cacheSet', SET, changes);
    if (expected === undefined) expect(call).toBeUndefined();
    else expect(call).toMatchObject(expected);
  });
});

describe('quickStartTarget', () => {
  it('invents no host, because only the operator knows it', () => {
    expect(quickStartTarget('cacheSet')?.destination.endpoint).toBe('/cache/*');
    expect(quickStartTarget('topicPublish')?.destination.endpoint).toBe('/topics/*/*');
  });

  it.each(['cacheGet', 'CACHESET', '', '__proto__', 'constructor'])('there is none for %j', (detailType) => {
    expect(quickStartTarget(detailType)).toBeUndefined();
  });
});
