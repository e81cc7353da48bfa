import { describe, expect, it } from 'vitest';
import { deployed, examine, examined, NOTHING_READABLE } from '../../../support/builders/examined.ts';
import {
  deadLetter,
  FINE_DETAIL,
  momentoSaid,
  QUEUE_TARGET_ARN,
  type Sample,
} from '../../../support/builders/messages.ts';

const CONFLICT = { ...FINE_DETAIL, key_base64: 'eA' };
const NO_TTL = { ...FINE_DETAIL, ttl: undefined, ttl_seconds: 60 };
const TTL_SECONDS = {
  path: ['$.detail.cacheName'],
  query: { key: '$.detail.key', ttl_seconds: '$.detail.ttl_seconds' },
  headers: {},
};

/** A sample, and the fields with the quotations that the diagnosis rests on. */
const EVIDENCE: readonly [Sample, readonly (readonly [string, string])[]][] = [
  [
    { detail: CONFLICT },
    [
      ['$.detail.key', 'user:1'],
      ['$.detail.key_base64', 'eA'],
    ],
  ],
  [
    { detail: { ...FINE_DETAIL, key: undefined } },
    [
      ['$.detail.key', 'absent'],
      ['$.detail.key_base64', 'absent'],
    ],
  ],
  [{ detail: { ...FINE_DETAIL, key: ['\u001b[2J'] } }, [['$.detail.key', '["\\u001b[2J"]']]],
  [{ detailType: 'evil\u202e\n', detail: {} }, [['detail-type', 'evil\\u202e\\n']]],
  [
    { error: momentoSaid(403, 'Forbidden', '\u009b') },
    [['ERROR_MESSAGE', 'HTTP 403 {"status":403,"title":"Forbidden","description":"\\u009b"}']],
  ],
  [
    { code: 'THROTTLING', exhausted: 'MaximumRetryAttempts' },
    [
      ['ERROR_CODE', 'THROTTLING'],
      ['EXHAUSTED_RETRY_CONDITION', 'MaximumRetryAttempts'],
    ],
  ],
  [{ targetArn: QUEUE_TARGET_ARN }, [['TARGET_ARN', QUEUE_TARGET_ARN]]],
  [{ ruleArn: undefined, body: '' }, [['body', '']]],
];

describe('evidence', () => {
  it.each(EVIDENCE)('of %j', (sample, expected) => {
    const { evidence } = examined(sample).diagnosis;
    expect(evidence.map(({ field, quote }) => [field, quote])).toEqual(expected);
  });

  it('is short, however long the error', () => {
    const { evidence } = examined({ code: 'X', error: 'long '.repeat(10_000) }).diagnosis;
    expect(evidence.every(({ quote }) => quote.length <= 120)).toBe(true);
  });
});

describe('wiring', () => {
  it('that was only assumed makes a fault likely, unless a 400 agrees', () => {
    const letter = deadLetter({ detail: CONFLICT });
    const refused = deadLetter({ detail: CONFLICT, error: momentoSaid(400, 'Multiple Keys Specified') });
    expect(examine(letter, NOTHING_READABLE).diagnosis).toMatchObject({ cause: 'key-conflict', confidence: 'likely' });
    expect(examine(letter, deployed()).diagnosis).toMatchObject({ cause: 'key-conflict', confidence: 'certain' });
    expect(examine(refused, NOTHING_READABLE).diagnosis.confidence).toBe('certain');
  });

  it.each([
    [{ key_base64: null }, 'key-conflict', 'likely'],
    [{ key: null, key_base64: 'eA' }, 'key-conflict', 'likely'],
    [{ key: null }, 'key-invalid', 'likely'],
    [{ key: ['a'] }, 'key-invalid', 'certain'],
    [{ key: 'null', key_base64: 'eA' }, 'key-conflict', 'certain'],
  ])('that is deployed does not say what a null is sent as: %j is %s, %s', (change, cause, confidence) => {
    const { diagnosis } = examined({ detail: { ...FINE_DETAIL, ...change }, error: momentoSaid(400, 'x') });
    expect(diagnosis).toMatchObject({ cause, confidence });
  });

  it('that is deployed decides where the ttl is read', () => {
    expect(examined({ detail: NO_TTL }).diagnosis.cause).toBe('ttl-missing');
    expect(examined({ detail: NO_TTL }, { http: TTL_SECONDS }).diagnosis.cause).toBe('unknown');
    const { diagnosis } = examined({ detail: FINE_DETAIL }, { http: TTL_SECONDS });
    expect(diagnosis).toMatchObject({
      cause: 'ttl-missing',
      evidence: [{ field: '$.detail.ttl_seconds', quote: 'absent' }],
    });
  });

  it('judges the request, not the JSON types', () => {
    expect(examined({ detail: { ...FINE_DETAIL, ttl: '60', key: 12 } }).diagnosis.cause).toBe('unknown');
  });

  it('that renders a fine call excuses a detail-type that is none of the three', () => {
    expect(examined({ detailType: 'cacheset' }).diagnosis.cause).toBe('unknown');
    expect(examine(deadLetter({ detailType: 'cacheset' }), NOTHING_READABLE).diagnosis.cause).toBe(
      'detail-type-unknown',
    );
  });
});

describe('the host of the destination', () => {
  const at = (endpoint: string, ...endpointHosts: string[]) =>
    examined({}, { endpoint, endpointHosts }).diagnosis.cause;

  it.each([
    ['https://api.cache.cell-4-us-west-2-1.prod.a.momentohq.com/cache/*'],
    ['https://private.momentohq.com/cache/*'],
    ['http://127.0.0.1:4566/cache/*', '127.0.0.1'],
    ['http://127.0.0.1:4566/cache/*', '127.0.0.1:4566'],
    ['https://Proxy.Example.com/cache/*', 'other.example.com', 'PROXY.example.com'],
  ])('%s with --endpoint-host %s is ours', (endpoint, ...hosts) => {
    expect(at(endpoint, ...hosts)).toBe('unknown');
  });

  it.each([
    ['https://example.com/cache/*'],
    ['https://momentohq.com.example.com/cache/*'],
    ['https://example.com/momentohq.com/cache/*'],
    ['https://api.cache.momentohq.com@example.com/cache/*'],
    ['http://127.0.0.1:4566/cache/*', '127.0.0.1:4567'],
    ['https://sub.example.com/cache/*', 'example.com'],
    ['no url'],
  ])('%s with --endpoint-host %s is not', (endpoint, ...hosts) => {
    expect(at(endpoint, ...hosts)).toBe('other-target');
  });

  it('counts for ours while it cannot be read', () => {
    expect(examine(deadLetter(), NOTHING_READABLE).diagnosis.cause).toBe('unknown');
  });

  it('of another team is told before anything else', () => {
    const sample = { body: '"hello"', error: momentoSaid(404, 'Not Found') };
    expect(examined(sample, { endpoint: 'https://example.com/*' }).diagnosis.cause).toBe('other-target');
  });
});
