import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masked, maskedJson } from '../../../../src/domain/secrets/mask.ts';
import { printable, printableJson, printableLines, quote } from '../../../../src/domain/text/printable.ts';
import { base64, CREDENTIALS, givesAway, SIGNATURE } from '../../../support/builders/credentials.ts';

const inHex = (text: string, write: (hex: string) => string) =>
  [...text].map((one) => write(one.charCodeAt(0).toString(16).padStart(2, '0'))).join('');
const between = (text: string, what: string, every: number) =>
  text.replace(new RegExp(`.{${every}}`, 'g'), `$&${what}`);

/** Ways to write a text so that it is not seen for what it is, and can be had back. */
const DISGUISES: readonly [string, (text: string) => string][] = [
  ['as JSON', (text) => JSON.stringify(text)],
  ['as JSON in JSON in JSON', (text) => JSON.stringify({ a: JSON.stringify({ b: JSON.stringify([text]) }) })],
  ['in escapes of JSON', (text) => inHex(text, (hex) => `\\u00${hex}`)],
  ['in escapes of JavaScript', (text) => inHex(text, (hex) => `\\x${hex}`)],
  ['in escapes of code points', (text) => inHex(text, (hex) => `\\u{${hex}}`)],
  ['in escapes of escapes', (text) => inHex(text, (hex) => `\\\\u00${hex}`)],
  ['percent-encoded where it must be', encodeURIComponent],
  ['percent-encoded throughout', (text) => inHex(text, (hex) => `%${hex}`)],
  ['percent-encoded three times', (text) => inHex(text, (hex) => `%252525${hex}`)],
  ['in entities', (text) => inHex(text, (hex) => `&#x${hex};`)],
  ['in decimal entities', (text) => [...text].map((one) => `&#${one.charCodeAt(0)};`).join('')],
  ['after an escaped line end', (text) => JSON.stringify(`x\n${text}\ty`)],
  ['with escaped slashes', (text) => text.replaceAll('/', '\\/')],
  ['with something unseen in it', (text) => between(text, '\u200b', 5)],
  ['with an escape of something unseen in it', (text) => between(text, '\\u2060', 5)],
  ['with tags in it', (text) => between(text, '\u{e0041}', 7)],
  ['with NULs in it', (text) => between(text, '\0', 3)],
  ['wrapped after 64', (text) => between(text, '\n', 64)],
  ['wrapped after 76 with CR', (text) => between(text, '\r\n', 76)],
  ['wrapped, as JSON', (text) => JSON.stringify(between(text, '\n', 76))],
  ['in a URL', (text) => `https://api.example.com/cache/c?key=${encodeURIComponent(text)}&ttl_seconds=1`],
  ['behind a word', (text) => `token_${text}`],
  ['behind what looks like its beginning', (text) => `eyJ${text}`],
  ['base64 of it', (text) => base64(text)],
  ['base64 of JSON with it', (text) => base64({ headers: { x: text } }, 'base64')],
  ['base64 of base64 of it', (text) => base64(base64(text))],
  ['deep in brackets', (text) => `${'['.repeat(1000)}"${text}"${']'.repeat(1000)}`],
];

/** Everything through which a text can reach a reader. */
const OUTPUTS: readonly [string, (text: string) => string][] = [
  ['printable', printable],
  ['printableLines', printableLines],
  ['quote', (text) => quote(text, 5000)],
  ['a short quote', (text) => quote(text, 150)],
  ['printableJson', (text) => printableJson(JSON.stringify({ text }))],
  ['printableJson of a name', (text) => printableJson(JSON.stringify({ [text]: 1 }))],
];

/** As a reader would who takes away what was put between. */
const tidied = (shown: string) => shown.replace(/\\u200b|\\u2060|\\udb40\\udc41|\\u0000|\\n|\\r|\s/g, '');

/** As a reader would who opens all base64, twice. */
function opened(shown: string, times = 2): string {
  const inner = [...shown.matchAll(/[\w+/-]{16,}/g)].map(([run]) => Buffer.from(run, 'base64').toString('latin1'));
  return times === 0 ? shown : inner.map((text) => text + opened(text, times - 1)).join(' ');
}

describe.each(DISGUISES)('a credential %s', (_, disguise) => {
  it.each(Object.entries(CREDENTIALS))('is masked: %s', (_format, credential) => {
    for (const [output, show] of OUTPUTS) {
      const shown = show(disguise(credential));
      expect(givesAway(tidied(shown), credential), `${output}: ${shown}`).toBe(false);
      expect(givesAway(opened(shown), credential), `${output}: ${shown}`).toBe(false);
    }
  });

  it.each(['Authorization: Bearer hunter2hunter2hunter2', '{"authorization":"hunter2hunter2hunter2"}'])(
    'is masked: %s',
    (text) => {
      for (const [output, show] of OUTPUTS) {
        const shown = show(disguise(text));
        expect(tidied(shown), output).not.toMatch(/hunter2/);
        expect(opened(shown), output).not.toMatch(/hunter2/);
      }
    },
  );
});

describe('a short quote of a long text', () => {
  it('knows a credential of which it would show only the beginning', () => {
    // What is masked makes room for what stands behind it.
    const length = 4 * 400 - 36;
    const text = `${CREDENTIALS.v1} `.repeat(Math.floor(length / (CREDENTIALS.v1.length + 1))).padEnd(length);
    expect(opened(quote(`${text}${base64('Authorization: hunter2hunter2hunter2')} and more`, 400))).not.toContain(
      'hunter',
    );
  });
});

describe('any text', () => {
  const piece = fc.oneof(
    fc.constantFrom(...Object.values(CREDENTIALS), SIGNATURE.slice(0, 9)),
    fc.constantFrom('authorization', '"authorization":"', "'api_key'='", 'Bearer ', 'auth_token=', '[', '{', '"', "'"),
    fc.constantFrom('\\', '\\"', '\\u0022', '%22', '&quot;', '\n', '\0', '‹credential:', '…', '›', ' ', ':', '=', ','),
    fc.string({ unit: 'binary', maxLength: 5 }),
  );
  const anyText = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''));

  it('shows no credential, however often it is masked', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const shown of [masked(text), masked(masked(text))]) {
          for (const credential of Object.values(CREDENTIALS)) expect(shown).not.toContain(credential);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('stays valid JSON with the same names and no credential', () => {
    fc.assert(
      fc.property(anyText, anyText, (name, text) => {
        const value = { [name]: [text, 1, null], x: JSON.stringify({ [name]: text }), y: name };
        const shown = maskedJson(JSON.stringify(value));
        expect(() => JSON.parse(shown)).not.toThrow();
        for (const credential of Object.values(CREDENTIALS)) expect(shown).not.toContain(credential);
      }),
      { numRuns: 2000 },
    );
  });
});
