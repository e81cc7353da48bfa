import type { ReceivedMessage } from '../../src/domain/dead-letter/message.ts';
import { foreign, noCache, noKey, timedOut, twoKeys } from '../support/builders/dead-letters.ts';
import { envelopeText, FINE_DETAIL, message } from '../support/builders/messages.ts';
import { ANSWER_SAMPLES, EVENT_SAMPLES, MESSAGE_SAMPLES, WAY_SAMPLES } from '../unit/domain/diagnosis/cause-samples.ts';
import { drawOf } from './draw.ts';
import { mutated } from './mutate.ts';
import { type Planted, planted } from './plant.ts';

const ID = '11111111-aaaa-4bbb-8ccc-000000000001';

/** Plausible dead letters of every cause, and what else lies in such a queue. */
const LETTERS: readonly ReceivedMessage[] = [
  ...[...MESSAGE_SAMPLES, ...EVENT_SAMPLES, ...ANSWER_SAMPLES, ...WAY_SAMPLES].map(([sample]) => message(sample)),
  ...[foreign, noCache, noKey, timedOut, twoKeys].map((make) => make(ID)),
  ...[
    '{"key_base64":"Pz8/","ttl":"x"}',
    '{"cacheName":"c","key":"k","key_base64":"aw==","message":"a\\"b","ttl":1e9}',
  ].map((detail) => message({ detail })),
  message({ detailType: 'cacheDelete', detail: { cacheName: 'c', key_base64: 'a+/=' } }),
  message({ detailType: 'topicPublish', detail: { cacheName: 'c', topicName: 't', message: { a: ['b', 1, null] } } }),
  message({ body: JSON.stringify({ event: JSON.parse(envelopeText('cacheSet', JSON.stringify(FINE_DETAIL))) }) }),
  message({ body: JSON.stringify(FINE_DETAIL) }),
  message({ body: '""' }),
  message({ body: '' }),
];

/** How often a credential is put into a message. */
const PLANTED = 0.3;

/** Message `index` of the run of that seed: a plausible dead letter, mutated, sometimes with a credential in it. */
export function letterOf(seed: number, index: number): Planted {
  const draw = drawOf(seed, index);
  const letter = mutated(draw.pick(LETTERS), draw, LETTERS);
  return draw.chance(PLANTED) ? planted(letter, draw) : { message: letter, needles: [], piece: '' };
}
