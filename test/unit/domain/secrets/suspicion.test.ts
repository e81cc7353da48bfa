import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secretsIn } from '../../../../src/domain/secrets/mask.ts';
import { FORM_RULES, NAME_RULES } from '../../../../src/domain/secrets/rules.ts';
import { mayHoldSecret } from '../../../../src/domain/secrets/suspicion.ts';
import { base64, CREDENTIALS } from '../../../support/builders/credentials.ts';

const EXAMPLES = [...FORM_RULES, ...NAME_RULES].map(({ example }) => example.join(''));
const TEXTS = [
  ...EXAMPLES,
  ...Object.values(CREDENTIALS),
  'Bearer abc123def456',
  base64('{"x":"y","password":"hunter2"}'),
];

/** Ways to write one character so that a view reads it. */
const WRITTEN: readonly ((one: string) => string)[] = [
  (one) => one,
  (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  (one) => `\\x${one.charCodeAt(0).toString(16).padStart(2, '0')}`,
  (one) => `\\u{${one.charCodeAt(0).toString(16)}}`,
  (one) => `%${one.charCodeAt(0).toString(16).padStart(2, '0')}`,
  (one) => `&#${one.charCodeAt(0)};`,
  (one) => `&amp;#${one.charCodeAt(0)};`,
  (one) => (/[\w]/.test(one) && !/[bfnrtux]/.test(one) ? `\\${one}` : one),
  (one) => (/["'/\\]/.test(one) ? `\\${one}` : one),
];
/** What a view takes away. */
const INVISIBLE = [
  '\0',
  '\u200b',
  '\\b',
  '\\f',
  '%00',
  '%08',
  '%7f',
  '%9f',
  '%ad',
  '&#8203;',
  '\\u2060',
  '\x7f',
  '\u{e0041}',
];
const WRAPS = ['\n', '\r\n', '\\n', '\\r\\n', '%0a', '\\\\n'];

const disguised = fc
  .record({
    text: fc.constantFrom(...TEXTS),
    writes: fc.array(fc.tuple(fc.nat(300), fc.constantFrom(...WRITTEN)), { maxLength: 3 }),
    put: fc.option(fc.tuple(fc.nat(300), fc.constantFrom(...INVISIBLE))),
    wrap: fc.option(fc.tuple(fc.nat(30), fc.constantFrom(...WRAPS), fc.constantFrom('x.', 'a-+', 'a/b.', 'Ab'))),
    cut: fc.option(fc.nat(40)),
    level: fc.nat(2),
  })
  .map(({ text, writes, put, wrap, cut, level }) => {
    const letters = [...text];
    for (const [at, write] of writes) {
      const place = at % letters.length;
      letters[place] = write(letters[place] as string);
    }
    if (put !== null) letters.splice(put[0] % letters.length, 0, put[1]);
    if (wrap !== null) {
      const [at, end, run] = wrap;
      letters.splice(at % letters.length, 0, end);
      letters.unshift(run.repeat(40));
    }
    let written = letters.slice(cut ?? 0).join('');
    for (let left = level; left > 0; left -= 1) written = JSON.stringify(written);
    return written;
  });

describe('the quick look', () => {
  it('passes no text by in which masking would find a credential', () => {
    let found = 0;
    fc.assert(
      fc.property(disguised, (text) => {
        const secrets = secretsIn(text);
        if (secrets.length > 0) found += 1;
        expect(mayHoldSecret(text) || secrets.length === 0, JSON.stringify(text)).toBe(true);
      }),
      { numRuns: 20_000 },
    );
    expect(found).toBeGreaterThan(4000);
  });

  it.each([
    'pass%00word=hunter2',
    'auth\\borization: hunter2',
    'auth&amp;#111;rization: hunter2',
    'a\\uthorization: hunter2',
    `${'a.b-c+'.repeat(11)}auth\norization: hunter2`,
  ])('does not pass %j by', (text) => {
    expect(secretsIn(text).length).toBeGreaterThan(0);
    expect(mayHoldSecret(text)).toBe(true);
  });

  it('passes ordinary events by', () => {
    for (const text of [
      '{"cacheName":"sessions","key":"user:4711","message":"hello world","ttl":60}',
      '{"id":"759dae6b-1428-4cd3-a780-95db273d1602","time":"2026-01-31T12:00:00Z","source":"shop.orders"}',
      'ApiDestination returned HTTP status 404 with payload: {"status":404,"title":"Not Found"}',
      'arn:aws:events:us-east-1:123456789012:rule/orders',
      JSON.stringify({ message: JSON.stringify({ note: 'blue, with a handle' }), text: 'a\nb' }),
    ]) {
      expect(mayHoldSecret(text), text).toBe(false);
    }
  });
});
