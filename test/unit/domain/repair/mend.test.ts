import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RepairPolicy, SAFE_ONLY } from '../../../../src/domain/repair/repair.ts';
import { reasonOf } from '../../../../src/flags/advice.ts';
import { momentoSaid } from '../../../support/builders/messages.ts';
import { FRAGILE_VALUES } from '../../../support/builders/raw-json.ts';
import { inShort, mapping, mended, PREFER_BASE64, PREFER_KEY, set, TTL } from './mended.ts';

/** Details before and after, the policy, and the edits. */
const REPAIRS: readonly [string, RepairPolicy, string, string, readonly string[]][] = [
  [
    'the same bytes twice',
    SAFE_ONLY,
    set('"key":"hi?","key_base64":"aGk_"'),
    set('"key":"hi?"'),
    ['safe detail.key_base64: "aGk_" → null'],
  ],
  [
    'the same bytes in standard base64',
    SAFE_ONLY,
    set('"key":"hi?","key_base64":"aGk/"'),
    set('"key":"hi?"'),
    ['safe detail.key_base64: "aGk/" → null'],
  ],
  [
    'the same bytes, padded',
    PREFER_BASE64,
    set('"key":"a","key_base64":"YQ=="'),
    set('"key":"a"'),
    ['safe detail.key_base64: "YQ==" → null'],
  ],
  [
    'a number whose spelling only seems to be the same bytes',
    SAFE_ONLY,
    set('"key":9007199254740993,"key_base64":"OTAwNzE5OTI1NDc0MDk5Mg"'),
    set('"key":9007199254740993,"key_base64":"OTAwNzE5OTI1NDc0MDk5Mg"'),
    [],
  ],
  [
    'a number, --prefer key_base64',
    PREFER_BASE64,
    set('"key":12,"key_base64":"MTI"'),
    set('"key_base64":"MTI"'),
    ['assumed detail.key: 12 → null'],
  ],
  [
    'half a surrogate pair, which only seems to be the same bytes',
    SAFE_ONLY,
    set('"key":"\\ud800","key_base64":"77-9"'),
    set('"key":"\\ud800","key_base64":"77-9"'),
    [],
  ],
  [
    'different keys without a flag',
    SAFE_ONLY,
    set('"key":"a","key_base64":"Yg"'),
    set('"key":"a","key_base64":"Yg"'),
    [],
  ],
  [
    'different keys, --prefer key',
    PREFER_KEY,
    set('"key":"a","key_base64":"Yg"'),
    set('"key":"a"'),
    ['assumed detail.key_base64: "Yg" → null'],
  ],
  [
    'different keys, --prefer key_base64',
    PREFER_BASE64,
    set('"key":"a","key_base64":"Yg"'),
    set('"key_base64":"Yg"'),
    ['assumed detail.key: "a" → null'],
  ],
  [
    'a preferred key_base64 that is padded',
    PREFER_BASE64,
    set('"key":"a","key_base64":"Yg=="'),
    set('"key_base64":"Yg"'),
    ['assumed detail.key: "a" → null', 'safe detail.key_base64: "Yg==" → "Yg"'],
  ],
  [
    'standard base64',
    SAFE_ONLY,
    set('"key_base64":"Pz8/"'),
    set('"key_base64":"Pz8_"'),
    ['safe detail.key_base64: "Pz8/" → "Pz8_"'],
  ],
  [
    'padded base64',
    SAFE_ONLY,
    set('"key_base64":"YQ=="'),
    set('"key_base64":"YQ"'),
    ['safe detail.key_base64: "YQ==" → "YQ"'],
  ],
  [
    'base64 with white space',
    SAFE_ONLY,
    set('"key_base64":" aGVs\\nbG8 "'),
    set('"key_base64":"aGVsbG8"'),
    ['safe detail.key_base64: " aGVs\\nbG8 " → "aGVsbG8"'],
  ],
  ['no base64 at all', SAFE_ONLY, set('"key_base64":"user:1"'), set('"key_base64":"user:1"'), []],
  ['an empty key_base64', SAFE_ONLY, set('"key_base64":"=="'), set('"key_base64":"=="'), []],
  ['no ttl without a flag', SAFE_ONLY, set('"key":"a"', '"x":1'), set('"key":"a"', '"x":1'), []],
  ['no ttl', TTL, set('"key":"a"', '"x":1'), set('"key":"a"', '"x":1,"ttl":300'), ['assumed detail.ttl: null → 300']],
  [
    'a ttl that is none',
    TTL,
    set('"key":"a"', '"ttl":"soon"'),
    set('"key":"a"', '"ttl":300'),
    ['assumed detail.ttl: "soon" → 300'],
  ],
  ['a ttl that is fine', TTL, set('"key":"a"'), set('"key":"a"'), []],
  ['a long ttl that nobody refused', TTL, set('"key":"a"', '"ttl":99999'), set('"key":"a"', '"ttl":99999'), []],
  [
    'another cache',
    mapping(['c', 'd']),
    set('"key":"a"'),
    set('"key":"a"').replace('"c"', '"d"'),
    ['assumed detail.cacheName: "c" → "d"'],
  ],
  [
    'caches that change places',
    mapping(['c', 'd'], ['d', 'c']),
    set('"key":"a"'),
    set('"key":"a"').replace('"c"', '"d"'),
    ['assumed detail.cacheName: "c" → "d"'],
  ],
  ['a cache that is not meant', mapping(['x', 'y'], ['__proto__', 'z']), set('"key":"a"'), set('"key":"a"'), []],
  ['a cache that is mapped to itself', mapping(['c', 'c']), set('"key":"a"'), set('"key":"a"'), []],
  [
    'everything at once',
    { ...SAFE_ONLY, prefer: 'key_base64', ttlSeconds: 5, mapCache: new Map([['c', 'd"']]) },
    set('"key":"a","key_base64":"Yg=="', '"ttl":null'),
    set('"key_base64":"Yg"', '"ttl":5').replace('"c"', '"d\\""'),
    [
      'assumed detail.key: "a" → null',
      'safe detail.key_base64: "Yg==" → "Yg"',
      'assumed detail.ttl: null → 5',
      'assumed detail.cacheName: "c" → "d\\""',
    ],
  ],
  ['no key', { ...SAFE_ONLY, prefer: 'key', ttlSeconds: 5, mapCache: new Map() }, set('"x":1'), set('"x":1'), []],
];

describe('mend', () => {
  it.each(REPAIRS)('%s', (_, policy, before, after, edits) => {
    const repair = mended(before, policy);
    expect(repair.event.detailText).toBe(after);
    expect(repair.event.detail).toEqual(JSON.parse(after));
    expect(repair.edits.map(inShort)).toEqual(edits);
    expect(repair.edits.every((edit) => reasonOf(edit).length > 0)).toBe(true);
  });

  it('mends deletes and publishes by what they have', () => {
    const del = mended('{"cacheName":"c","key":"a","key_base64":"YQ"}', TTL, { detailType: 'cacheDelete' });
    expect(del.event.detailText).toBe('{"cacheName":"c","key":"a"}');
    const text = '{"cacheName":"c","topicName":"t","message":"m","key":"a","key_base64":"YQ=="}';
    const publish = mended(text, { ...TTL, mapCache: new Map([['c', 'd']]) }, { detailType: 'topicPublish' });
    expect(publish.event.detailText).toBe(text.replace('"c"', '"d"'));
  });

  it('replaces a long ttl when the answer speaks of the ttl', () => {
    const error = momentoSaid(400, 'Bad Request', 'Invalid ttl');
    expect(mended(set('"key":"a"', '"ttl":99999'), TTL, { error }).edits.map(inShort)).toEqual([
      'assumed detail.ttl: 99999 → 300',
    ]);
    const longer = mended(set('"key":"a"', '"ttl":99999'), { ...TTL, ttlSeconds: 99_998 }, { error });
    expect(longer.edits.map(inShort)).toEqual(['assumed detail.ttl: 99999 → 99998']);
  });

  it('leaves every byte that it does not name', () => {
    const others = FRAGILE_VALUES.map((value, at) => `"x${at}": ${value}`);
    fc.assert(
      fc.property(fc.shuffledSubarray(others), fc.constantFrom('\n  ', ' ', ''), (kept, space) => {
        const rest = kept.map((one) => `,${space}${one}`).join('');
        const before = `{${space}"cacheName":"c","message":"m","key" : "a","ttl":60${rest},"key_base64":"Yg=="}`;
        const repair = mended(before, PREFER_BASE64);
        const after = `{${space}"cacheName":"c","message":"m","ttl":60${rest},"key_base64":"Yg"}`;
        expect(repair.event.detailText).toBe(after);
      }),
    );
  });
});
