import { describe, expect, it } from 'vitest';
import type { DetailType } from '../../../../src/domain/momento/contract.ts';
import { departuresFrom } from '../../../../src/domain/momento/event-schema.ts';

const SET = { cacheName: 'c', key: 'k', message: 'hi', ttl: 60 };

const DETAILS: readonly [DetailType, unknown, readonly RegExp[]][] = [
  ['cacheSet', SET, []],
  ['cacheSet', { ...SET, more: { of: 'this' } }, []],
  ['cacheSet', { ...SET, key: undefined, key_base64: 'aGk' }, []],
  ['cacheSet', { ...SET, key_base64: 'aGk' }, [/exactly one of key and key_base64/]],
  ['cacheSet', { ...SET, key: undefined }, [/exactly one of key and key_base64/]],
  ['cacheSet', { ...SET, key: undefined, key_base64: 'aGk=' }, [/^key_base64: not unpadded base64url/]],
  ['cacheSet', { ...SET, ttl: '60' }, [/^ttl: /]],
  ['cacheSet', { ...SET, ttl: 0.5 }, [/^ttl: /, /^ttl: /]],
  ['cacheDelete', { cacheName: '', key: 'k' }, [/^cacheName: /]],
  ['topicPublish', { cacheName: 'c', message: 'hi' }, [/^topicName: /]],
  ['topicPublish', { cacheName: 'c', topicName: 't', message: {} }, [/^message: /]],
  ['topicPublish', null, [/^detail: /]],
];

describe('departuresFrom', () => {
  it.each(DETAILS)('%s %j', (detailType, detail, expected) => {
    const departures = departuresFrom(detailType, detail);
    expect(departures).toHaveLength(expected.length);
    for (const [at, pattern] of expected.entries()) expect(departures[at]).toMatch(pattern);
  });
});
