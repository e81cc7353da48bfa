import { describe, expect, it } from 'vitest';
import { masked, maskedJson } from '../../../../src/domain/secrets/mask.ts';
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

  it('is next to nothing for a text without any', () => {
    const text = JSON.stringify({ key: 'user:1', message: 'hello '.repeat(200), ttl: 60 });
    const thousand = () => Array.from({ length: 1000 }, () => printable(text));
    expect(isDoneWithin(100, thousand)).toBe(true);
  });
});
