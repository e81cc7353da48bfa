import { describe, expect, it } from 'vitest';
import type { CauseId } from '../../../../src/domain/diagnosis/catalogue.ts';
import { examined } from '../../../support/builders/examined.ts';
import { answered, FINE_DETAIL, momentoSaid, type Sample } from '../../../support/builders/messages.ts';

const LONG = { detail: { ...FINE_DETAIL, ttl: 86_401 } };
const TTL_SECONDS = {
  path: ['$.detail.cacheName'],
  query: { key: '$.detail.key', ttl_seconds: '$.detail.ttl_seconds' },
  headers: {},
};

/** A ttl above the usual maximum is a cause only when a 400 speaks of the ttl. */
const LONG_TTL: readonly [string, string | undefined, CauseId, readonly CauseId[]][] = [
  ['no answer', undefined, 'unknown', []],
  ['a 400 about the ttl', momentoSaid(400, 'Bad Request', 'Invalid ttl'), 'ttl-invalid', ['bad-request']],
  ['a 400 about time to live', momentoSaid(400, 'Time To Live out of range'), 'ttl-invalid', ['bad-request']],
  [
    'a 400 that calls the ttl too large',
    momentoSaid(400, 'Bad Request', 'ttl is too large'),
    'ttl-invalid',
    ['bad-request'],
  ],
  ['a 400 in plain text', answered(400, 'ttl_seconds must be less'), 'ttl-invalid', ['bad-request']],
  ['a 400 about something else', momentoSaid(400, 'Bad Request', 'free text'), 'bad-request', []],
  ['a 404', momentoSaid(404, 'Not Found', 'Cache not found (ttl)'), 'cache-not-found', []],
  ['a 429', momentoSaid(429, 'Resources Exhausted', 'ttl'), 'rate-limited', []],
];

describe('a ttl above 86,400 seconds', () => {
  it.each(LONG_TTL)('after %s', (_, error, cause, also) => {
    const { diagnosis } = examined({ ...LONG, ...(error === undefined ? {} : { error }) });
    expect(diagnosis).toMatchObject({ cause, also });
    expect(diagnosis.warnings).toEqual([expect.stringContaining('ttl 86401 is above 86400')]);
  });

  it.each([86_400, 1])('%i is not one', (ttl) => {
    expect(examined({ detail: { ...FINE_DETAIL, ttl } }).diagnosis.warnings).toEqual([]);
    const sample: Sample = { detail: { ...FINE_DETAIL, ttl }, error: momentoSaid(400, 'Bad Request', 'Invalid ttl') };
    expect(examined(sample).diagnosis.cause).toBe('bad-request');
  });

  it('is looked for where the deployed target reads it', () => {
    const { diagnosis } = examined({ detail: { ...FINE_DETAIL, ttl: 1, ttl_seconds: 90_000 } }, { http: TTL_SECONDS });
    expect(diagnosis.warnings).toEqual([expect.stringContaining('ttl 90000')]);
  });
});

describe('a large message', () => {
  const publish = (length: number, error?: string): Sample => ({
    detailType: 'topicPublish',
    detail: { cacheName: 'c', topicName: 't', message: 'x'.repeat(length) },
    ...(error === undefined ? {} : { error }),
  });

  it('to a topic is only a warning', () => {
    expect(examined(publish(5000)).diagnosis).toMatchObject({
      cause: 'unknown',
      warnings: [expect.stringContaining('5002 bytes')],
    });
    expect(examined(publish(4000)).diagnosis.warnings).toEqual([]);
    expect(examined({ detail: { ...FINE_DETAIL, message: 'x'.repeat(5000) } }).diagnosis.warnings).toEqual([]);
  });

  it('is the cause when the answer speaks of the size', () => {
    const error = momentoSaid(429, 'Resources Exhausted', 'message too large');
    expect(examined(publish(5000, error)).diagnosis.cause).toBe('size-limit-exceeded');
  });
});
