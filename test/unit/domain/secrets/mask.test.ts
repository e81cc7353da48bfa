import { describe, expect, it } from 'vitest';
import { holdsCredential, masked, maskedJson, maskedMember } from '../../../../src/domain/secrets/mask.ts';
import { base64, CREDENTIALS, jwt, SIGNATURE, TAIL } from '../../../support/builders/credentials.ts';

const { v1, disposable, unpadded, legacy, v2 } = CREDENTIALS;

const FORMATS: readonly [string, string, string][] = [
  ['v1', v1, `‹credential:v1…${TAIL}›`],
  ['v1 in base64url', v1.replaceAll('+', '-').replaceAll('/', '_'), `‹credential:v1…${TAIL}›`],
  ['disposable', disposable, `‹credential:v1…${TAIL}›`],
  ['v1 without padding', unpadded, `‹credential:v1…${TAIL}›`],
  ['v1 with spaces in its JSON', base64('{ "api_key" : "x", "endpoint": "y" }'), '‹credential:v1›'],
  ['v1, cut', v1.slice(0, 150), '‹credential:v1…IsIm›'],
  ['legacy', legacy, `‹credential:legacy…${TAIL}›`],
  ['v2', v2, `‹credential:v2…${TAIL}›`],
  ['a JWT', CREDENTIALS.jwt, `‹credential:jwt…${TAIL}›`],
  ['a JWT with a spaced header', base64('{ "alg":"x"}') + v2.slice(v2.indexOf('.')), `‹credential:v2…${TAIL}›`],
  ['an encrypted JWT', `${base64({ alg: 'dir', enc: 'A' })}..AAAA.BBBB.${SIGNATURE}`, `‹credential:jwt…${TAIL}›`],
  ['v2 without most of its signature', v2.slice(0, v2.lastIndexOf('.') + 7), '‹credential:v2…Vjcm›'],
  ['after another word', `session-${v1}`, `session-‹credential:v1…${TAIL}›`],
  ['after a path', `cache/a.b/${v2}?ttl=1`, `cache/a.b/‹credential:v2…${TAIL}›?ttl=1`],
  ['at the end of a sentence', `it was ${v2}. Bye`, `it was ‹credential:v2…${TAIL}›. Bye`],
  ['several', `${v1} ${v2}`, `‹credential:v1…${TAIL}› ‹credential:v2…${TAIL}›`],
];

const HEADERS: readonly [string, string][] = [
  ['Authorization: secret', 'Authorization: ‹credential:header›'],
  ['AUTHORIZATION: Foo se cret\nHost: x', 'AUTHORIZATION: ‹credential:header›\nHost: x'],
  [
    'GET / HTTP/1.1\r\nproxy-authorization: Foo secret\r\nHost: x',
    'GET / HTTP/1.1\r\nproxy-authorization: ‹credential:header›\r\nHost: x',
  ],
  ["curl -H 'Authorization: Foo se cret' https://x", "curl -H 'Authorization: ‹credential:header›' https://x"],
  ['denied: authorization: Bearer abc in this call', 'denied: authorization: ‹credential:header› in this call'],
  ['sent authorization=secret&x=1', 'sent authorization=‹credential:header›&x=1'],
  [
    'x Authorization: AWS4-HMAC-SHA256 Credential=A/b, SignedHeaders=c;d, Signature=e f',
    'x Authorization: ‹credential:header› f',
  ],
  ['x Authorization: Digest username="a b", response="c" d', 'x Authorization: ‹credential:header› d'],
  [`{'authorization': 'se cret', 'x': 1}`, `{'authorization': '‹credential:header›', 'x': 1}`],
  [
    'https://api/cache/c?key=a&auth_token=secret&ttl_seconds=1',
    'https://api/cache/c?key=a&auth_token=‹credential:header›&ttl_seconds=1',
  ],
  [
    'MOMENTO_API_KEY=secret MOMENTO_AUTH_TOKEN="se cret" go',
    'MOMENTO_API_KEY=‹credential:header› MOMENTO_AUTH_TOKEN="‹credential:header›" go',
  ],
  [`refused ${'Bearer'} abc123def456`, 'refused Bearer ‹credential:header›'],
  ['refused bearer  abcdefghijklmnopqrstuvwxyzabcdefgh', 'refused bearer  ‹credential:header…efgh›'],
  ['refused Basic dXNlcjpwYXNz', 'refused Basic ‹credential:header›'],
];

const JSON_TEXTS: readonly [string, string][] = [
  ['{"authorization":"se\\"cret","x":1}', '{"authorization":"‹credential:header›","x":1}'],
  [
    '{"Authorization" : [ "a", "b" ], "x":["c"]}',
    '{"Authorization" : [ "‹credential:header›", "‹credential:header›" ], "x":["c"]}',
  ],
  [
    '{"authorization":{"type":"a","token":{"b":["c"]}},"x":"d"}',
    '{"authorization":{"type":"‹credential:header›","token":{"b":["‹credential:header›"]}},"x":"d"}',
  ],
  [
    '{"authorization":null,"api_key":12,"authToken":true,"x":"a"}',
    '{"authorization":null,"api_key":12,"authToken":true,"x":"a"}',
  ],
  ['{"authorization":"","x":1}', '{"authorization":"","x":1}'],
  [
    '{"apiKeyValue":"a","x-api-key":"b","momento_auth_token":"c"}',
    '{"apiKeyValue":"‹credential:header›","x-api-key":"‹credential:header›","momento_auth_token":"‹credential:header›"}',
  ],
  ['{"name":"Authorization","value":"secret"}', '{"name":"Authorization","value":"‹credential:header›"}'],
  ['["authorization=",5,"authorization:"]', '["authorization=",5,"authorization:"]'],
  ['{"authorization":"cut', '{"authorization":"cut'],
];

/** What looks like one and is none, and must stay readable. */
const READABLE: readonly string[] = [
  "You must either set the 'authorization' header or the 'auth_token' query parameter, not both.",
  'Could not validate authorization header',
  'User: events.amazonaws.com is not authorized to perform: events:InvokeApiDestination',
  'The api_key: must be set',
  'Bearer authentication is required',
  'Basic information',
  '759dae6b-1428-4cd3-a780-95db273d1602',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  'arn:aws:events:us-east-1:123456789012:api-destination/momento-put/0f6a2b1c-1111-2222-3333-444455556666',
  'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0',
  'https://sqs.us-east-1.amazonaws.com/123456789012/momento-api-FailedDeliveryDLQ-I1FLOIF0UEJB',
  base64('a plain text that somebody has put into a cache, longer than any word'),
  base64(Buffer.from(Array.from({ length: 200 }, (_, at) => (at * 89) % 256)).toString('latin1')),
  base64({ user: 4711, name: 'somebody', cart: ['mug-17', 'mug-18'] }),
  `${base64({ a: 1 })} ${base64({ b: 2 })}`,
  'session:user:4711:'.repeat(20),
  'the keyword eyJust one, e.g. eyJ and ewok',
];

describe('masked', () => {
  it.each(FORMATS)('%s', (_, text, expected) => {
    expect(masked(text)).toBe(expected);
    expect(masked(`see "${text}".`)).toContain('‹credential:');
  });

  it.each(HEADERS)('%s', (text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  it.each(READABLE)('leaves %s', (text) => {
    expect(masked(text)).toBe(text);
    expect(maskedJson(JSON.stringify({ text }))).toBe(JSON.stringify({ text }));
    expect(holdsCredential(JSON.stringify({ text }))).toBe(false);
  });

  it('leaves what is masked already', () => {
    for (const text of [...FORMATS, ...HEADERS].map(([, ...rest]) => rest.at(-1) ?? '')) {
      expect(masked(masked(text))).toBe(masked(text));
    }
  });

  it('takes no other text in a mask for one', () => {
    expect(masked('authorization=‹credential:header…ab12›')).toBe('authorization=‹credential:header…ab12›');
    expect(masked('authorization=‹credential:header…secret›')).toBe('authorization=‹credential:header›');
    expect(masked('authorization=‹credential:header›secret')).toBe('authorization=‹credential:header›');
  });
});

describe('maskedJson', () => {
  it.each(JSON_TEXTS)('%s', (json, expected) => {
    expect(maskedJson(json)).toBe(expected);
    expect(maskedJson(expected)).toBe(expected);
  });

  it('masks what stands in strings, and every string of JSON stays one', () => {
    for (const credential of Object.values(CREDENTIALS)) {
      const value = { a: [credential, { [credential]: `"${credential}` }], b: JSON.stringify({ c: credential }) };
      const shown = maskedJson(JSON.stringify(value));
      expect(shown).not.toContain(SIGNATURE.slice(-14));
      expect(JSON.parse(shown)).toMatchObject({ a: [expect.stringContaining('‹credential:'), {}] });
      expect(JSON.parse(JSON.parse(shown).b)).toEqual({ c: expect.stringMatching(/^‹credential:/) });
    }
  });
});

describe('maskedMember', () => {
  it.each([
    ['detail.authorization', '"a"', '"‹credential:header›"'],
    ['detail["x-api-key"]', '12', '"‹credential:header›"'],
    ['detail.authorization', null, null],
    ['detail.key', '"a"', '"a"'],
    ['detail.authorization.by', '"a"', '"a"'],
  ])('%s = %s is shown as %s', (path, json, expected) => {
    expect(maskedMember(path, json)).toBe(expected);
  });
});

describe('holdsCredential', () => {
  it('tells a text that cannot be shown as it is', () => {
    expect(holdsCredential(`{"key":"${v1}"}`)).toBe(true);
    expect(holdsCredential(JSON.stringify(jwt({})))).toBe(true);
  });
});
