import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsCredential, masked, maskedJson, maskedMember } from '../../../../src/domain/secrets/mask.ts';
import { base64 } from '../../../support/builders/credentials.ts';

const text = (pattern: RegExp) => fc.stringMatching(pattern);
const hex = (length: number) => text(new RegExp(`^[0-9a-f]{${length}}$`));
const bytes = (minLength: number, maxLength: number) =>
  fc.uint8Array({ minLength, maxLength }).map((some) => Buffer.from(some));

/** What identifies and gives no access. */
const IDS: readonly (readonly [string, fc.Arbitrary<string>])[] = [
  ['a UUID', fc.uuid()],
  ['a ULID', fc.ulid()],
  ['an MD5', hex(32)],
  ['a SHA-1', hex(40)],
  ['a SHA-256', hex(64)],
  ['a SHA-512', hex(128)],
  ['a SHA in capitals', hex(64).map((sum) => sum.toUpperCase())],
  ['a SHA-256 in base64', bytes(32, 32).map((sum) => sum.toString('base64'))],
  ['a SHA-512 in base64', bytes(64, 64).map((sum) => sum.toString('base64'))],
  ['an image digest', hex(64).map((sum) => `sha256:${sum}`)],
  ['an ETag', hex(32).map((sum) => `"${sum}-12"`)],
  ['a receipt handle', bytes(90, 300).map((some) => `AQEB${some.toString('base64')}`)],
  ['a key in base64url', bytes(1, 300).map((some) => some.toString('base64url'))],
  ['a key of text in base64', fc.string({ maxLength: 80 }).map((key) => base64(`user:${key}`))],
  ['a rule', text(/^arn:aws:events:us-east-1:[0-9]{12}:rule\/[a-z]{1,12}\/[A-Za-z0-9_-]{1,60}$/)],
  ['a destination', fc.uuid().map((id) => `arn:aws:events:us-east-1:123456789012:api-destination/momento-put/${id}`)],
  ['a role session', text(/^arn:aws:sts::[0-9]{12}:assumed-role\/[A-Za-z]{4,20}\/i-[0-9a-f]{17}$/)],
  ['an id of a role', text(/^A(?:ROA|IDA|GPA|NPA)[A-Z0-9]{17}$/)],
  [
    'the ARN of a secret',
    text(/^arn:aws:secretsmanager:eu-west-1:[0-9]{12}:secret:[a-z]{3,10}\/[a-z]{3,10}-[A-Za-z0-9]{6}$/),
  ],
  ['an account', text(/^[0-9]{12}$/)],
  ['an instance', text(/^(?:i|vol|eni|subnet|sg|vpc)-[0-9a-f]{17}$/)],
  ['a request id of S3', text(/^[A-Z0-9]{16}$/)],
  ['a second request id of S3', bytes(57, 57).map((some) => some.toString('base64'))],
  ['a trace', text(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=[01]$/)],
  ['a time', fc.date({ noInvalidDate: true }).map((time) => time.toISOString())],
  ['a queue', text(/^https:\/\/sqs\.us-east-1\.amazonaws\.com\/[0-9]{12}\/[A-Za-z0-9_-]{1,80}$/)],
  ['an address', text(/^https:\/\/[a-z]{3,9}\.example\.com:[0-9]{4}\/[a-z0-9/]{0,40}\?id=[0-9]{1,9}&page=2$/)],
  ['an email', text(/^[a-z]{2,9}\.[a-z]{2,9}@[a-z]{3,9}\.example$/)],
  ['an account of Twilio', hex(32).map((id) => `AC${id}`)],
  ['an object of Stripe', text(/^(?:cus|pi|ch|evt|price|prod|sub)_[A-Za-z0-9]{14,24}$/)],
  ['a publishable key of Stripe', text(/^pk_live_[A-Za-z0-9]{24}$/)],
  ['a user of Slack', text(/^[UTCB][A-Z0-9]{8,10}$/)],
  ['a task', text(/^(?:task|disk|desk|risk)-[a-z0-9]{8,40}$/)],
  ['a version', text(/^v[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{1,2}-(?:rc|beta)\.[0-9]{1,2}$/)],
  ['a card', text(/^4[0-9]{3} [0-9]{4} [0-9]{4} [0-9]{4}$/)],
];

/** Names under which these stand, those of Momento's events among them. */
const NAMES = [
  ...['id', 'key', 'key_base64', 'cacheName', 'topicName', 'message', 'ttl', 'messageId', 'eventId', 'receiptHandle'],
  ...[
    'userId',
    'orderId',
    'requestId',
    'x-amzn-requestid',
    'md5OfBody',
    'sha256',
    'etag',
    'hash',
    'passwordHash',
    'arn',
  ],
  ...[
    'secretArn',
    'secretName',
    'tokenCount',
    'maxTokens',
    'nextToken',
    'NextToken',
    'continuationToken',
    'clientToken',
  ],
  ...['keyId', 'accessKeyId', 'private_key_id', 'KmsKeyId', 'primaryKey', 'partition_key', 'sortKey', 'foreign-key'],
  ...['tokenizer', 'secretary', 'cookieConsent', 'authorized', 'authorizer', 'author', 'basic', 'signature_version'],
];

const WORDS = [
  ...[
    'the',
    'cache',
    'was',
    'not',
    'found',
    'order',
    'is',
    'invalid',
    'required',
    'must',
    'be',
    'set',
    'expired',
    'or',
  ],
  ...[
    'password',
    'passwords',
    'token',
    'tokens',
    'secret',
    'secrets',
    'cookie',
    'cookies',
    'key',
    'keys',
    'private key',
  ],
  ...['bearer', 'basic', 'authorized', 'API key', 'access token', 'refresh', 'session', 'rotated', '8', 'characters'],
];
const prose = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom('', '', '', '', ',', ':', '.', ';', '?')), {
    minLength: 1,
    maxLength: 20,
  })
  .map((words) => `Note that ${words.map(([word, sign]) => word + sign).join(' ')}`);

/** Keys of caches as people build them. */
const cacheKey = fc
  .tuple(
    fc.constantFrom('user', 'session', 'token', 'session:token', 'password-reset', 'secret', 'cookie', 'api-key-usage'),
    fc.oneof(fc.uuid(), hex(12), fc.nat().map(String), text(/^[a-z0-9]{4,24}$/)),
  )
  .map(([kind, id]) => `${kind}:${id}`);

const RUNS = { numRuns: 3000 };

function isShown(content: string): void {
  const json = JSON.stringify({ text: content });
  expect(masked(content)).toBe(content);
  expect(maskedJson(json)).toBe(json);
  expect(holdsCredential(json)).toBe(false);
}

describe('what is no credential stays readable', () => {
  it.each(IDS)('%s', (_, id) => {
    fc.assert(
      fc.property(id, fc.constantFrom(...NAMES), (value, name) => {
        isShown(value);
        isShown(`it was ${value}, twice (${value}).`);
        isShown(`${name}=${value} a=1`);
        isShown(`https://api.example.com/x?${name}=${encodeURIComponent(value)}&ttl_seconds=1`);
        const json = JSON.stringify({ [name]: value, in: JSON.stringify({ [name]: [value] }) });
        expect(maskedJson(json)).toBe(json);
        expect(maskedMember(`detail.${name}`, JSON.stringify(value))).toBe(JSON.stringify(value));
      }),
      { numRuns: 300 },
    );
  });

  it('prose about passwords, tokens and secrets', () => {
    fc.assert(fc.property(prose, isShown), RUNS);
  });

  it('keys of caches', () => {
    fc.assert(
      fc.property(cacheKey, (key) => {
        isShown(key);
        const detail = JSON.stringify({ cacheName: 'tokens', key, key_base64: base64(key), message: 'hello', ttl: 60 });
        expect(maskedJson(detail)).toBe(detail);
        expect(masked(`PUT https://h/cache/tokens?key=${encodeURIComponent(key)}&ttl_seconds=60`)).toContain(
          encodeURIComponent(key),
        );
      }),
      RUNS,
    );
  });

  it('an ARN, even where a name promises a secret', () => {
    const json = '{"secret":"arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/db-a1b2c3"}';
    expect(maskedJson(json)).toBe(json);
  });
});
