import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TargetInput } from '../../../../src/domain/eventbridge/target.ts';
import { renderInput } from '../../../../src/domain/eventbridge/target-input.ts';
import { placeholdersOf } from '../../../../src/domain/eventbridge/template.ts';
import type { JsonObject, JsonValue } from '../../../../src/domain/json/json.ts';

const transformer = (template: string, paths: Record<string, string> = { message: '$.detail.message' }) =>
  ({ kind: 'transformer', paths, template }) satisfies TargetInput;
const eventWith = (message: JsonValue | undefined): JsonObject => ({ source: 'app', detail: { message } });

const QUOTED: readonly [string, JsonValue | undefined, string, 'rendered' | 'broken'][] = [
  ['text', 'hello', '"hello"', 'rendered'],
  ['absent', undefined, '""', 'rendered'],
  ['empty', '', '""', 'rendered'],
  ['a number', 12.5, '"12.5"', 'rendered'],
  ['null', null, '"null"', 'rendered'],
  ['an object loses its inner quotes', { a: 'x' }, '"{a:x}"', 'rendered'],
  ['escaped quotes within an object too', { a: 'x"y' }, '"{a:xy}"', 'rendered'],
  ['an array', ['a', 1], '"[a,1]"', 'rendered'],
  ['a quote breaks it', 'say "hi"', '"say "hi""', 'broken'],
  ['a backslash breaks it', 'C:\\x', '"C:\\x"', 'broken'],
  ['an escape that JSON knows does not', 'a\\nb', '"a\\nb"', 'rendered'],
  ['a line end breaks it', 'a\nb', '"a\nb"', 'broken'],
  [
    'a placeholder in a message is text',
    '<message> <aws.events.rule-name>',
    '"<message> <aws.events.rule-name>"',
    'rendered',
  ],
  ['replacement signs are text', "$& $1 $'", '"$& $1 $\'"', 'rendered'],
];

const TEMPLATES: readonly [string, string, JsonValue | undefined, string, 'rendered' | 'broken'][] = [
  ['unquoted text gets its quotes', '{"m": <message>}', 'hi', '{"m": "hi"}', 'rendered'],
  ['unquoted text is escaped', '{"m": <message>}', 'a"b\n', '{"m": "a\\"b\\n"}', 'rendered'],
  ['an unquoted object stays', '{"m": <message>}', { a: ['x'] }, '{"m": {"a":["x"]}}', 'rendered'],
  ['an absent unquoted value is the empty string', '{"m": <message>}', undefined, '{"m": ""}', 'rendered'],
  ['quoted in an object', '{"m": "<message>!"}', { a: 'x' }, '{"m": "{a:x}!"}', 'rendered'],
  ['escaped quotes do not end a string', '"say \\"<message>\\" <message>"', 'hi', '"say \\"hi\\" hi"', 'rendered'],
  ['several lines', '{\n  "m": "<message>",\n  "n": <message>\n}', 'hi', '{\n  "m": "hi",\n  "n": "hi"\n}', 'rendered'],
  ['the placeholder alone', '<message>', 'hi', '"hi"', 'rendered'],
  ['no placeholder', '"fixed"', 'hi', '"fixed"', 'rendered'],
  ['a name that is nowhere defined', '"<other>"', 'hi', '""', 'rendered'],
  ['an inherited name', '"<constructor>"', 'hi', '""', 'rendered'],
  ['a sign that is no placeholder', '"1 < 2 > <message>"', 'hi', '"1 < 2 > hi"', 'rendered'],
  ['texts on lines of their own', '"one <message>"\n\n"two"', 'hi', '"one hi"\n"two"', 'rendered'],
  ['a quote breaks its line', '"one <message>"\n"two"', '"', '"one ""\n"two"', 'broken'],
  ['a line end breaks its line', '"one <message>"\n"two"', '"\n"', '"one "\n""\n"two"', 'broken'],
  ['text without quotes', 'plain <message>', 'hi', 'plain "hi"', 'broken'],
];

const OTHERS: readonly [string, TargetInput, string, readonly string[]][] = [
  ['the whole event', { kind: 'whole-event' }, '{ "as it": "stood" }', []],
  ['a constant', { kind: 'constant', text: '{"a":1}' }, '{"a":1}', []],
  ['a path to text', { kind: 'path', path: '$.detail.message' }, '"hi"', []],
  ['a path to an object', { kind: 'path', path: '$.detail' }, '{"message":"hi"}', []],
  ['the path of everything', { kind: 'path', path: '$' }, '{ "as it": "stood" }', []],
  ['a path to nothing', { kind: 'path', path: '$.nothing' }, 'null', ['$.nothing']],
];

describe('renderInput', () => {
  it.each(QUOTED)('"<message>": %s', (_, message, text, kind) => {
    const absent = message === undefined ? ['message'] : [];
    expect(renderInput(transformer('"<message>"'), eventWith(message), () => '')).toEqual({ kind, text, absent });
  });

  it.each(TEMPLATES)('template: %s', (_, template, message, text, kind) => {
    expect(renderInput(transformer(template), eventWith(message), () => '')).toMatchObject({ kind, text });
  });

  it.each(OTHERS)('%s', (_, input, text, absent) => {
    expect(renderInput(input, eventWith('hi'), () => '{ "as it": "stood" }')).toEqual({
      kind: 'rendered',
      text,
      absent,
    });
  });

  it('knows the predefined variables', () => {
    const template =
      '{"e":<aws.events.event>,"j":<aws.events.event.json>,"a":"<aws.events.rule-arn>","n":<aws.events.rule-name>,"t":<aws.events.event.ingestion-time>}';
    const rule = { arn: 'arn:x', ingestionTime: '2026-01-01T00:00:00Z' };
    expect(renderInput(transformer(template), eventWith('hi'), () => '{ "as it": "stood" }', rule)).toEqual({
      kind: 'rendered',
      text: '{"e":{"source":"app"},"j":{ "as it": "stood" },"a":"arn:x","n":"","t":"2026-01-01T00:00:00Z"}',
      absent: ['aws.events.rule-name'],
    });
  });

  it('takes any template, path and message', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^["<>{}:\\a]{0,12}$/));
    fc.assert(
      fc.property(text, text, fc.jsonValue(), (template, path, message) => {
        const rendered = renderInput(
          transformer(template, { a: `$.${path}` }),
          eventWith(message as JsonValue),
          () => '{}',
        );
        expect(['rendered', 'broken']).toContain(rendered.kind);
        renderInput({ kind: 'path', path }, eventWith(message as JsonValue), () => '{}');
        renderInput({ kind: 'constant', text: template }, {}, () => '{}');
      }),
    );
  });

  it('any text without quote, backslash and control characters comes through a quoted template unchanged', () => {
    const harmless = fc.string({ unit: 'grapheme' }).filter((text) => !/["\\\p{Cc}]/u.test(text));
    fc.assert(
      fc.property(harmless, (message) => {
        const rendered = renderInput(transformer('"<message>"'), eventWith(message), () => '');
        expect(JSON.parse(rendered.text)).toBe(message);
      }),
    );
  });
});

describe('placeholdersOf', () => {
  it('names each once', () => {
    expect(placeholdersOf('{"a": <b>, "c": "<d> <b>"}')).toEqual(['b', 'd']);
  });
});
