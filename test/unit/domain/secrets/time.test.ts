import { describe, expect, it } from 'vitest';
import { masked, maskedJson } from '../../../../src/domain/secrets/mask.ts';
import { FORM_RULES, type FormRule, NAME_RULES } from '../../../../src/domain/secrets/rules.ts';
import { printable, quote } from '../../../../src/domain/text/printable.ts';
import { base64, CREDENTIALS } from '../../../support/builders/credentials.ts';

const SIZE = 1 << 17;

/** Repeated until they fill a message, each has once made a search of this kind take the square of its length. */
const PIECES: readonly string[] = [
  ...['a', 'eyJ', 'eyJhbGci.', 'eyJ.', '.', 'a.', '/', '-', '=', ' ', '\n', '\0', '\u200b', '🙂', '\ud800'],
  ...['\\', '\\\\', '\\"', '\\u0061', '\\u', '%', '%25', '%2525252525', '&#x65;', '&amp;', '&#', '&quot;'],
  ...[
    'authorization',
    'authorization:',
    'authorization: ',
    'authorization   ',
    '"authorization":"',
    '"authorization":[',
  ],
  ...[
    '"authorization":{"',
    "'api_key'='",
    'api_key: ',
    'auth_token=',
    'auth_token=&',
    '-authorization',
    'authorization=a,b=',
  ],
  ...['bearer ', 'Bearer a', 'Basic ', '"', "'", '{"', '[', '{"api_key"', '‹credential:', '‹credential:header›', '…'],
  ...['a'.repeat(39), 'a'.repeat(40), 'a'.repeat(63), 'a'.repeat(70)].map((run) => `${run} `),
  `${'a'.repeat(60)}\n`,
  `${CREDENTIALS.v2} `,
  CREDENTIALS.v1,
];

const STARTS = (FORM_RULES as readonly FormRule[]).flatMap(({ forms }) => forms.flatMap(({ starts }) => starts));
const WORDS = ['authorization', 'apikey', 'cookie', 'password', 'secret', 'token', 'privatekey', 'connectionstring'];

/** Every beginning of every rule, alone and with what may follow it, so that a search goes on from each of them. */
const OF_RULES: readonly string[] = [
  ...STARTS.flatMap((start) => [start, `${start}a`, ` ${start}${'a'.repeat(15)}`, `${start}.`]),
  ...[...FORM_RULES, ...NAME_RULES].flatMap(({ example: [start, rest] }) => [
    start,
    `${start}${rest} `,
    `${start}${rest.slice(0, 15)}`,
    `${start}${rest.slice(0, -1)}`,
  ]),
  ...WORDS.flatMap((word) => [
    ...[
      word,
      `${word}:`,
      `${word}: `,
      `${word}=`,
      `"${word}":`,
      `"${word}":"`,
      `"${word}":[`,
      `<${word}>`,
      `${word}=>`,
    ],
    ...[
      `${word}: a `,
      `${word}=\\"`,
      `"${word}=\\\\"`,
      `x-${word}:a`,
      `${word}:a=`,
      `${word}: a;`,
      `next-${word}:`,
      `-${word}`,
    ],
  ]),
  ...['-----BEGIN PRIVATE KEY-----', '-----BEGIN PRIVATE KEY-----a', '-----BEGIN A ', '-----END', '-----'],
  ...['://', '://a', '://a:', '://a:b', '://a:b@', '://a:@', '@', ':a@', '://:', '8Q~', '8Q~a.', 'sig=', '&sig=a'],
  ...[`AKIA${'A'.repeat(16)} `, `AKIA${'A'.repeat(16)}`, `AKIA${'A'.repeat(16)} ${'aB3'.repeat(13)}a `],
  ...['SG.', 'SG.a', 'SG.-', `SG.${'a'.repeat(20)}-`, 'ghs_1', 'ghs_1_', 'xoxa.', 'xoxa.xoxb', 'xoxb-', 'glpat-a.'],
];

/** Does the work take less than so many milliseconds? It may try three times, because the machine does other work too. */
function isDoneWithin(bound: number, work: () => void): boolean {
  return [1, 2, 3].some(() => {
    const start = performance.now();
    work();
    return performance.now() - start < bound;
  });
}

describe('the time that masking takes', () => {
  it.each([
    ...PIECES.map((piece): [string, string] => [JSON.stringify(piece), piece.repeat(Math.ceil(SIZE / piece.length))]),
    ['deep percent-encoding', `%${'25'.repeat(SIZE / 2)}`],
    ['parameters', `authorization: a${',b=c'.repeat(SIZE / 4)}`],
    ['nested base64', base64(base64(base64('x'.repeat(SIZE / 3))))],
    ['base64 of names', base64('{"api_key":1}'.repeat(SIZE / 16))],
  ])('is bounded for 128 KiB of %s', (_, text) => {
    // The square of this length takes minutes.
    expect(isDoneWithin(1000, () => masked(text))).toBe(true);
    expect(isDoneWithin(1000, () => maskedJson(JSON.stringify(text)))).toBe(true);
    expect(isDoneWithin(100, () => quote(text))).toBe(true);
  });

  it.each([...new Set(OF_RULES)].map((piece) => [JSON.stringify(piece), piece]))(
    'is bounded for 64 KiB of %s, with which a rule may begin',
    (_, piece) => {
      const text = piece.repeat(Math.ceil(SIZE / 2 / piece.length));
      expect(isDoneWithin(500, () => masked(text))).toBe(true);
    },
  );

  it('is next to nothing for a text without any', () => {
    const text = JSON.stringify({ key: 'user:1', message: 'hello '.repeat(200), ttl: 60 });
    const thousand = () => Array.from({ length: 1000 }, () => printable(text));
    expect(isDoneWithin(100, thousand)).toBe(true);
  });
});
