import fc from 'fast-check';
import { answered, momentoSaid, QUEUE_TARGET_ARN, RULE_ARN, type Sample, TARGET_ARN } from './messages.ts';
import { BUS_V2_RECORD, ENCRYPTED_EVENT, pipeRecord } from './records.ts';

/** Characters that take no column, two, or are joined with what stands before them, beside those that a terminal acts upon. */
const PIECES = [
  ...['a', 'key', ' ', '  ', '\n', '\t', '\r\n', '"', '\\', ',', '=', '+1', '-', '@', '/', ':', '…', 'ß', 'é'],
  ...['e\u0301', '\u0301', '\u0e33', '\u0903', 'न्दी', '日本語', '한국', '\u1100\u1161', 'ﾊﾞ', '（）'],
  ...['🙂', '👩‍👧', '👍🏽', '🏽', '🇩🇪', '🇩', '1️⃣', '❤️', '☎︎', '\ufe0f', '\u200d', '\u0600'],
  ...['\u001b[31m', '\u009b2J', '\u202e', '\u2066', '\u2028', '\u0000', '\ud800', '\udc00', '\ufeff', 'x'.repeat(90)],
];

/** Texts as nobody should send them. */
export const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'grapheme', maxLength: 12 })), { maxLength: 25 })
  .map((pieces) => pieces.join(''));

const detail = fc.oneof(
  fc.record(
    {
      cacheName: fc.oneof(hostileText, fc.constant('sessions')),
      key: hostileText,
      key_base64: fc.oneof(hostileText, fc.base64String()),
      topicName: hostileText,
      message: fc.oneof(hostileText, fc.jsonValue()),
      ttl: fc.oneof(fc.integer(), hostileText),
    },
    { requiredKeys: [] },
  ),
  fc.dictionary(hostileText, fc.jsonValue(), { maxKeys: 4 }),
);

const error = fc.oneof(
  hostileText,
  fc.tuple(fc.integer({ min: 100, max: 599 }), hostileText).map(([status, text]) => answered(status, text)),
  fc
    .tuple(fc.constantFrom(400, 401, 403, 404, 429, 500), hostileText, hostileText)
    .map(([status, title, text]) => momentoSaid(status, title, text)),
  fc.constant('Unable to invoke ApiDestination endpoint: API destination endpoint cannot be reached.'),
);

const body = fc.oneof(
  hostileText,
  fc.json(),
  fc.constantFrom(ENCRYPTED_EVENT, BUS_V2_RECORD, pipeRecord('KinesisBatchInfo'), 'x'.repeat(5000)),
);

/** Any dead letter: whole events and what is none, errors of every kind, with hostile texts anywhere. */
export const anySample: fc.Arbitrary<Sample> = fc.record(
  {
    messageId: fc.oneof(fc.uuid(), hostileText),
    detailType: fc.oneof(fc.constantFrom('cacheSet', 'cacheDelete', 'topicPublish'), hostileText),
    detail,
    ruleArn: fc.oneof(fc.constant(RULE_ARN), hostileText),
    targetArn: fc.oneof(fc.constantFrom(TARGET_ARN, QUEUE_TARGET_ARN), hostileText),
    code: hostileText,
    error,
    exhausted: hostileText,
    sentAt: fc.oneof(fc.integer({ min: 0 }), fc.constant(undefined), fc.double()),
    traceHeader: hostileText,
    body,
  },
  { requiredKeys: ['messageId', 'detail'] },
);
