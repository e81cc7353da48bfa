import { isJsonObject } from '../../../domain/json/json.ts';
import { AwsError } from '../../wire/wire.ts';
import { entries, type Input, optionalText } from '../operations/input.ts';
import { attributeBytes } from './md5.ts';
import type { MessageAttribute } from './message.ts';

/** "Amazon SQS message quotas": attributes a message, characters of an attribute's name. */
const MOST_ATTRIBUTES = 10;
const LONGEST_NAME = 256;

const NAME = /^[\w.-]+$/;
const DATA_TYPE = /^(String|Number|Binary)(\.[\w.-]+)?$/;
const NUMBER = /^[+-]?(\d{1,128}\.?\d{0,38}|\.\d{1,38})(e[+-]?\d{1,3})?$/i;

/** Reads the MessageAttributes of a message to be sent; throws InvalidParameterValue for what SQS does not take. */
export function readMessageAttributes(input: Input): ReadonlyMap<string, MessageAttribute> {
  const given = entries(input, 'MessageAttributes');
  if (given.length > MOST_ATTRIBUTES) {
    throw refused(`Number of message attributes [${given.length}] exceeds the allowed maximum [${MOST_ATTRIBUTES}].`);
  }
  return new Map(given.map(([name, value]) => [name, readAttribute(name, value)]));
}

/** The attributes that a receive asks for: by name, by `prefix.*`, or `All`, `.*` or `*` (not documented) for every one. */
export function selectMessageAttributes(
  attributes: ReadonlyMap<string, MessageAttribute>,
  wanted: readonly string[],
): ReadonlyMap<string, MessageAttribute> {
  const isWanted = (name: string) =>
    wanted.some(
      (want) =>
        want === 'All' || want === '*' || want === name || (want.endsWith('.*') && name.startsWith(want.slice(0, -2))),
    );
  return new Map([...attributes].filter(([name]) => isWanted(name)));
}

/** Attributes as a receive shows them. */
export function showMessageAttributes(attributes: ReadonlyMap<string, MessageAttribute>): Record<string, unknown> {
  return Object.fromEntries(
    [...attributes].map(([name, attribute]) => [
      name,
      'text' in attribute
        ? { DataType: attribute.dataType, StringValue: attribute.text }
        : { DataType: attribute.dataType, BinaryValue: attribute.binary },
    ]),
  );
}

/** How many bytes the attributes add to a message: name, data type and value count. */
export function attributesSize(attributes: ReadonlyMap<string, MessageAttribute>): number {
  let size = 0;
  for (const [name, attribute] of attributes) {
    size += Buffer.byteLength(name) + Buffer.byteLength(attribute.dataType) + attributeBytes(attribute).byteLength;
  }
  return size;
}

function readAttribute(name: string, value: unknown): MessageAttribute {
  if (!isNameAllowed(name)) throw refused(`The message attribute name '${name}' is invalid.`);
  const given: Input = isJsonObject(value) ? value : {};
  const dataType = optionalText(given, 'DataType') ?? '';
  const [, kind] = DATA_TYPE.exec(dataType) ?? [];
  if (kind === undefined) throw refused(`The type of message (user) attribute '${name}' is invalid.`);
  const found = kind === 'Binary' ? optionalText(given, 'BinaryValue') : optionalText(given, 'StringValue');
  if (found === undefined || found === '') {
    throw refused(`Message (user) attribute '${name}' must contain a non-empty value of type '${kind}'.`);
  }
  if (kind === 'Binary') return { dataType, binary: Buffer.from(found, 'base64').toString('base64') };
  if (kind === 'Number' && !NUMBER.test(found))
    throw refused(`Can't cast the value of message (user) attribute '${name}' to a number.`);
  return { dataType, text: found };
}

function isNameAllowed(name: string): boolean {
  if (!NAME.test(name) || name.length > LONGEST_NAME || /^(aws|amazon)\./i.test(name)) return false;
  return !name.startsWith('.') && !name.endsWith('.') && !name.includes('..');
}

function refused(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message);
}
