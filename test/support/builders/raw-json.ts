import fc from 'fast-check';

/** One member as it is written: parsing and writing it anew could change its bytes. */
export interface RawMember {
  readonly name: string;
  readonly rawName: string;
  readonly rawValue: string;
}

/** Spellings that JSON.parse and JSON.stringify do not bring back. */
export const FRAGILE_VALUES = [
  '9007199254740993',
  '-9223372036854775808',
  '1e400',
  '-0',
  '1.0',
  '1',
  '1E+2',
  '0.10',
  '"\\u0041\\/"',
  '"\\ud800"',
  '"}\\",{"',
  '"\\\\"',
  'null',
  'true',
  '{}',
  '[ ]',
  '{"a":1,"a":2}',
  '[1, {"b" : "]"}\n]',
  '{"__proto__": {"x": 1}}',
] as const;

const NAMES = [
  ['key', '"key"'],
  ['key', '"\\u006bey"'],
  ['', '""'],
  ['a"b', '"a\\"b"'],
  ['__proto__', '"__proto__"'],
  ['}', '"}"'],
  ['ttl', '"ttl"'],
] as const;

const space = fc.constantFrom('', '', ' ', '\n  ', '\t', '\r\n');

const member = fc
  .tuple(fc.constantFrom(...NAMES), fc.oneof(fc.constantFrom(...FRAGILE_VALUES), fc.json()))
  .map(([[name, rawName], rawValue]): RawMember => ({ name, rawName, rawValue }));

/** An object's members, twins among them, and a text that spells them with white space anywhere. */
export const rawObject = fc
  .tuple(fc.array(fc.tuple(member, fc.array(space, { minLength: 4, maxLength: 4 })), { maxLength: 6 }), space, space)
  .map(([spaced, before, inside]) => {
    const texts = spaced.map(([{ rawName, rawValue }, [a, b, c, d]]) => `${a}${rawName}${b}:${c}${rawValue}${d}`);
    return { members: spaced.map(([one]) => one), text: `${before}{${texts.join(',') || inside}}` };
  });
