import { describe, expect, it } from 'vitest';
import type { ReceivedMessage } from '../../../src/domain/dead-letter/message.ts';
import type { ChosenPath } from '../../../src/domain/secrets/chosen.ts';
import { rawJson } from '../../../src/present/list/raw-json.ts';
import { examinedWithout } from '../../../src/present/without-chosen.ts';
import { judge } from '../../fuzz/judge.ts';
import { PRESENTERS } from '../../fuzz/presenters.ts';
import { base64 } from '../../support/builders/credentials.ts';
import { answered, FINE_DETAIL, message, type Sample } from '../../support/builders/messages.ts';

const VALUE = 'Ada "L" Lovelace/11 Elm Street,\nLondon & Mulberry';
const NUMBER = 4111222233334444;
const CARD: ChosenPath = ['card'];
const INNER: ChosenPath = ['message', 'card'];

const inMessage = (card: unknown) => JSON.stringify({ note: 'x', card });
const whole = (detail: object): Sample => ({ detail: { ...FINE_DETAIL, ...detail } });
const said = (value: string) =>
  answered(400, JSON.stringify({ status: 400, title: 'Bad', description: `no ${value}` }));

/** Where a value can stand, and which member is to be masked. */
const CASES: readonly [string, Sample, ChosenPath, string?][] = [
  ['a member', whole({ card: VALUE }), CARD],
  ['a number', whole({ card: NUMBER }), CARD, String(NUMBER)],
  ['an object', whole({ card: { name: VALUE, deep: [{ no: VALUE }] } }), CARD],
  ['members of a list', whole({ items: [{ card: VALUE }, { card: VALUE }] }), ['items', 'card']],
  ['a member with a strange name', whole({ 'a.b': { 'c"d': VALUE } }), ['a.b', 'c"d']],
  ['a member of JSON in a member', whole({ message: inMessage(VALUE) }), INNER],
  [
    'a member of JSON in JSON in a member',
    whole({ message: inMessage(inMessage(VALUE)) }),
    ['message', 'card', 'card'],
  ],
  ['the key', whole({ key: VALUE }), ['key']],
  ['the key in base64', whole({ key: undefined, key_base64: base64(VALUE) }), ['key_base64'], base64(VALUE)],
  ['the message', whole({ message: VALUE }), ['message']],
  ['the cache', whole({ cacheName: 'Quixotic-Zanzibar' }), ['cacheName'], 'Quixotic-Zanzibar'],
  [
    'the topic',
    { detailType: 'topicPublish', detail: { cacheName: 'c', topicName: 'Quixotic-Zeppelin', message: 'm' } },
    ['topicName'],
    'Quixotic-Zeppelin',
  ],
  ['the ttl', whole({ ttl: 'quixotically' }), ['ttl'], 'quixotically'],
  [
    'twins',
    {
      body: `{"id":"i","detail-type":"cacheSet","source":"s","detail":{"cacheName":"c","card":"${'Lovelace'.repeat(3)}","card":"${'Lovelace'.repeat(4)}"}}`,
    },
    CARD,
    'LovelaceLovelace',
  ],
  ['an answer that repeats it', { ...whole({ card: VALUE }), error: said(VALUE) }, CARD],
  ['a long answer that repeats it', { ...whole({ card: VALUE.repeat(20) }), error: said(VALUE.repeat(20)) }, CARD],
  ['an error in plain words', { ...whole({ card: VALUE }), error: `Could not take ${VALUE} for a card` }, CARD],
  ['an answer in a URL', { ...whole({ card: VALUE }), error: `GET /x?card=${encodeURIComponent(VALUE)}` }, CARD],
  ['the detail alone', { body: JSON.stringify({ ...FINE_DETAIL, card: VALUE }) }, CARD],
  ['the message alone', { body: JSON.stringify(VALUE) }, ['message']],
  ['the message alone, an object', { body: JSON.stringify({ name: VALUE }) }, ['message']],
  ['JSON in the message alone', { body: JSON.stringify(inMessage(VALUE)) }, INNER],
  ['a part under another root', { body: JSON.stringify({ order: { x: { card: VALUE } } }) }, ['order', 'of', 'card']],
  ['a broken body', { body: `{"note":"x","card":${JSON.stringify(VALUE)},"open":[` }, CARD],
  ['a cut body', { body: `{"note":"x","card":${JSON.stringify(VALUE).slice(0, 30)}` }, CARD, 'Lovelace'],
  [
    'a whole event in a template',
    {
      body: JSON.stringify({
        event: { id: 'i', 'detail-type': 'cacheSet', source: 's', detail: { ...FINE_DETAIL, card: VALUE } },
      }),
    },
    CARD,
  ],
  ['a key that clashes', whole({ key: VALUE, key_base64: base64('another') }), ['key']],
  [
    'a message that breaks its template',
    { ...whole({ message: VALUE }), error: 'Invalid input for target.', code: 'INVALID_JSON' },
    ['message'],
  ],
];

/** Pieces of a value of which an output may hold none, however it is escaped. */
function pieces(value: string): readonly string[] {
  const words = value.split(/[^\w]+/).filter((word) => word.length >= 4);
  return [...words, ...(value.length > 12 ? [base64(value).slice(0, 12)] : [])];
}

describe.each(CASES)('a chosen value is in no output: %s', (_, sample, path, value = VALUE) => {
  const received: ReceivedMessage = message(sample);

  // What is deployed and allowed is taken in turn.
  it.each([0, 1, 2, 3, 4, 5, 6])('judged as %i', (index) => {
    for (const presenter of PRESENTERS) {
      // The failure of this presenter is made of the message; a real one is not.
      if (presenter.name.startsWith('failure')) continue;
      const shown = presenter.show(judge(received, index, [path]), 400, false);
      for (const piece of pieces(value)) expect(shown, presenter.name).not.toContain(piece);
    }
  });
});

it('these values are shown unless they are chosen', () => {
  for (const [name, sample, , value = VALUE] of CASES) {
    const all = PRESENTERS.map((presenter) => presenter.show(judge(message(sample), 0), 400, false)).join('');
    expect(
      pieces(value).some((piece) => all.includes(piece)),
      name,
    ).toBe(true);
  }
});

describe('what is not chosen', () => {
  const sample = message(whole({ card: VALUE, note: 'visible', message: inMessage(VALUE) }));
  const { examined } = judge(sample, 0);
  const shown = examinedWithout(examined, [CARD, INNER]);

  it('stays, byte for byte', () => {
    const event = JSON.parse(shown.deadLetter.text);
    expect(event.detail).toEqual({
      ...JSON.parse(sample.body).detail,
      card: '‹masked›',
      message: '{"note":"x","card":"‹masked›"}',
    });
    expect(shown.diagnosis.cause).toBe(examined.diagnosis.cause);
  });

  it('is no exact copy any more, and a raw row says so', () => {
    expect(rawJson(examined.deadLetter).masked).toBe(false);
    expect(rawJson(shown.deadLetter).masked).toBe(true);
  });

  it('is the same row where nothing is chosen', () => {
    expect(examinedWithout(examined, [])).toBe(examined);
  });
});
