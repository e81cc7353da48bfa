import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ErrorText, ResponsePayload } from '../../../../src/domain/dead-letter/dead-letter.ts';
import { parseErrorText } from '../../../../src/domain/dead-letter/error-text.ts';
import { answered } from '../../../support/builders/messages.ts';

const TIMED_OUT =
  'Unable to invoke ApiDestination endpoint: Timeout calling endpoint for API Destination: socket closed.';
const DENIED =
  'User: events.amazonaws.com is not authorized to perform: sqs:SendMessage on resource: arn:aws:sqs:us-east-1:123456789012:q (Service: AmazonSQS; Status Code: 403; Error Code: AccessDenied; Request ID: 0a1b; Proxy: null)';
const NO_QUEUE =
  'The specified queue does not exist or you do not have access to it. (Service: AmazonSQS; Status Code: 400; Error Code: AWS.SimpleQueueService.NonExistentQueue; Request ID: 0a1b; Proxy: null)';

const WORDINGS: readonly [string | undefined, ErrorText][] = [
  [undefined, { kind: 'absent' }],
  ['', { kind: 'absent' }],
  [' \n', { kind: 'absent' }],
  [
    'Unable to invoke ApiDestination endpoint: API destination endpoint cannot be reached.',
    { kind: 'endpoint-unreachable' },
  ],
  [TIMED_OUT, { kind: 'timeout' }],
  ['Invalid input for target.', { kind: 'invalid-input' }],
  [
    DENIED,
    {
      kind: 'not-authorized',
      action: 'sqs:SendMessage',
      sdk: { service: 'AmazonSQS', httpStatus: 403, errorCode: 'AccessDenied' },
    },
  ],
  [
    'User: events.amazonaws.com is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::123456789012:role/r',
    { kind: 'not-authorized', action: 'sts:AssumeRole', sdk: undefined },
  ],
  [
    NO_QUEUE,
    {
      kind: 'sdk-error',
      sentence: 'The specified queue does not exist or you do not have access to it.',
      sdk: { service: 'AmazonSQS', httpStatus: 400, errorCode: 'AWS.SimpleQueueService.NonExistentQueue' },
    },
  ],
  [
    'Gone (Service: X)',
    { kind: 'sdk-error', sentence: 'Gone', sdk: { service: 'X', httpStatus: undefined, errorCode: undefined } },
  ],
  [
    'Odd (Status Code: many; Error Code: E)',
    { kind: 'sdk-error', sentence: 'Odd', sdk: { service: undefined, httpStatus: undefined, errorCode: 'E' } },
  ],
  ['Unable to decrypt event using the Kms key.', { kind: 'other', text: 'Unable to decrypt event using the Kms key.' }],
  ['something (new)', { kind: 'other', text: 'something (new)' }],
];

const PRETTY = '{\n  "status": 404,\n  "title": "Not Found"\n}';

/** What followed `with payload:`, what it is, and the text after it. */
const PAYLOADS: readonly [string, ResponsePayload, string][] = [
  ['{"status":400}', { kind: 'json', text: '{"status":400}', value: { status: 400 } }, ''],
  [PRETTY, { kind: 'json', text: PRETTY, value: { status: 404, title: 'Not Found' } }, ''],
  [
    `${PRETTY}\nServer: envoy\ncontent-type: {json}`,
    { kind: 'json', text: PRETTY, value: { status: 404, title: 'Not Found' } },
    'Server: envoy\ncontent-type: {json}',
  ],
  ['{"a":"}"} {"b":1}', { kind: 'json', text: '{"a":"}"}', value: { a: '}' } }, '{"b":1}'],
  ['"Cache not found" x', { kind: 'json', text: '"Cache not found"', value: 'Cache not found' }, 'x'],
  ['[1]', { kind: 'json', text: '[1]', value: [1] }, ''],
  ['{"status":400,"title":"Mul', { kind: 'truncated-json', text: '{"status":400,"title":"Mul' }, ''],
  ['"cut', { kind: 'truncated-json', text: '"cut' }, ''],
  ['{not json}', { kind: 'text', text: '{not json}' }, ''],
  ['<html>\n<h1>502</h1></html>', { kind: 'html', text: '<html>\n<h1>502</h1></html>' }, ''],
  ['upstream connect error {503}', { kind: 'text', text: 'upstream connect error {503}' }, ''],
  ['', { kind: 'empty', text: '' }, ''],
];

describe('parseErrorText', () => {
  it.each(WORDINGS)('takes %j apart', (text, expected) => {
    expect(parseErrorText(text)).toEqual(expected);
  });

  it.each(PAYLOADS)('reads the payload %j', (said, payload, trailing) => {
    expect(parseErrorText(answered(400, said))).toEqual({ kind: 'http-response', httpStatus: 400, payload, trailing });
  });

  it('reads a status without a payload', () => {
    expect(parseErrorText('ApiDestination returned HTTP status 503')).toMatchObject({
      kind: 'http-response',
      httpStatus: 503,
      payload: { kind: 'empty' },
    });
  });

  it('lets the answer win over words within it', () => {
    expect(parseErrorText(answered(500, '{"description":"timed out (Service: X)"}')).kind).toBe('http-response');
  });

  it('takes a very deep payload', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(parseErrorText(answered(400, `${deep} tail`))).toMatchObject({
      payload: { kind: 'json' },
      trailing: 'tail',
    });
    expect(parseErrorText(answered(400, deep.slice(1, 100_000)))).toMatchObject({
      payload: { kind: 'truncated-json' },
    });
  });

  it('takes any text, and soon', () => {
    const words = [
      '(Service: ',
      'Status Code: 4',
      ')',
      'is not authorized to perform:',
      'returned HTTP status 400',
      ' with payload: ',
      '{"',
      '"}',
      ' ',
    ];
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'binary' }))), (pieces) => {
        parseErrorText(pieces.join(''));
      }),
    );
    const start = performance.now();
    for (const word of words) parseErrorText(word.repeat(1_048_576 / word.length));
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
