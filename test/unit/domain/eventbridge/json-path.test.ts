import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isJsonPath, type PathStep, stepsOf, valueAt } from '../../../../src/domain/eventbridge/json-path.ts';
import type { JsonValue } from '../../../../src/domain/json/json.ts';

const EVENT = JSON.parse(`{
  "detail-type": "cacheSet",
  "detail": {"key": "k", "none": null, "zero": 0, "items": [{"id": 1}, [2]], "0": "member", "a b": 3, "*": 4},
  "__proto__": {"own": true}
}`) as JsonValue;

const PATHS: readonly [string, JsonValue | undefined][] = [
  ['$', EVENT],
  ['$.detail.key', 'k'],
  ['$.detail.none', null],
  ['$.detail.zero', 0],
  ['$.detail-type', 'cacheSet'],
  ["$['detail-type']", 'cacheSet'],
  ['$["detail"]["key"]', 'k'],
  ['$.detail.items[0].id', 1],
  ['$.detail.items[1][0]', 2],
  ['$.detail.items[2]', undefined],
  ['$.detail.0', 'member'],
  ['$.detail[0]', undefined],
  ['$.detail.a b', 3],
  ['$.__proto__.own', true],
  ['$.detail.__proto__', undefined],
  ['$.detail.constructor', undefined],
  ['$.detail.items.length', undefined],
  ['$.detail.key.length', undefined],
  ['$.detail.none.x', undefined],
  ['$.detail.*', undefined],
  ['$..key', undefined],
  ['$.detail.', undefined],
  ['$.detail.items[', undefined],
  ['$.detail.items[-1]', undefined],
  ['detail.key', undefined],
  ['', undefined],
];

describe('valueAt', () => {
  it.each(PATHS)('%s', (path, expected) => {
    expect(valueAt(EVENT, path)).toEqual(expected);
  });

  it('takes any value and any path', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (value, path) => {
        valueAt(value as JsonValue, `$.${path}`);
        valueAt(value as JsonValue, path);
      }),
    );
  });
});

describe('stepsOf', () => {
  it.each<[string, readonly PathStep[] | undefined]>([
    ['$', []],
    ['$.detail.key', ['detail', 'key']],
    [`$.detail['a.b']["c"].d`, ['detail', 'a.b', 'c', 'd']],
    ['$.detail.items[0]', ['detail', 'items', 0]],
    ["$.detail['0']", ['detail', '0']],
    ['$.detail.*', undefined],
    ['$.detail[*]', undefined],
    ['$..key', undefined],
    ['$.detail.', undefined],
    ['detail.key', undefined],
  ])('%s', (path, expected) => {
    expect(stepsOf(path)).toEqual(expected);
  });
});

describe('isJsonPath', () => {
  it.each([
    ['$.a', true],
    ["$['a']", true],
    ['$', true],
    ['$5', false],
    ['a.$.b', false],
  ])('%s is %s', (text, expected) => {
    expect(isJsonPath(text)).toBe(expected);
  });
});
