import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  printable,
  printableJson,
  printableLines,
  quote,
  terminalText,
} from '../../../../src/domain/text/printable.ts';
import { HOSTILE_TEXTS } from '../../../support/builders/hostile-letters.ts';
import { complaints } from '../../../support/terminal/safe-output.ts';

/** May a terminal act on the character, or may it reorder or hide what stands around it? Said by code point, not by a pattern. */
function isHostile(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  const ranges = [
    [0x00, 0x1f],
    [0x7f, 0x9f],
    [0x061c, 0x061c],
    [0x200b, 0x200f],
    [0x2028, 0x202e],
    [0x2066, 0x2069],
    [0xd800, 0xdfff],
    [0xfeff, 0xfeff],
  ] as const;
  return ranges.some(([first, last]) => code >= first && code <= last);
}

const HOSTILE = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter(isHostile);
const anyText = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary' })))
  .map((all) => all.join(''));

describe('printable', () => {
  it.each([
    ['\u001b[2Jgone', '\\u001b[2Jgone'],
    ['\u001b]0;title\u0007', '\\u001b]0;title\\u0007'],
    ['\u009b31m', '\\u009b31m'],
    ['a\nb\r\tc', 'a\\nb\\r\\tc'],
    ['a\u202etxt.exe', 'a\\u202etxt.exe'],
    ['a\u2028b', 'a\\u2028b'],
    ['a\ud800b', 'a\\ud800b'],
    ['\udc00', '\\udc00'],
    ['größe 日本 🙂 👩‍👧', 'größe 日本 🙂 👩\\u200d👧'],
  ])('writes %j as %j', (text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  it('leaves nothing that a terminal could act upon', () => {
    for (const character of HOSTILE) expect([...printable(`a${character}b`)].some(isHostile)).toBe(false);
    fc.assert(
      fc.property(anyText, (text) => {
        expect([...printable(text)].some(isHostile)).toBe(false);
        expect([...printableLines(text)].some((one) => one !== '\n' && isHostile(one))).toBe(false);
        expect([...quote(text)].some(isHostile)).toBe(false);
      }),
    );
  });
});

describe('printableLines', () => {
  it('keeps line feeds and nothing else', () => {
    expect(printableLines('a\r\nb\u001b')).toBe('a\\r\nb\\u001b');
  });
});

describe('printableJson', () => {
  it('is one printable line of equal value', () => {
    const json = fc
      .tuple(fc.dictionary(anyText, anyText), fc.constantFrom(0, 1, '\t', '\r\n'))
      .map(([value, indent]) => ({
        value,
        text: JSON.stringify(value, undefined, 1).replaceAll('\n', `\n${indent}`.replaceAll(/\d/g, ' ')),
      }));
    fc.assert(
      fc.property(json, ({ value, text }) => {
        expect(JSON.parse(printableJson(text))).toEqual(value);
        expect([...printableJson(text)].some(isHostile)).toBe(false);
      }),
    );
  });

  it.each([
    ['the first and the last of C1', '\u0080\u009f', '\\u0080\\u009f'],
    ['a control sequence of one character', '\u009b2J', '\\u009b2J'],
    ['a delete', '\u007f', '\\u007f'],
    ['bidi embeddings and overrides', '\u202a\u202b\u202c\u202d\u202e', '\\u202a\\u202b\\u202c\\u202d\\u202e'],
    ['bidi isolates', '\u2066\u2067\u2068\u2069', '\\u2066\\u2067\\u2068\\u2069'],
    ['bidi marks', '\u200e\u200f\u061c', '\\u200e\\u200f\\u061c'],
    ['line and paragraph separators', '\u2028\u2029', '\\u2028\\u2029'],
    ['zero-width characters and a BOM', '\u200b\u200d\ufeff', '\\u200b\\u200d\\ufeff'],
    ['an escape that JSON has made', '\u001b\n', '\\u001b\\n'],
    ['a lone surrogate', '\ud800', '\\ud800'],
    ['what a backslash stands before', '\\\u2028', '\\\\\\u2028'],
  ])('escapes %s, in values and in names, and the value stays', (_, text, expected) => {
    const shown = printableJson(JSON.stringify({ [text]: text }));
    expect(shown).toBe(`{"${expected}":"${expected}"}`);
    expect(JSON.parse(shown)).toEqual({ [text]: text });
  });

  it('leaves what is plainly visible as it is', () => {
    const json = JSON.stringify({ größe: '日本 🙂 न्दी', pair: '\ud83d\ude42' });
    expect(printableJson(json)).toBe(json);
  });

  it('lets no line end between values overwrite what stands before it', () => {
    expect(printableJson('{"a":1,\r\n"b":"\u009b"}')).toBe('{"a":1,  "b":"\\u009b"}');
  });
});

describe('quote', () => {
  it.each([
    ['short', 5, 'short'],
    ['longer', 5, 'long…'],
    ['🙂🙂🙂', 2, '🙂…'],
    ['\n\n\n', 4, '\\n\\…'],
    ['', 5, ''],
  ])('%j within %i is %j', (text, limit, expected) => {
    expect(quote(text, limit)).toBe(expected);
  });

  it('is never longer than its limit, however long the text', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 40 }), (text, limit) => {
        expect([...quote(text.repeat(20), limit)].length).toBeLessThanOrEqual(limit);
      }),
    );
  });
});

describe('the last door before a terminal', () => {
  it.each(HOSTILE_TEXTS)('lets nothing through that a terminal acts upon: %s', (_, text) => {
    expect(complaints(terminalText(`${text}\n`))).toEqual([]);
    expect(JSON.parse(terminalText(JSON.stringify(text)))).toEqual(text);
  });

  it('lets our own colours, line feeds and every visible character through', () => {
    const shown = '\u001b[1mRun\u001b[22m → 語 é 👩\n  "a\\u001b"\n';
    expect(terminalText(shown)).toBe(shown);
  });

  it('lets a byte order mark through at the beginning of an output, where --bom puts it, and nowhere else', () => {
    expect(terminalText('\ufeffid,key\n')).toBe('\ufeffid,key\n');
    expect(terminalText('\ufeff\ufeffid,\ufeff\n\ufeff')).toBe('\ufeff\\ufeffid,\\ufeff\n\\ufeff');
  });
});
