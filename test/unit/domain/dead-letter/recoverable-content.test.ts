import { describe, expect, it } from 'vitest';
import { decodeBody } from '../../../../src/domain/dead-letter/body.ts';
import type { RecoverableContent } from '../../../../src/domain/dead-letter/dead-letter.ts';
import { recoverableContentUnder } from '../../../../src/domain/dead-letter/recoverable-content.ts';
import type { TargetInput } from '../../../../src/domain/eventbridge/target.ts';
import { envelopeText, FINE_DETAIL, RULE_ARN } from '../../../support/builders/messages.ts';

const fromRule = (text: string) => decodeBody(text, (name) => (name === 'RULE_ARN' ? RULE_ARN : undefined));
const DETAIL = JSON.stringify(FINE_DETAIL);
const EVENT = envelopeText('cacheSet', '{ "n":9007199254740993 }');
const NESTED = `{"meta":1,"event":${EVENT}}`;

const path = (text: string): TargetInput => ({ kind: 'path', path: text });
const constant = (text: string): TargetInput => ({ kind: 'constant', text });
const template = (text: string, paths: Readonly<Record<string, string>> = {}): TargetInput => ({
  kind: 'transformer',
  paths,
  template: text,
});
const MESSAGE = template('"<message>"', { message: '$.detail.message' });
const WHOLE: TargetInput = { kind: 'whole-event' };

/** A body, the input settings of its target where they are known, and what is left of the event. */
const REMAINS: readonly [string, TargetInput | undefined, RecoverableContent['kind']][] = [
  ['"hello"', undefined, 'part'],
  ['null', undefined, 'part'],
  ['{"cacheName":"c"}', undefined, 'part'],
  ['[1]', undefined, 'part'],
  [`[${EVENT}]`, undefined, 'part'],
  ['"say "hi""', undefined, 'broken'],
  ['', undefined, 'broken'],
  [DETAIL, undefined, 'detail-alone'],
  ['{"cacheName":"c","topicName":"t"}', undefined, 'detail-alone'],
  ['{"cacheName":"c","key_base64":""}', undefined, 'detail-alone'],
  ['{"__proto__":{"cacheName":"c","key":"k"}}', undefined, 'part'],
  [NESTED, undefined, 'nested-envelope'],
  [`{"outer":${NESTED}}`, undefined, 'part'],
  [`{"__proto__":${EVENT}}`, undefined, 'nested-envelope'],

  ['"hello"', WHOLE, 'part'],
  [DETAIL, WHOLE, 'detail-alone'],
  [NESTED, WHOLE, 'nested-envelope'],

  ['{"say": "hi"}', constant('{"say":"hi"}'), 'constant'],
  ['no JSON', constant('no JSON'), 'constant'],
  ['"other"', constant('"hello"'), 'part'],
  [DETAIL, constant('"hello"'), 'detail-alone'],

  ['{"any":1}', path('$.detail'), 'detail-alone'],
  ['"hello"', path('$.detail'), 'part'],
  [NESTED, path('$.detail'), 'detail-alone'],
  [DETAIL, path('$.detail.inner'), 'part'],
  [NESTED, path('$.detail.inner'), 'part'],

  ['"hello"', MESSAGE, 'part'],
  ['"say "hi""', MESSAGE, 'broken'],
  [DETAIL, template('{"cacheName":<c>,"key":<k>}', { c: '$.detail.cacheName', k: '$.detail.key' }), 'part'],
  ['{"any":1}', template(' <d> ', { d: '$.detail' }), 'detail-alone'],
  ['{"any":1}', template('<toString>'), 'part'],
  [NESTED, template('{"meta":1,"event":<aws.events.event.json>}'), 'nested-envelope'],
  [NESTED, template('{"meta":1,"event":<all>}', { all: '$' }), 'nested-envelope'],
  [NESTED, template('<inner>', { inner: '$.detail.inner' }), 'part'],
];

describe('what a target input still holds', () => {
  it.each(REMAINS)('%s, under %j: %s', (text, input, expected) => {
    const body = fromRule(text);
    if (body.kind !== 'transformed') throw new Error(`it is ${body.kind}`);
    expect(recoverableContentUnder(input, body, text).kind).toBe(expected);
  });

  it('is the event within, to the byte', () => {
    const body = fromRule(NESTED);
    expect(body).toMatchObject({
      recoverable: { kind: 'nested-envelope', member: 'event', event: { detailText: '{ "n":9007199254740993 }' } },
    });
  });
});
