import { answered, RULE_ARN, TARGET_ARN } from '../support/builders/messages.ts';

/** Terminal escapes and what else acts on a terminal, hides, or turns around what stands beside it. */
export const ESCAPES: readonly string[] = [
  '\u001b[2J\u001b[H',
  '\u001b[31;1m',
  '\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007',
  '\u001b]52;c;ZXZpbA==\u0007',
  '\u001bP1$r0m\u001b\\',
  '\u001b_G\u001b\\',
  '\u009b2J',
  '\u009d52;c;ZXZpbA==\u009c',
  '\u0090\u0085\u008d',
  '\r\u001b[K',
  '\b\b\b',
  '\u0007\u000b\u000c\u007f',
  '\u0000',
  ...['\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069', '\u200e', '\u200f'],
  ...['\u061c', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u2028', '\u2029', '\u3164', '\ufff9'],
  '\u{e0041}\u{e007f}',
  '\u{e0100}',
  ...['\ud800', '\udc00', '\udfff\ud800'],
];

/** Text of every width, and what breaks JSON, CSV, URLs, patterns and templates. */
export const TEXTS: readonly string[] = [
  ...[
    '',
    ' ',
    '\n',
    '\t',
    '"',
    "'",
    '\\',
    '\\"',
    '\\u0000',
    '\\ud800',
    '%',
    '%00',
    '%zz',
    ',',
    ';',
    '{',
    '}',
    '[',
    ']',
  ],
  ...['=1+1', '+1', '-1', '@x', '<aws.events.event.json>', '<message>', '$.detail.key', '*', '…', '&quot;', '&#x1b;'],
  ...[
    '日本語',
    '한국어',
    'é',
    '👩‍👧',
    '👍🏽',
    '🇩🇪',
    'न्दी',
    'z\u0301\u0302\u0303\u0304',
    'x'.repeat(300),
    '語'.repeat(100),
  ],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', 'null', 'NaN', 'authorization', 'Bearer'],
];

/** Values as JSON texts, of every type and beyond what a double holds. */
export const VALUES: readonly string[] = [
  ...[
    'null',
    'true',
    'false',
    '0',
    '-0',
    '60',
    '1.5',
    '1e400',
    '-1e400',
    '1e-400',
    '9007199254740993',
    '1'.repeat(400),
  ],
  ...['""', '"60"', '"0"', '"hello"', '"\\u001b[2J"', '"\\ud800"', '"YQ=="', '"Pz8/"', '"_-8"', '"not base64!"'],
  ...[
    '[]',
    '{}',
    '[1,[2,[3]]]',
    '{"__proto__":{"x":1}}',
    '{"constructor":{"prototype":{}}}',
    '{"a":1,"a":2}',
    '[null]',
  ],
];

/** Names of members that mean something, and some that must not. */
export const NAMES: readonly string[] = [
  ...[
    'cacheName',
    'topicName',
    'key',
    'key_base64',
    'message',
    'ttl',
    'ttl_seconds',
    'detail',
    'detail-type',
    'source',
  ],
  ...['id', 'resources', 'time', 'account', 'region', 'encrypted-payload', 'busArn', 'context', 'failedMessages'],
  ...['__proto__', 'constructor', 'toJSON', '', 'a.b', '0'],
];

export const ATTRIBUTES: readonly string[] = [
  ...['RULE_ARN', 'TARGET_ARN', 'ERROR_CODE', 'ERROR_MESSAGE', 'EXHAUSTED_RETRY_CONDITION', 'RETRY_ATTEMPTS'],
  ...['SCHEDULE_ARN', 'EXECUTION_ID', '__proto__', 'constructor', '\u001b[2J', ''],
];

export const ARNS: readonly string[] = [
  RULE_ARN,
  TARGET_ARN,
  'arn:aws:events:us-east-1:123456789012:rule/bus/name',
  'arn:aws:events:us-east-1:123456789012:rule/aws.partner/a/b/name',
  'arn:aws-cn:events:cn-north-1:123456789012:rule/x',
  `arn:aws:events:us-east-1:123456789012:rule/${'x'.repeat(2000)}`,
  'arn:aws:events:us-east-1:123456789012:rule/\u001b[31m',
  'arn:aws:sqs:us-east-1:123456789012:queue',
  ':'.repeat(1000),
  'arn:',
];

/** Error texts of which only a part is as EventBridge words it. */
export const ERRORS: readonly string[] = [
  answered(404, '{"status":404,"title":"Not Fou'),
  answered(400, '{"status":"400","title":["a"],"description":{"b":1},"code":5,"err":null}'),
  answered(400, `{"title":"${'Multiple '.repeat(300)}Keys"}`),
  answered(999, '<html><script>\u001b[2J</script>'),
  answered(429, '"quoted"'),
  answered(500, '['.repeat(5000)),
  answered(500, ''),
  '(Service: ; Status Code: x; Error Code: )',
  `(Service: ${'('.repeat(3000)}`,
  `User: x is not authorized to perform: ${'a:'.repeat(500)}`,
  'Invalid input for target.',
];
