import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstBalanced, memberSlices, memberText, skipSpace } from '../../../../src/domain/json/slices.ts';
import { rawObject } from '../../../support/builders/raw-json.ts';

const DEEP = '['.repeat(100_000) + ']'.repeat(100_000);

/** A text, and the first balanced value in it. */
const BALANCED: readonly [string, string | undefined][] = [
  ['{"a":1}', '{"a":1}'],
  ['  {"a":[1,{}]} tail', '{"a":[1,{}]}'],
  ['say [1] and [2]', '[1]'],
  ['"a string" then', '"a string"'],
  ['"escaped \\" quote" then', '"escaped \\" quote"'],
  ['"backslash \\\\" then', '"backslash \\\\"'],
  ['{"a":"}"} x', '{"a":"}"}'],
  ['{"a":"\\"}"} x', '{"a":"\\"}"}'],
  ['{"a":1}{"b":2}', '{"a":1}'],
  ['{\n  "status": 400\n}\nServer: x', '{\n  "status": 400\n}'],
  ['{"a":1', undefined],
  ['"open', undefined],
  ['"open \\"', undefined],
  ['404', undefined],
  ['', undefined],
];

describe('firstBalanced', () => {
  it.each(BALANCED)('in %j is %j', (text, expected) => {
    const slice = firstBalanced(text);
    expect(slice && text.slice(slice.start, slice.end)).toBe(expected);
  });

  it('begins where it is told', () => {
    expect(firstBalanced('[1] [2]', 1)).toEqual({ start: 4, end: 7 });
  });

  it('is not exhausted by depth', () => {
    expect(firstBalanced(`x${DEEP}y`)).toEqual({ start: 1, end: DEEP.length + 1 });
  });

  it('finds every object or array whole, whatever follows it', () => {
    const value = fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()));
    fc.assert(
      fc.property(value, fc.string(), (json, tail) => {
        const text = JSON.stringify(json);
        expect(firstBalanced(text + tail)).toEqual({ start: 0, end: text.length });
      }),
    );
  });
});

describe('memberSlices', () => {
  it('finds every member where it stands, with its twins and as it is spelled', () => {
    fc.assert(
      fc.property(rawObject, ({ members, text }) => {
        const found = memberSlices(text, skipSpace(text, 0));
        const values = found.map(({ name, value }) => [name, text.slice(value.start, value.end)]);
        expect(values).toEqual(members.map(({ name, rawValue }) => [name, rawValue]));
        const names = found.map(({ start }, at) => text.startsWith(members[at]?.rawName ?? '', start));
        expect(names.every(Boolean)).toBe(true);
      }),
    );
  });

  it.each(['', '[{"a":1}]', '["a",1]', '"a"', '1', '}'])('finds none in %j', (text) => {
    expect(memberSlices(text, 0)).toEqual([]);
  });

  it('tells the members before a fault, and takes any text', () => {
    expect(memberSlices('{"a":1,b:2}', 0).map((one) => one.name)).toEqual(['a']);
    expect(memberSlices('{"a":1,"\\x":2}', 0).map((one) => one.name)).toEqual(['a']);
    const pieces = fc.array(fc.constantFrom('{', '}', '[', ']', '"', '\\', ',', ':', 'a', ' ', '1'));
    fc.assert(
      fc.property(pieces, (broken) => {
        memberSlices(`{${broken.join('')}`, 0);
        firstBalanced(broken.join(''));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('memberText', () => {
  it.each([
    ['{"a":1.0}', 'a', '1.0'],
    ['{"a":1,"a":2}', 'a', '2'],
    [' { "a" : [ 1 ] } ', 'a', '[ 1 ]'],
    ['{"\\u0061":1}', 'a', '1'],
    ['{"a":1}', 'b', undefined],
    ['{"a":1}', '__proto__', undefined],
    ['[{"a":1}]', 'a', undefined],
  ])('of %j at %s is %s', (text, name, expected) => {
    expect(memberText(text, name)).toBe(expected);
  });

  it('reads what is very deep', () => {
    expect(memberText(`{"a":${DEEP},"b":1}`, 'a')).toBe(DEEP);
  });
});
