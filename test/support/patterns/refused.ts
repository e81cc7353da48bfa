import type { RefusedPattern } from './pattern-case.ts';

const CIDR = 'cidr takes ADDRESS/BITS';
const TEXTS = 'anything-but takes one of prefix, suffix, equals-ignore-case and wildcard';

/** Objects, lists and operators that are none; `unsupported` where EventBridge may know better. */
export const REFUSED: readonly RefusedPattern[] = [
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
  ['{"a": [{"prefix": 1}]}', 'a: prefix takes a string'],
  ['{"a": [{"prefix": ["x"]}]}', 'a: prefix takes a string'],
  ['{"a": [{"prefix": {}}]}', 'a: prefix takes a string or {"equals-ignore-case": string}'],
  ['{"a": [{"prefix": {"suffix": "x"}}]}', 'a: prefix takes a string or {"equals-ignore-case": string}'],
  ['{"a": [{"prefix": {"equals-ignore-case": ["x"]}}]}', 'a: prefix takes a string or {"equals-ignore-case": string}'],
  ['{"a": [{"suffix": null}]}', 'a: suffix takes a string'],
  ['{"a": [{"suffix": {"equals-ignore-case": 1}}]}', 'a: suffix takes a string or {"equals-ignore-case": string}'],
  [
    '{"a": [{"suffix": {"equals-ignore-case": "x", "b": 1}}]}',
    'a: suffix takes a string or {"equals-ignore-case": string}',
  ],
  ['{"a": [{"equals-ignore-case": 1}]}', 'a: equals-ignore-case takes a string'],
  ['{"a": [{"equals-ignore-case": ["x"]}]}', 'a: equals-ignore-case takes a string'],
  ['{"a": [{"wildcard": 1}]}', 'a: wildcard takes a string'],
  ['{"a": [{"wildcard": {"equals-ignore-case": "x"}}]}', 'a: wildcard takes a string'],
  ['{"a": [{"wildcard": "a**"}]}', 'a: wildcard takes no two asterisks in a row'],
  ['{"a": [{"wildcard": "a\\\\b"}]}', 'a: wildcard takes a backslash only before * and \\'],
  ['{"a": [{"wildcard": "a\\\\"}]}', 'a: wildcard takes a backslash only before * and \\'],
  ['{"a": [{"anything-but": []}]}', 'a: anything-but takes strings or numbers, not both'],
  ['{"a": [{"anything-but": ["x", 1]}]}', 'a: anything-but takes strings or numbers, not both'],
  ['{"a": [{"anything-but": null}]}', 'a: anything-but takes strings or numbers, not both'],
  ['{"a": [{"anything-but": true}]}', 'a: anything-but takes strings or numbers, not both'],
  ['{"a": [{"anything-but": [["x"]]}]}', 'a: anything-but takes strings or numbers, not both'],
  ['{"a": [{"anything-but": [{"prefix": "x"}]}]}', 'a: anything-but takes strings or numbers, not both'],
  ['{"a": [{"anything-but": {}}]}', `a: ${TEXTS}`],
  ['{"a": [{"anything-but": {"numeric": ["=", 1]}}]}', `a: ${TEXTS}`],
  ['{"a": [{"anything-but": {"prefix": "x", "suffix": "y"}}]}', `a: ${TEXTS}`],
  ['{"a": [{"anything-but": {"prefix": ""}}]}', 'a: prefix of anything-but does not take an empty string'],
  ['{"a": [{"anything-but": {"suffix": ["x", ""]}}]}', 'a: suffix of anything-but does not take an empty string'],
  ['{"a": [{"anything-but": {"suffix": []}}]}', 'a: suffix of anything-but takes a list that is not empty'],
  ['{"a": [{"anything-but": {"prefix": [1]}}]}', 'a: prefix of anything-but takes a string or a list of strings'],
  [
    '{"a": [{"anything-but": {"prefix": {"equals-ignore-case": "x"}}}]}',
    'a: prefix of anything-but takes a string or a list of strings',
  ],
  [
    '{"a": [{"anything-but": {"equals-ignore-case": null}}]}',
    'a: equals-ignore-case of anything-but takes a string or a list of strings',
  ],
  ['{"a": [{"anything-but": {"wildcard": ["x", "a**"]}}]}', 'a: wildcard takes no two asterisks in a row'],
];

/** `$or` that is none, or with a pattern in it that is none. */
export const REFUSED_OR: readonly RefusedPattern[] = [
  ['{"$or": []}', '$or: takes a list of at least two patterns'],
  ['{"$or": [{"a": [1]}]}', '$or: takes a list of at least two patterns'],
  ['{"$or": {"a": [1]}}', '$or: takes a list of at least two patterns'],
  ['{"$or": "x"}', '$or: takes a list of at least two patterns'],
  ['{"detail": {"$or": ["x", {"a": [1]}]}}', 'detail.$or[0]: is not a pattern'],
  ['{"$or": [{"a": [1]}, []]}', '$or[1]: is not a pattern'],
  ['{"$or": [{"a": [1]}, {}]}', '$or[1]: an object of the pattern is empty'],
  ['{"$or": [{"a": [1]}, {"b": {"c": []}}]}', '$or[1].b.c: the list is empty'],
  ['{"$or": [{"a": [1]}, {"b": 1}]}', '$or[1].b: is neither an object nor a list'],
  ['{"$or": [{"a": [1]}, {"$or": [{"b": [1]}]}]}', '$or[1].$or: takes a list of at least two patterns'],
  ['{"$or": [{"numeric": [1]}, {"a": [1]}]}', '$or[0].numeric: an operator name is not a valid field name within $or'],
  [
    '{"$or": [{"a": {"prefix": ["x"]}}, {"a": [1]}]}',
    '$or[0].a.prefix: an operator name is not a valid field name within $or',
  ],
];

/** What `numeric` does not take. */
export const REFUSED_NUMERIC: readonly RefusedPattern[] = refusedBy('numeric', [
  [5, 'numeric takes a list'],
  [{ '=': 5 }, 'numeric takes a list'],
  [[], 'numeric takes one comparison or a range'],
  [['>'], 'numeric takes a number after >'],
  [['>', '1'], 'numeric takes a number after >'],
  [['>', null], 'numeric takes a number after >'],
  [['!=', 1], 'numeric takes =, <, <=, > and >='],
  [[1, '='], 'numeric takes =, <, <=, > and >='],
  [['>', 1, '<'], 'numeric takes a number after <'],
  [['>', 1, '<', 2, '=', 3], 'numeric takes one comparison or a range'],
  [['=', 1, '<', 2], 'a range of numeric goes from a lower to a higher bound'],
  [['<', 5, '>', 1], 'a range of numeric goes from a lower to a higher bound'],
  [['>', 5, '<', 1], 'a range of numeric goes from a lower to a higher bound'],
  [['>', 5, '<', 5], 'a range of numeric goes from a lower to a higher bound'],
  [['=', 5_000_000_001], 'numeric takes numbers from -5e9 to 5e9'],
  [['>', -5_000_000_001], 'numeric takes numbers from -5e9 to 5e9'],
]);

/** What `cidr` does not take. */
export const REFUSED_CIDR: readonly RefusedPattern[] = refusedBy('cidr', [
  ['10.0.0.0', CIDR],
  ['10.0.0.0/', CIDR],
  ['/8', CIDR],
  ['10.0.0/8', CIDR],
  ['10.0.0.0/-1', CIDR],
  ['10.0.0.0/8/8', CIDR],
  ['10.0.0.0/x', CIDR],
  ['10.0.0.0/08', CIDR],
  ['host/8', CIDR],
  ['', CIDR],
  ['10.0.0.0/32', 'cidr takes fewer than 32 bits of such an address'],
  ['10.0.0.0/33', 'cidr takes fewer than 32 bits of such an address'],
  ['::/128', 'cidr takes fewer than 128 bits of such an address'],
  ['::/999', 'cidr takes fewer than 128 bits of such an address'],
  [1, 'cidr takes a string'],
  [null, 'cidr takes a string'],
  [['10.0.0.0/8'], 'cidr takes a string'],
  [{ prefix: '10.0.0.0/8' }, 'cidr takes a string'],
]);

function refusedBy(operator: string, cases: readonly (readonly [unknown, string])[]): readonly RefusedPattern[] {
  return cases.map(([argument, reason]) => [JSON.stringify({ a: [{ [operator]: argument }] }), `a: ${reason}`]);
}
