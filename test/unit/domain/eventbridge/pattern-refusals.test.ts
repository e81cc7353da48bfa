import { describe, expect, it } from 'vitest';
import { whyUnread } from '../../../support/event-pattern.ts';

const TEXTS = 'anything-but takes one of prefix, suffix, equals-ignore-case and wildcard';

/** Patterns and the reason for which they are refused, `unsupported` where EventBridge may know better. */
const REFUSED: readonly [string, string][] = [
  ['', 'the pattern is not a JSON object'],
  ['{"a": [1],}', 'the pattern is not a JSON object'],
  ['[]', 'the pattern is not a JSON object'],
  ['"a"', 'the pattern is not a JSON object'],
  ['null', 'the pattern is not a JSON object'],
  ['{}', 'an object of the pattern is empty'],
  ['{"a": "x"}', 'a: is neither an object nor a list'],
  ['{"a": null}', 'a: is neither an object nor a list'],
  ['{"a": []}', 'a: the list is empty'],
  ['{"a": {}}', 'a: an object of the pattern is empty'],
  ['{"detail": {"a": {"b": [1, []]}}}', 'detail.a.b: a list within a list'],
  ['{"a": [{}]}', 'a: an empty object in a list'],
  ['{"a": [{"prefix": "x", "exists": true}]}', 'a: several operators in one object: prefix, exists'],
  ['{"a": [{"Prefix": "x"}]}', 'a: there is no operator Prefix'],
  ['{"a": [{"__proto__": "x"}]}', 'a: there is no operator __proto__'],
  ['{"a": [{"regex": "x"}]}', 'a: there is no operator regex'],
  ['{"a": [{"$or": [{"a": [1]}, {"a": [2]}]}]}', 'a: there is no operator $or'],
  ['{"a": [{"exactly": "x"}]}', 'unsupported: exactly'],
  ['{"a": [{"exists": "true"}]}', 'a: exists takes true or false'],
  ['{"a": [{"exists": null}]}', 'a: exists takes true or false'],
  ['{"a": [{"prefix": 1}]}', 'a: prefix takes a text'],
  ['{"a": [{"prefix": ["x"]}]}', 'a: prefix takes a text'],
  ['{"a": [{"prefix": {}}]}', 'a: prefix takes a text or {"equals-ignore-case": text}'],
  ['{"a": [{"prefix": {"suffix": "x"}}]}', 'a: prefix takes a text or {"equals-ignore-case": text}'],
  ['{"a": [{"prefix": {"equals-ignore-case": ["x"]}}]}', 'a: prefix takes a text or {"equals-ignore-case": text}'],
  ['{"a": [{"suffix": null}]}', 'a: suffix takes a text'],
  ['{"a": [{"suffix": {"equals-ignore-case": 1}}]}', 'a: suffix takes a text or {"equals-ignore-case": text}'],
  [
    '{"a": [{"suffix": {"equals-ignore-case": "x", "b": 1}}]}',
    'a: suffix takes a text or {"equals-ignore-case": text}',
  ],
  ['{"a": [{"equals-ignore-case": 1}]}', 'a: equals-ignore-case takes a text'],
  ['{"a": [{"equals-ignore-case": ["x"]}]}', 'a: equals-ignore-case takes a text'],
  ['{"a": [{"wildcard": 1}]}', 'a: wildcard takes a text'],
  ['{"a": [{"wildcard": {"equals-ignore-case": "x"}}]}', 'a: wildcard takes a text'],
  ['{"a": [{"wildcard": "a**"}]}', 'a: wildcard takes no two asterisks in a row'],
  ['{"a": [{"wildcard": "\\\\**x*"}]}', 'not refused'],
  ['{"a": [{"wildcard": "a\\\\b"}]}', 'a: wildcard takes a backslash only before * and \\'],
  ['{"a": [{"wildcard": "a\\\\"}]}', 'a: wildcard takes a backslash only before * and \\'],
  ['{"a": [{"anything-but": []}]}', 'a: anything-but takes texts or numbers, and not both'],
  ['{"a": [{"anything-but": ["x", 1]}]}', 'a: anything-but takes texts or numbers, and not both'],
  ['{"a": [{"anything-but": null}]}', 'a: anything-but takes texts or numbers, and not both'],
  ['{"a": [{"anything-but": true}]}', 'a: anything-but takes texts or numbers, and not both'],
  ['{"a": [{"anything-but": [["x"]]}]}', 'a: anything-but takes texts or numbers, and not both'],
  ['{"a": [{"anything-but": [{"prefix": "x"}]}]}', 'a: anything-but takes texts or numbers, and not both'],
  ['{"a": [{"anything-but": {}}]}', `a: ${TEXTS}`],
  ['{"a": [{"anything-but": {"numeric": ["=", 1]}}]}', `a: ${TEXTS}`],
  ['{"a": [{"anything-but": {"prefix": "x", "suffix": "y"}}]}', `a: ${TEXTS}`],
  ['{"a": [{"anything-but": {"prefix": ""}}]}', 'a: prefix of anything-but takes no empty text'],
  ['{"a": [{"anything-but": {"suffix": ["x", ""]}}]}', 'a: suffix of anything-but takes no empty text'],
  ['{"a": [{"anything-but": {"suffix": []}}]}', 'a: suffix of anything-but takes a list that is not empty'],
  ['{"a": [{"anything-but": {"prefix": [1]}}]}', 'a: prefix of anything-but takes a text or a list of texts'],
  [
    '{"a": [{"anything-but": {"prefix": {"equals-ignore-case": "x"}}}]}',
    'a: prefix of anything-but takes a text or a list of texts',
  ],
  [
    '{"a": [{"anything-but": {"equals-ignore-case": null}}]}',
    'a: equals-ignore-case of anything-but takes a text or a list of texts',
  ],
  ['{"a": [{"anything-but": {"wildcard": ["x", "a**"]}}]}', 'a: wildcard takes no two asterisks in a row'],
];

describe('parsePattern', () => {
  it.each(REFUSED)('says of %s: %s', (pattern, reason) => {
    expect(whyUnread(pattern) ?? 'not refused').toBe(reason);
  });

  it('bounds the depth of a pattern', () => {
    const deep = (open: string, levels: number, close: string) => `${open.repeat(levels)}[1]${close.repeat(levels)}`;
    expect(whyUnread(deep('{"a":', 100_000, '}'))).toBe('unsupported: more than 100 levels');
    expect(whyUnread(deep('{"a":', 101, '}'))).toBe('unsupported: more than 100 levels');
    expect(whyUnread(deep('{"a":', 100, '}'))).toBeUndefined();
    expect(whyUnread(`${'{"$or":[{"a":[1]},'.repeat(101)}{"a":[1]}${']}'.repeat(101)}`)).toMatch(/^unsupported/);
  });
});
