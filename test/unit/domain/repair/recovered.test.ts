import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TargetInput } from '../../../../src/domain/eventbridge/target.ts';
import { renderInput } from '../../../../src/domain/eventbridge/target-input.ts';
import { type JsonValue, parseJson } from '../../../../src/domain/json/json.ts';
import { recovered } from '../../../../src/domain/repair/recovered.ts';
import { deadLetter } from '../../../support/builders/messages.ts';

const template = (text: string, paths: Record<string, string> = { message: '$.detail.message' }): TargetInput => ({
  kind: 'transformer',
  paths,
  template: text,
});
const QUOTED = template('"<message>"');
const BARE = template('<message>');
const PATH: TargetInput = { kind: 'path', path: '$.detail.message' };

function left(body: string, input: TargetInput | undefined) {
  const letter = deadLetter({ body });
  if (letter.body.kind !== 'transformed') throw new Error('no input of a target');
  return recovered(input, letter.body, letter.text);
}

describe('what a body still holds of the detail', () => {
  it.each<[string, string, TargetInput, string, 'safe' | 'assumed']>([
    ['a text', '"paid"', QUOTED, '"paid"', 'safe'],
    ['a text that was escaped before', '"say \\"hi\\"\\n"', QUOTED, '"say \\\\\\"hi\\\\\\"\\\\n"', 'safe'],
    ['what looks like a number', '"60"', QUOTED, '"60"', 'safe'],
    ['an object without its quotes', '"{a:x}"', QUOTED, '"{a:x}"', 'assumed'],
    ['a list without its quotes', '" [1]"', QUOTED, '" [1]"', 'assumed'],
    ['a null', '"null"', QUOTED, '"null"', 'assumed'],
    ['a text among others', '"to: paid!"', template('"to: <message>!"'), '"paid"', 'safe'],
    ['a text in an object', '{"m": "paid"}', template('{"m": "<message>"}'), '"paid"', 'safe'],
    ['a text, a line end after the template', '"paid"', template('"<message>"\n'), '"paid"', 'safe'],
    ['an object', '{"a":"x"}', BARE, '{"a":"x"}', 'safe'],
    ['a text with its quotes', '"say \\"hi\\""', BARE, '"say \\"hi\\""', 'safe'],
    ['a large integer', '9007199254740993', PATH, '9007199254740993', 'safe'],
    ['an empty text that a path found', '""', PATH, '""', 'safe'],
  ])('%s', (_, body, input, json, kind) => {
    expect(left(body, input)).toEqual({ names: ['message'], json, kind });
  });

  it.each<[string, string, TargetInput | undefined]>([
    ['an empty text, which an absent member becomes', '""', QUOTED],
    ['the same without quotes', '""', BARE],
    ['a null that a path may not have found', 'null', PATH],
    ['several variables', '"a b"', template('"<x> <y>"', { x: '$.detail.x', y: '$.detail.y' })],
    ['a template of several lines', '"a"', template('"<message>"\n"x"')],
    ['a body that does not fit', '{"m":1}', QUOTED],
    ['half of the template', '"', template('"<message>"')],
    ['a variable without a path', '"a"', template('"<other>"')],
    ['a predefined variable', '"a"', template('"<aws.events.rule-name>"', {})],
    ['what is no part of the detail', '"a"', template('"<message>"', { message: '$.source' })],
    ['an element of a list', '"a"', template('"<message>"', { message: '$.detail.items[0]' })],
    ['a constant', '"a"', { kind: 'constant', text: '"a"' }],
    ['a whole event', '"a"', { kind: 'whole-event' }],
    ['settings that may not be read', '"a"', undefined],
  ])('is nothing for %s', (_, body, input) => {
    expect(left(body, input)).toBeUndefined();
  });

  it('is the message that broke the template, its quotes and line ends as they were', () => {
    expect(left('"say "x"\n"', template('"<message>"'))?.json).toBe(JSON.stringify('say "x"\n'));
  });

  it('makes the very body again, whatever the message was', () => {
    const message = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a\\n', '\\"x\\"', '{"a":1}', '[]', 'é'));
    fc.assert(
      fc.property(fc.oneof(message, fc.jsonValue()), fc.constantFrom(QUOTED, BARE, PATH), (value, input) => {
        const event = (detail: JsonValue) => ({ detail }) as { detail: JsonValue };
        const { text } = renderInput(input, event({ message: value as JsonValue }), () => '');
        const found = left(text, input);
        fc.pre(found !== undefined);
        const again = event({ message: parseJson(found?.json ?? '') as JsonValue });
        expect(renderInput(input, again, () => '').text).toBe(text);
      }),
    );
  });
});
