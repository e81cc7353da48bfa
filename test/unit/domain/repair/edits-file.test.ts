import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_LINE, readEdits } from '../../../../src/domain/repair/edits-file.ts';
import { reasonOf } from '../../../../src/flags/advice.ts';

const line = (messageId: string, set: string) => `{"messageId":"${messageId}","set":${set}}`;
const GOOD = line('a', '{"detail.key":"x"}');

describe('a file of edits', () => {
  it('gives members of single events values, as they stand', () => {
    const text = `${line('a', '{"source":"shop","detail.n": 9007199254740993, "detail[\\"a.b\\"]":{"c": 1.0}}')}\r\n\n${line('b', '{"detail.key":null}')}\n`;
    const read = readEdits(text);
    if (read.kind === 'refused') throw new Error(read.reason);
    const told = [...read.edits].map(([id, all]) => [id, all.map((one) => [one.json, reasonOf(one), one.kind])]);
    expect(told).toEqual([
      [
        'a',
        [
          ['"shop"', '--edits, line 1', 'assumed'],
          ['9007199254740993', '--edits, line 1', 'assumed'],
          ['{"c": 1.0}', '--edits, line 1', 'assumed'],
        ],
      ],
      ['b', [['null', '--edits, line 3', 'assumed']]],
    ]);
  });

  it.each([
    ['nothing', '', undefined, /holds no edits/],
    ['nothing but lines', '\n \n', undefined, /holds no edits/],
    ['what is no JSON', `${GOOD}\nx`, 2, /not a JSON object/],
    ['half a line', `${GOOD.slice(0, -1)}`, 1, /not a JSON object/],
    ['a list', '[]', 1, /not a JSON object/],
    ['an unknown member', '{"messageId":"a","set":{"detail.a":1},"note":""}', 1, /note is one too many/],
    ['a member twice', '{"messageId":"a","messageId":"b","set":{"detail.a":1}}', 1, /messageId is one too many/],
    ['no message', '{"set":{"detail.a":1}}', 1, /names no messageId/],
    ['an empty message id', line('', '{"detail.a":1}'), 1, /names no messageId/],
    ['a number as message id', '{"messageId":1,"set":{"detail.a":1}}', 1, /names no messageId/],
    ['no set', '{"messageId":"a"}', 1, /must be an object of paths/],
    ['a set that is none', line('a', '[["detail.a",1]]'), 1, /must be an object of paths/],
    ['an empty set', line('a', '{}'), 1, /set is empty/],
    ['an unknown root', line('a', '{"time":"now"}'), 1, /must begin with detail\., detail-type or source/],
    ['a prototype', line('a', '{"__proto__":1}'), 1, /must begin with detail\., detail-type or source/],
    ['the whole detail', line('a', '{"detail":{}}'), 1, /as a whole/],
    ['a path that goes on', line('a', '{"detail.a=1":1}'), 1, /goes on after its end/],
    ['a path twice', line('a', '{"detail.a":1,"detail.a":1}'), 1, /two values/],
    ['a path twice, spelt otherwise', line('a', '{"detail.a":1,"detail[\\"a\\"]":1}'), 1, /two values/],
    ['a path within another', line('a', '{"detail.a":{},"detail.a.b":1}'), 1, /lies within/],
    ['a source that is no text', line('a', '{"source":1}'), 1, /must be a string/],
    ['a source of AWS', line('a', '{"source":"aws.s3"}'), 1, /begins with aws/],
    ['a message twice', `${GOOD}\n\n${GOOD}`, 3, /has a line already/],
    [
      'a message twice, once by the start of its id',
      `${line('1b9f64f0-aaaa', '{"detail.a":1}')}\n${line('1b9f64f0', '{"detail.a":2}')}`,
      1,
      /has a line already/,
    ],
    ['too large a line', `${GOOD}\n"${'x'.repeat(LONGEST_LINE)}"`, 2, /more than \d+ characters/],
  ])('is refused for %s', (_, text, at, reason) => {
    expect(readEdits(text)).toEqual({ kind: 'refused', line: at, reason: expect.stringMatching(reason) });
  });

  it('is refused or read, whatever it holds', () => {
    const piece = fc.oneof(
      fc.constantFrom('{', '}', '"', ':', ',', '\n', 'messageId', 'set', '"detail.a"', '[', '\\', GOOD),
      fc.json(),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        expect(['edits', 'refused']).toContain(readEdits(pieces.join('')).kind);
      }),
    );
  });
});
