import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editText, type TextEdit, textAt } from '../../../../src/domain/json/edit-text.ts';
import { memberSlices, skipSpace } from '../../../../src/domain/json/slices.ts';
import { rawObject } from '../../../support/builders/raw-json.ts';

/** A text, the path, the new value (undefined: remove it), and the text afterwards. */
const EDITS: readonly [string, string, string | undefined, string][] = [
  ['{"a":1,"b":2,"c":3}', 'a', undefined, '{"b":2,"c":3}'],
  ['{"a":1,"b":2,"c":3}', 'b', undefined, '{"a":1,"c":3}'],
  ['{"a":1,"b":2,"c":3}', 'c', undefined, '{"a":1,"b":2}'],
  ['{"a":1}', 'a', undefined, '{}'],
  ['{ "a" : 1 }', 'a', undefined, '{  }'],
  ['{"a":1}', 'b', undefined, '{"a":1}'],
  ['{\n  "a": 1,\n  "b": 2\n}', 'a', undefined, '{\n  "b": 2\n}'],
  ['{\n  "a": 1,\n  "b": 2\n}', 'b', undefined, '{\n  "a": 1\n}'],
  ['{\n  "a": 1 ,\n  "b": 2\n}', 'a', '"x"', '{\n  "a": "x" ,\n  "b": 2\n}'],
  ['{"a":1,"b":2,"a":3}', 'a', undefined, '{"b":2}'],
  ['{"a":1,"a":2,"b":3}', 'a', undefined, '{"b":3}'],
  ['{"b":1,"a":2,"a":3}', 'a', undefined, '{"b":1}'],
  ['{"a":1,"a":2}', 'a', undefined, '{}'],
  ['{"a":1,"b":2,"a":3}', 'a', '0', '{"a":0,"b":2,"a":0}'],
  ['{"\\u0061":1,"b":2}', 'a', '0', '{"\\u0061":0,"b":2}'],
  ['{"say \\"hi\\"":1,"b":2}', 'say "hi"', undefined, '{"b":2}'],
  ['{}', 'a', '1', '{"a":1}'],
  ['{ }', 'a', '1', '{"a":1 }'],
  ['{"b":2 }', 'a', '1', '{"b":2,"a":1 }'],
  ['{"b":"}"}', 'a"', '1', '{"b":"}","a\\"":1}'],
  ['{"b":1}', '__proto__', '2', '{"b":1,"__proto__":2}'],
  ['{"o":{"a":1,"b":2},"a":3}', 'o.a', undefined, '{"o":{"b":2},"a":3}'],
  ['{"o":{"p":{}}}', 'o.p.a', '1', '{"o":{"p":{"a":1}}}'],
  ['{"o":{"a":1},"o":{"a":2}}', 'o.a', '0', '{"o":{"a":1},"o":{"a":0}}'],
  ['{"o":[{"a":1}]}', 'o.a', '0', '{"o":[{"a":1}]}'],
  ['{"o":"{}"}', 'o.a', '0', '{"o":"{}"}'],
  ['{"b":1}', 'o.a', '0', '{"b":1}'],
  ['[{"a":1}]', 'a', '0', '[{"a":1}]'],
  ['"a"', 'a', '0', '"a"'],
  ['', 'a', '0', ''],
];

const edit = (text: string, path: string, json: string | undefined) => editText(text, { path: path.split('.'), json });

describe('editText', () => {
  it.each(EDITS)('%j at %s becomes %j', (text, path, json, expected) => {
    expect(edit(text, path, json)).toBe(expected);
  });

  it('changes nothing for an empty path', () => {
    expect(editText('{"a":1}', { path: [], json: '0' })).toBe('{"a":1}');
  });

  it('leaves every other member as it is spelled, and valid JSON', () => {
    const change = fc.record({
      path: fc.constantFrom('key', '', 'a"b', '__proto__', '}', 'ttl', 'new').map((name) => [name]),
      json: fc.constantFrom(undefined, '60', '"x"', '{"a":[]}'),
    });
    fc.assert(
      fc.property(rawObject, change, ({ members, text }, wanted: TextEdit) => {
        const [name] = wanted.path;
        const edited = editText(text, wanted);
        JSON.parse(edited);
        const found = memberSlices(edited, skipSpace(edited, 0)).map((one) => [
          one.name,
          edited.slice(one.value.start, one.value.end),
        ]);
        const others = members.filter((one) => one.name !== name).map((one) => [one.name, one.rawValue]);
        expect(found.filter((one) => one[0] !== name)).toEqual(others);
        const twins = Math.max(1, members.length - others.length);
        const same = wanted.json === undefined ? [] : Array.from({ length: twins }, () => [name, wanted.json]);
        expect(found.filter((one) => one[0] === name)).toEqual(same);
      }),
      { numRuns: 1000 },
    );
  });

  it('takes any text', () => {
    const pieces = fc.array(fc.constantFrom('{', '}', '[', ']', '"', '\\', ',', ':', 'a', ' ', '\u0000', '\ud800'));
    fc.assert(
      fc.property(pieces, fc.array(fc.constantFrom('a', '')), fc.option(fc.json()), (text, path, json) => {
        editText(text.join(''), { path, json: json ?? undefined });
      }),
      { numRuns: 2000 },
    );
  });
});

describe('textAt', () => {
  it.each([
    ['{"o":{"a":1.0}}', 'o.a', '1.0'],
    ['{"a":1,"a":-0}', 'a', '-0'],
    ['{"a":1}', 'a.b', undefined],
    ['{"a":1}', 'constructor', undefined],
  ])('of %j at %s is %s', (text, path, expected) => {
    expect(textAt(text, path.split('.'))).toBe(expected);
  });
});

describe('a body of 1 MiB', () => {
  const MIB = 1_048_576;
  const full = (unit: string) => `{${unit.repeat(Math.floor((MIB - 20) / unit.length))}"z":1}`;
  const LARGE: readonly [string, string][] = [
    ['a hundred thousand twins', full('"a":1,')],
    ['deep arrays', `{"a":${'['.repeat(MIB / 2 - 10)}${']'.repeat(MIB / 2 - 10)},"z":1}`],
    ['a long string of quotes', `{"a":"${'\\"'.repeat(MIB / 2 - 10)}","z":1}`],
    ['white space', `{${' '.repeat(MIB - 20)}"a":1,"z":1}`],
  ];

  it.each(LARGE)('of %s is edited in linear time', (_, text) => {
    const start = performance.now();
    expect(edit(text, 'a', undefined).replaceAll(' ', '')).toBe('{"z":1}');
    expect(edit(text, 'z', '2').endsWith('"z":2}')).toBe(true);
    expect(edit(text, 'a', '2').endsWith('"z":1}')).toBe(true);
    // A square would take minutes; the machine may be busy with something else.
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
