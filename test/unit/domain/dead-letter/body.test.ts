import { describe, expect, it } from 'vitest';
import { decodeBody } from '../../../../src/domain/dead-letter/body.ts';
import type { BodyKind } from '../../../../src/domain/dead-letter/dead-letter.ts';
import { envelopeText } from '../../../support/messages.ts';

const EVENT = JSON.parse(envelopeText('cacheSet', '{"cacheName":"c"}'));
const without = (name: string) => JSON.stringify({ ...EVENT, [name]: undefined });
const withMember = (name: string, value: unknown) => JSON.stringify({ ...EVENT, [name]: value });

/** A body, what it is from a rule, and what it is without a RULE_ARN. */
const BODIES: readonly [string, string, BodyKind, BodyKind][] = [
  ['a whole event', JSON.stringify(EVENT), 'envelope', 'envelope'],
  ['an event in many lines', JSON.stringify(EVENT, undefined, 2), 'envelope', 'envelope'],
  [
    'an event of nothing else',
    JSON.stringify({ id: 'i', source: 's', 'detail-type': 't', detail: {} }),
    'envelope',
    'envelope',
  ],
  ['a replayed event', withMember('replay-name', 'r'), 'envelope', 'envelope'],
  ['an event without id', without('id'), 'transformed', 'foreign'],
  ['an event without source', without('source'), 'transformed', 'foreign'],
  ['an event without detail-type', without('detail-type'), 'transformed', 'foreign'],
  ['an event without detail', without('detail'), 'transformed', 'foreign'],
  ['an event whose detail is a text', withMember('detail', '{}'), 'transformed', 'foreign'],
  ['an event whose detail is a list', withMember('detail', []), 'transformed', 'foreign'],
  ['an event whose id is a number', withMember('id', 1), 'transformed', 'foreign'],
  [
    'members that are only inherited',
    '{"__proto__":{"id":"i","source":"s","detail-type":"t","detail":{}}}',
    'transformed',
    'foreign',
  ],
  ['a list of events', JSON.stringify([EVENT]), 'transformed', 'foreign'],
  ['a message in quotes', '"hello"', 'transformed', 'foreign'],
  ['a number', '42', 'transformed', 'foreign'],
  ['null', 'null', 'transformed', 'foreign'],
  ['what the transformer broke', '"say "hi""', 'transformed', 'foreign'],
  ['a cut event', JSON.stringify(EVENT).slice(0, -1), 'transformed', 'foreign'],
  ['nothing', '', 'transformed', 'foreign'],
];

describe('decodeBody', () => {
  it.each(BODIES)('%s', (_, text, fromRule, otherwise) => {
    expect(decodeBody(text, true).kind).toBe(fromRule);
    expect(decodeBody(text, false).kind).toBe(otherwise);
  });

  it.each([
    ['"hello"', 'hello'],
    ['null', null],
    ['"say "hi""', undefined],
  ])('keeps the value of the target input %j', (text, value) => {
    expect(decodeBody(text, true)).toEqual({ kind: 'transformed', value });
  });

  it('keeps the detail as it is spelled, the last one where there are two', () => {
    const detail = '{ "n" : 9007199254740993, "a":1,"a":1.0 ,"s":"\\u00e9" }';
    const body = decodeBody(envelopeText('cacheSet', `{"old":1},"detail": ${detail}`), true);
    expect(body.kind === 'envelope' && body.event.detailText).toBe(detail);
  });

  it('reads the members of the envelope, and drops resources that are no texts', () => {
    const text = withMember('resources', ['arn:a', 1, null, 'arn:b']);
    expect(decodeBody(text, true)).toMatchObject({
      event: {
        id: EVENT.id,
        detailType: 'cacheSet',
        source: 'shop.web',
        time: EVENT.time,
        resources: ['arn:a', 'arn:b'],
      },
    });
    expect(decodeBody(withMember('resources', 'arn:a'), true)).toMatchObject({ event: { resources: [] } });
    expect(decodeBody(withMember('time', 5), true)).toMatchObject({ event: { time: undefined } });
  });
});
