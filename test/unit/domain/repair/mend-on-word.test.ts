import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderInput } from '../../../../src/domain/eventbridge/target-input.ts';
import { quickStartTarget } from '../../../../src/domain/momento/contract.ts';
import { type RepairPolicy, SAFE_ONLY } from '../../../../src/domain/repair/repair.ts';
import { momentoSaid } from '../../../support/builders/messages.ts';
import { type Given, inShort, mended, set } from './mended.ts';

const policy = (more: Partial<RepairPolicy>): RepairPolicy => ({ ...SAFE_ONLY, ...more });
const AS_TEXT = policy({ base64AsText: true });
const atMost = (maxTtlSeconds: number, more: Partial<RepairPolicy> = {}) => policy({ maxTtlSeconds, ...more });
const ESCAPE = policy({ escapeMessage: true });
const ABOUT_TTL = { error: momentoSaid(400, 'Bad Request', 'Invalid ttl') };
const query = (parameters: Record<string, string>): Given => ({
  http: { path: ['$.detail.cacheName'], query: { ttl_seconds: '$.detail.ttl', ...parameters }, headers: {} },
});
const message = (text: string, rest = '') =>
  `{"cacheName":"c","key":"a","message":${JSON.stringify(text)},"ttl":60${rest}}`;

const TO_TEXT = ['assumed detail.key_base64: "user:1" → null', 'assumed detail.key: null → "user:1"'];

describe('--base64-as-text', () => {
  it.each<[string, string, RepairPolicy, string, readonly string[], Given?]>([
    [
      'takes for the key what is no base64',
      set('"key_base64":"user:1"'),
      AS_TEXT,
      '{"cacheName":"c","message":"m","ttl":60,"key":"user:1"}',
      TO_TEXT,
    ],
    ['not without the flag', set('"key_base64":"user:1"'), SAFE_ONLY, set('"key_base64":"user:1"'), []],
    [
      'not what decodes, which is rewritten',
      set('"key_base64":"YQ=="'),
      AS_TEXT,
      set('"key_base64":"YQ"'),
      ['safe detail.key_base64: "YQ==" → "YQ"'],
    ],
    ['not what is base64url already', set('"key_base64":"YQ"'), AS_TEXT, set('"key_base64":"YQ"'), []],
    ['not beside a key', set('"key":"a","key_base64":"user:1"'), AS_TEXT, set('"key":"a","key_base64":"user:1"'), []],
    [
      'not beside a key that is null',
      set('"key":null,"key_base64":"user:1"'),
      AS_TEXT,
      set('"key":null,"key_base64":"user:1"'),
      [],
    ],
    ['not a number', set('"key_base64":1.5'), AS_TEXT, set('"key_base64":1.5'), []],
    ['not half a surrogate pair', set('"key_base64":"\\ud800"'), AS_TEXT, set('"key_base64":"\\ud800"'), []],
    ['not an empty text', set('"key_base64":""'), AS_TEXT, set('"key_base64":""'), []],
    [
      'not where the target reads no key',
      set('"key_base64":"user:1"'),
      AS_TEXT,
      set('"key_base64":"user:1"'),
      [],
      query({ key_base64: '$.detail.key_base64' }),
    ],
    [
      'not where the target reads the key elsewhere',
      set('"key_base64":"user:1"'),
      AS_TEXT,
      set('"key_base64":"user:1"'),
      [],
      query({ key: '$.absent', key_base64: '$.detail.key_base64' }),
    ],
    [
      'where the target reads both',
      '{"cacheName":"c","message":"m","ttl":60,"b":"user:1"}',
      AS_TEXT,
      '{"cacheName":"c","message":"m","ttl":60,"k":"user:1"}',
      ['assumed detail.b: "user:1" → null', 'assumed detail.k: null → "user:1"'],
      query({ key: '$.detail.k', key_base64: '$.detail.b' }),
    ],
  ])('%s', (_, before, allowed, after, edits, given) => {
    const repair = mended(before, allowed, given);
    expect(repair.event.detailText).toBe(after);
    expect(repair.edits.map(inShort)).toEqual(edits);
  });
});

describe('--max-ttl', () => {
  const ttl = (value: string) => set('"key":"a"', `"ttl":${value}`);
  it.each<[string, string, RepairPolicy, readonly string[], Given?]>([
    ['shortens what is longer', '61', atMost(60), ['assumed detail.ttl: 61 → 60']],
    ['shortens what is a text', '"61"', atMost(60), ['assumed detail.ttl: "61" → 60']],
    [
      'shortens what no number holds',
      '99999999999999999999999',
      atMost(60),
      ['assumed detail.ttl: 99999999999999999999999 → 60'],
    ],
    ['leaves what is as long', '60', atMost(60), []],
    ['leaves what is shorter', '59', atMost(60), []],
    ['leaves what is none', '"soon"', atMost(60), []],
    ['leaves what is none to --ttl', '"soon"', atMost(60, { ttlSeconds: 30 }), ['assumed detail.ttl: "soon" → 30']],
    [
      'goes before --ttl where Momento found it too long',
      '99999',
      atMost(600, { ttlSeconds: 30 }),
      ['assumed detail.ttl: 99999 → 600'],
      ABOUT_TTL,
    ],
    [
      'leaves to --ttl what it would not shorten',
      '99999',
      atMost(100_000, { ttlSeconds: 30 }),
      ['assumed detail.ttl: 99999 → 30'],
      ABOUT_TTL,
    ],
    [
      'does nothing where the target reads it elsewhere',
      '61',
      atMost(60),
      [],
      query({ key: '$.detail.key', ttl_seconds: '99' }),
    ],
  ])('%s', (_, value, allowed, edits, given) => {
    expect(mended(ttl(value), allowed, given).edits.map(inShort)).toEqual(edits);
  });

  it('comes after the faults, and before another cache', () => {
    const all = atMost(60, { mapCache: new Map([['c', 'd']]) });
    expect(mended(set('"key_base64":"YQ=="', '"ttl":61'), all).edits.map(({ path }) => path)).toEqual([
      'detail.key_base64',
      'detail.ttl',
      'detail.cacheName',
    ]);
  });

  it('concerns no delete', () => {
    const detail = '{"cacheName":"c","key":"a","ttl":61}';
    expect(mended(detail, atMost(60), { detailType: 'cacheDelete' }).edits).toEqual([]);
  });
});

describe('--escape-message', () => {
  it.each<[string, string, RepairPolicy, readonly string[], Given?]>([
    ['escapes quotes', 'say "hi"', ESCAPE, ['"say \\\\\\"hi\\\\\\""']],
    ['escapes a backslash at the end', 'a\\', ESCAPE, ['"a\\\\\\\\"']],
    ['escapes line ends', 'a\nb', ESCAPE, ['"a\\\\nb"']],
    ['not without the flag', 'say "hi"', SAFE_ONLY, []],
    ['leaves what breaks nothing', 'hi', ESCAPE, []],
    ['leaves a backslash that breaks nothing', 'a\\n', ESCAPE, []],
    [
      'escapes within a larger template',
      '"',
      ESCAPE,
      ['"\\\\\\""'],
      { input: { kind: 'transformer', paths: { m: '$.detail.message' }, template: '{"t":"say <m>!"}' } },
    ],
    [
      'not where the template reads it twice without quotes',
      '"',
      ESCAPE,
      [],
      { input: { kind: 'transformer', paths: { m: '$.detail.message' }, template: '"<m>" <m>' } },
    ],
    [
      'not where the template is broken without it',
      '"',
      ESCAPE,
      [],
      { input: { kind: 'transformer', paths: { m: '$.detail.message' }, template: '{"<m>"' } },
    ],
  ])('%s', (_, text, allowed, after, given) => {
    const repair = mended(message(text), allowed, given);
    expect(repair.edits.map((edit) => edit.after)).toEqual(after);
    expect(repair.edits.every(({ kind, path }) => kind === 'assumed' && path === 'detail.message')).toBe(true);
  });

  it('does not escape what is no text', () => {
    const detail = '{"cacheName":"c","key":"a","message":{"a":"\\\\"},"ttl":60}';
    expect(mended(detail, ESCAPE).edits).toEqual([]);
  });

  it('lets the same text arrive as valid JSON, whatever it is, and changes nothing else', () => {
    const input = quickStartTarget('cacheSet')?.input;
    if (input === undefined) throw new Error('no quick-start');
    const text = fc.string({ unit: 'binary', minLength: 1 });
    fc.assert(
      fc.property(fc.oneof(text, fc.constantFrom('"', '\\', '\n', '\\"', '\ud800"')), (said) => {
        const { event, edits } = mended(message(said, ',"n":9007199254740993'), ESCAPE);
        const { kind, text: received } = renderInput(input, { detail: event.detail }, () => '');
        expect(kind).toBe('rendered');
        if (edits.length > 0) expect(JSON.parse(received)).toBe(said);
        else expect(event.detailText).toBe(message(said, ',"n":9007199254740993'));
        expect(event.detailText).toContain(',"n":9007199254740993}');
      }),
    );
  });
});
