import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../../src/domain/json/json.ts';
import {
  type AnswerMeaning,
  classifyAnswer,
  type MomentoError,
  momentoError,
} from '../../../../src/domain/momento/api-error.ts';

const ANSWERS: readonly [number, string | undefined, string | undefined, AnswerMeaning][] = [
  [400, 'Multiple Keys Specified', "You must specify either 'key' or 'key_base64', not both.", 'multiple-keys'],
  [400, 'MULTIPLE KEYS', undefined, 'multiple-keys'],
  [400, 'Multiple Auth Tokens Specified', 'not both', 'multiple-auth-tokens'],
  [400, 'Bad Request', 'ttl must be positive', 'bad-request'],
  [400, 'Bad Request', 'The item is too large', 'size-limit'],
  [400, undefined, undefined, 'bad-request'],
  [401, 'Unauthorized', 'Could not validate authorization header', 'credential-rejected'],
  [401, 'No Auth Token Provided', undefined, 'credential-rejected'],
  [401, 'Unauthorized', 'The token has EXPIRED', 'credential-expired'],
  [401, undefined, 'token expiry passed', 'credential-expired'],
  [403, 'Forbidden', 'cache not found', 'permission-denied'],
  [404, 'Not Found', 'Cache not found', 'cache-not-found'],
  [404, 'Key Not Found', 'The specified key was not present in the cache.', 'key-not-found'],
  [404, undefined, 'no such cache', 'cache-not-found'],
  [404, undefined, undefined, 'cache-not-found'],
  [404, undefined, 'No route matches', 'unexpected'],
  [413, undefined, undefined, 'size-limit'],
  [429, 'Resources Exhausted', 'too many operations per second', 'rate-limited'],
  [429, 'Resources Exhausted', 'Throughput exceeded', 'rate-limited'],
  [429, 'Resources Exhausted', 'Request size limit exceeded', 'size-limit'],
  [429, 'Resources Exhausted', 'element_size_limit', 'size-limit'],
  [429, 'ItemSizeLimit', undefined, 'size-limit'],
  [429, undefined, undefined, 'rate-limited'],
  [500, 'Internal Server Error', 'size', 'unavailable'],
  [503, undefined, undefined, 'unavailable'],
  [599, undefined, undefined, 'unavailable'],
  [200, undefined, undefined, 'unexpected'],
  [302, undefined, undefined, 'unexpected'],
  [418, 'Key Not Found', undefined, 'unexpected'],
  [600, undefined, undefined, 'unexpected'],
];

const BODIES: readonly [string, Partial<MomentoError> | undefined][] = [
  [
    '{"status": 404, "title": "Not Found", "description": "Cache not found"}',
    { status: 404, title: 'Not Found', description: 'Cache not found' },
  ],
  ['{"title": "Not Found"}', { title: 'Not Found' }],
  ['{"code": 5, "message": "Not found", "err": "cache x"}', { status: 5, title: 'Not found', description: 'cache x' }],
  ['{"code": "NOT_FOUND", "message": "no cache x"}', { title: 'NOT_FOUND', description: 'no cache x' }],
  ['{"message": "no cache x"}', { title: 'no cache x' }],
  ['{"detail": "bad"}', { description: 'bad' }],
  ['{"status": "404", "title": 7, "description": "still read"}', { description: 'still read' }],
  ['"plain"', { description: 'plain' }],
  ['{}', undefined],
  ['{"__proto__": {"title": "no"}}', undefined],
  ['null', undefined],
  ['[{"title": "no"}]', undefined],
  ['7', undefined],
];

describe('classifyAnswer', () => {
  it.each(ANSWERS)('%i %j %j means %4$s', (status, title, description, meaning) => {
    expect(classifyAnswer(status, title, description)).toBe(meaning);
  });

  it('takes any status and text, long ones too', () => {
    const text = fc.option(fc.string({ unit: 'binary' }), { nil: undefined });
    fc.assert(
      fc.property(fc.double(), text, text, (status, title, said) => classifyAnswer(status, title, said) !== undefined),
    );
    expect(classifyAnswer(400, 'multiple '.repeat(200_000), ' '.repeat(200_000))).toBe('bad-request');
  });
});

describe('momentoError', () => {
  it.each(BODIES)('%s', (body, expected) => {
    const nothing = { status: undefined, title: undefined, description: undefined };
    expect(momentoError(JSON.parse(body))).toEqual(expected && { ...nothing, ...expected });
  });

  it('takes any JSON', () => {
    const known = fc.constantFrom('status', 'code', 'title', 'description', 'message', 'err', 'detail', '__proto__');
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.dictionary(known, fc.jsonValue())), (value) => {
        momentoError(value as JsonValue);
      }),
    );
  });
});
