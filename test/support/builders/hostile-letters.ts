import { CREDENTIALS, PASSWORD } from './credentials.ts';

/** What a terminal acts upon, what hides and what turns round, as texts that JSON can hold. */
export const HOSTILE_TEXTS: readonly [string, string][] = [
  ['a CSI sequence', '\u001b[2J\u001b[31mred'],
  ['a link (OSC 8)', '\u001b]8;;https://evil.example\u0007here\u001b]8;;\u0007'],
  ['the clipboard (OSC 52)', '\u001b]52;c;ZXZpbA==\u0007'],
  ['a title (OSC 0)', '\u001b]0;title\u001b\\'],
  ['a request (DCS)', '\u001bP$qm\u001b\\'],
  ['C1 controls', '\u009b2J\u009d0;t\u009c\u0085\u0090'],
  ['line ends and backspaces', 'a\r\nb\rc\b\b\u000b\u000c\u007f'],
  ['bidi overrides', '\u202aa\u202bb\u202cc\u202dd\u202ee'],
  ['bidi isolates and marks', '\u2066a\u2067b\u2068c\u2069d\u200ee\u200ff\u061c'],
  ['NULs', 'a\u0000b'],
  ['lone surrogates', 'a\ud800b\udc00c'],
  ['zero-width characters', 'pay\u200bpal\u200c\u200d\u2060\ufeff\u00ad'],
  ['line separators', 'a\u2028b\u2029c'],
  ['tags', `a${[...'tags'].map((one) => String.fromCodePoint(0xe0000 + one.charCodeAt(0))).join('')}b`],
  ['wide and joined characters', '語'.repeat(80) + '👩‍👧'.repeat(40) + 'e\u0301'.repeat(100)],
  ['a long word', 'x'.repeat(5000)],
  ['names of prototypes', '__proto__'],
  ['a spreadsheet formula', '=HYPERLINK("https://evil.example")'],
];

/** A message's body and the text attributes that differ from those of an ordinary dead letter. */
export interface HostileLetter {
  readonly what: string;
  readonly body: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** In the place of an id; an event is sent only once for all dead letters that name it. */
const ID = 'the-id-of-this-event';

/** The body of a cacheSet; what stands in `change` replaces members of the envelope. */
function cacheSet(detail: object | string, change: object = {}): string {
  const envelope = {
    version: '0',
    id: ID,
    'detail-type': 'cacheSet',
    source: 'shop.web',
    account: '123456789012',
    time: '2026-01-31T12:00:00Z',
    region: 'us-east-1',
    resources: [],
    ...change,
  };
  const text = typeof detail === 'string' ? detail : JSON.stringify(detail);
  return `${JSON.stringify(envelope).slice(0, -1)},"detail":${text}}`;
}

const FINE = { cacheName: 'sessions', key: 'user:1', message: 'hello', ttl: 60 };

const LETTERS: readonly HostileLetter[] = [
  ...HOSTILE_TEXTS.flatMap(([what, text]): HostileLetter[] => [
    {
      what: `${what} in the detail`,
      body: cacheSet({ cacheName: text, key: text, message: text, ttl: text, [text]: text }),
    },
    { what: `${what} in a key_base64`, body: cacheSet({ ...FINE, key_base64: text }) },
    {
      what: `${what} in the envelope`,
      body: cacheSet(FINE, {
        id: text,
        source: text,
        'detail-type': text,
        time: text,
        resources: [text],
        account: text,
      }),
    },
    { what: `${what} alone`, body: JSON.stringify(text) },
    {
      what: `${what} in an error`,
      body: cacheSet(FINE),
      attributes: {
        ERROR_MESSAGE: `ApiDestination returned HTTP status 400 with payload: ${JSON.stringify({ status: 400, title: text, description: text })}`,
      },
    },
  ]),
  ...Object.entries(CREDENTIALS).flatMap(([format, credential]): HostileLetter[] => [
    { what: `${format} as key`, body: cacheSet({ ...FINE, key: credential }) },
    { what: `${format} as message`, body: cacheSet({ ...FINE, message: JSON.stringify({ token: credential }) }) },
    {
      what: `${format} as two keys`,
      body: cacheSet({ ...FINE, key: credential, key_base64: Buffer.from(credential).toString('base64') }),
    },
    {
      what: `${format} as names`,
      body: cacheSet(
        { ...FINE, cacheName: credential, [credential]: 1 },
        { source: credential, 'detail-type': credential },
      ),
    },
    { what: `${format} alone`, body: JSON.stringify(credential) },
    {
      what: `${format} in an error`,
      body: cacheSet(FINE),
      attributes: {
        ERROR_CODE: credential,
        ERROR_MESSAGE: `ApiDestination returned HTTP status 401 with payload: {"status":401,"title":"Unauthorized","description":"no such key ${credential}"}`,
      },
    },
    {
      what: `${format} in ARNs`,
      body: cacheSet(FINE),
      attributes: {
        RULE_ARN: `arn:aws:events:us-east-1:123456789012:rule/${credential}`,
        TARGET_ARN: `arn:aws:events:us-east-1:123456789012:api-destination/${credential}/1`,
      },
    },
  ]),
  {
    what: 'a header in the detail',
    body: cacheSet({ ...FINE, headers: { Authorization: PASSWORD, x: `Authorization: Bearer ${PASSWORD}` } }),
  },
  {
    what: 'a header in an error',
    body: cacheSet(FINE),
    attributes: {
      ERROR_MESSAGE: `refused: {"authorization":"${PASSWORD}"} https://x/?auth_token=${PASSWORD}&y Authorization: ${PASSWORD}`,
    },
  },
  { what: 'a header as an attribute', body: cacheSet(FINE), attributes: { authorization: PASSWORD } },
  { what: 'almost 1 MiB', body: cacheSet({ ...FINE, message: 'm'.repeat(1_040_000) }) },
  {
    what: '1,000 levels',
    body: cacheSet(`{"cacheName":"c","key":"k","ttl":60,"message":${'['.repeat(1000)}${']'.repeat(1000)}}`),
  },
  {
    what: '100,000 levels',
    body: cacheSet(`{"cacheName":"c","key":"k","ttl":60,"message":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
  },
  { what: '100,000 levels without an end', body: '[{"a":'.repeat(100_000) },
  {
    what: 'twins',
    body: cacheSet('{"cacheName":"a","cacheName":"b","key":"k","key":"l","message":"m","ttl":1,"ttl":60}'),
  },
  {
    what: 'prototypes',
    body: cacheSet(
      '{"__proto__":{"key":"p","ttl":1},"constructor":{"prototype":{"x":1}},"cacheName":"c","message":"m","toString":1}',
    ),
  },
  {
    what: 'a prototype as envelope',
    body: '{"__proto__":{"id":"1","source":"s","detail-type":"cacheSet","detail":{}}}',
  },
  { what: 'huge numbers', body: cacheSet(`{"cacheName":"c","key":1e400,"message":${'9'.repeat(10_000)},"ttl":1e308}`) },
  { what: 'a number beyond 2^53', body: cacheSet('{"cacheName":"c","key":"k","message":9007199254740993,"ttl":60}') },
  {
    what: 'odd attributes',
    body: cacheSet(FINE),
    attributes: { RETRY_ATTEMPTS: '1e400', EXHAUSTED_RETRY_CONDITION: '__proto__', constructor: 'x', toString: 'y' },
  },
  {
    what: 'no ARNs',
    body: cacheSet(FINE),
    attributes: { RULE_ARN: ':'.repeat(500), TARGET_ARN: 'arn:aws:events:us-east-1:123456789012:rule/../../x' },
  },
];

/** Hostile texts at every place of an event, credentials in every form, and bodies that are large, deep, double or odd. */
export const HOSTILE_LETTERS: readonly HostileLetter[] = LETTERS.map((letter, at) => ({
  ...letter,
  body: letter.body.replace(ID, `7bf73129-1428-4cd3-a780-${String(at).padStart(12, '0')}`),
}));
