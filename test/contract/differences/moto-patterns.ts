import type { Difference, Differences } from '../engine.ts';

const ARRAYS = 'the contract: event-ruler, JSON array matching; the user guide is silent';
const NUMBERS = 'the contract: user guide, Comparison operators (JSON types must match)';
const EXISTS = 'not known: user guide, Comparison operators, says "leaf nodes" and nothing of empty arrays and objects';

const tooLittle = (events: string, right: Difference['right'], instead = 'looks into no array of objects') =>
  ({ instead, shows: `too much: [], too little: ${events}`, right }) as const;
const tooMuch = (events: string, right: Difference['right'], instead: string) =>
  ({ instead, shows: `too much: ${events}, too little: []`, right }) as const;
const taken = (patterns: number) =>
  ({
    instead: `takes ${patterns} of them, or breaks`,
    shows: `expected ${patterns} to be +0`,
    right: 'the contract: user guide, Comparison operators; API reference, InvalidEventPatternException',
  }) as const;

const PEOPLE = '{"first":"John","last":"Doe"},{"first":"Anna","last":"Smith"},{"first":"Peter","last":"Jones"}';

/** What rules of moto 5.2 match that EventBridge's do not, and the other way round. */
export const MOTO_PATTERN_DIFFERENCES: Differences = {
  'Event patterns': {
    'values: {"a": [1]}': tooMuch('[{"a":true}]', NUMBERS, 'takes true for 1'),
    'values: {"a": [0]}': tooMuch('[{"a":false}]', NUMBERS, 'takes false for 0'),
    'values: {"a": [true]}': tooMuch('[{"a":1}]', NUMBERS, 'takes 1 for true'),
    'anything-but: {"a": [{"anything-but":1}]}': tooLittle(
      '[{"a":true}]',
      'not known: no page says whether a boolean is anything but a number',
      'takes true for 1',
    ),
    'dots: {"a.b": ["x"]}': tooLittle('[{"a":[{"b":"w"},{"b":"x"}]}]', ARRAYS),
    'arrays: {"a": ["x"]}': tooLittle('[{"a":[["w"],[["x"]]]}]', ARRAYS, 'looks into no array within an array'),
    'arrays: {"a": {"first": ["Anna"]}}': tooLittle(`[{"a":[${PEOPLE}]},{"a":[[${PEOPLE}],[]]}]`, ARRAYS),
    'arrays: {"a": {"first": ["Anna"], "last": ["Smith"]}}': tooLittle(`[{"a":[${PEOPLE}]},`, ARRAYS),
    'arrays: {"a": {"b": {"c": [1]}, "d": [1]}}': tooLittle('[{"a":[{"b":[{"c":0},{"c":1}],"d":1}]},', ARRAYS),
    'arrays: {"a": {"b": {"c": [1], "d": [1]}}}': tooLittle('[{"a":[{"b":[{"c":1,"d":1}]}]}]', ARRAYS),
    '$or: {"$or": [{"a": {"b": [1]}}, {"a": {"c": [1]}}]}': tooLittle('[{"a":[{"b":0},{"c":1}]}]', ARRAYS),
    '$or: {"a": {"$or": [{"b": [1]}, {"c": [1]}]}}': tooLittle('[{"a":[{"b":0},{"c":1}]}]', ARRAYS),
    '$or: {"a": {"x": [1]}, "$or": [{"a": {"b": [1]}}, {"a": {"c": [1]}}]}': tooLittle(
      '[{"a":[{"x":1,"b":1}]},{"a":[{"x":1},{"x":1,"c":1}]}]',
      ARRAYS,
    ),
    'equals-ignore-case: {"a": [{"equals-ignore-case":"ΟΔΟΣ"}]}': tooLittle(
      '[{"a":"οδοσ"}]',
      'not known: no page says what case is beyond ASCII',
      'takes the small letter at the end of a word for another one',
    ),
    'equals-ignore-case: {"a": [{"equals-ignore-case":"İ"}]}': tooMuch(
      '[{"a":"i\u0307"}]',
      'not known: no page says what case is beyond ASCII',
      'takes two characters for one',
    ),
    'wildcard: {"a": [{"wildcard":"*"}]}': tooLittle(
      '[{"a":"a\\nb"}]',
      'the contract: user guide, Comparison operators (any number of characters)',
      'stops at the end of a line',
    ),
    'numeric: {"a": [{"numeric":["<",5]}]}': tooMuch(
      '[{"a":-5000000001}]',
      'not known: the user guide limits numbers to ±5.0e9, event-ruler no longer does',
      'compares any number',
    ),
    'numeric: {"a": [{"numeric":[">",5]}]}': tooMuch(
      '[{"a":5000000001},{"a":1e+308}]',
      'not known: the user guide limits numbers to ±5.0e9, event-ruler no longer does',
      'compares any number',
    ),
    'cidr: {"a": [{"cidr":"10.0.0.0/24"}]}': tooMuch('[{"a":167772160}]', NUMBERS, 'takes a number for an address'),
    'cidr: {"a": [{"cidr":"10.0.0.77/24"}]}': tooLittle(
      '[{"a":"10.0.0.0"},{"a":"10.0.0.255"}]',
      'not known: the user guide is silent; event-ruler ignores the bits behind the mask',
      'matches nothing by a range with bits behind the mask',
    ),
    'cidr: {"a": [{"cidr":"::/1"}]}': tooMuch(
      '[{"a":"::ffff:10.0.0.1"}]',
      'not known: no page speaks of mapped addresses',
      'reads IPv4 within IPv6',
    ),
    'exists: {"a": [{"exists": true}]}': tooMuch(
      '[{"a":[]},{"a":[[]]},{"a":{}},{"a":[{"b":1}]}]',
      EXISTS,
      'takes empty arrays and objects for values',
    ),
    'exists: {"a": [{"exists": false}]}': tooLittle(
      '[{"a":[]},{"a":[[]]},{"a":{}},{"a":[{"b":1}]}]',
      EXISTS,
      'takes empty arrays and objects for values',
    ),
    'exists: {"a": {"b": [{"exists": true}]}}': {
      instead: 'takes empty arrays and objects for values, and looks into no array of objects',
      shows: 'too much: [{"a":{"b":[]}},{"a":{"b":{}}}], too little: [{"a":[{},{"b":0}]}]',
      right: EXISTS,
    },
    'exists: {"a": {"b": [{"exists": false}]}}': {
      instead: 'takes empty objects for values, and looks into no array of objects',
      shows: 'too much: [{"a":[{"b":1},{"c":1}]}], too little: [{"a":{"b":{}}}]',
      right: EXISTS,
    },
    'exists: {"a": {"b": ["x"], "c": [{"exists": false}]}}': tooLittle('[{"a":[{"b":"x"},{"b":"y"}]}]', ARRAYS),
    'refuses patterns: structure': taken(46),
    'refuses patterns: numeric': taken(16),
    'refuses patterns: cidr': taken(18),
    'refuses patterns: $or': taken(10),
  },
};
