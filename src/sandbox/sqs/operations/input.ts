import { isJsonObject } from '../../../domain/json/json.ts';
import { AwsError } from '../../wire/wire.ts';
import { invalidValue, missing } from '../errors.ts';

/** The document of a request, or one entry of a batch. */
export type Input = Readonly<Record<string, unknown>>;

/** A text that must be there and not be empty. */
export function text(input: Input, name: string): string {
  const value = optionalText(input, name);
  if (value === undefined || value === '') throw missing(name);
  return value;
}

/** A text that may be absent. */
export function optionalText(input: Input, name: string): string | undefined {
  const value = Object.hasOwn(input, name) ? input[name] : undefined;
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw wrongType(name);
  return value;
}

/** A whole number that may be absent; refused outside of its range, in the words that SQS uses. */
export function optionalInteger(input: Input, name: string, least: number, most: number): number | undefined {
  const value = Object.hasOwn(input, name) ? input[name] : undefined;
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) throw wrongType(name);
  if (value < least || value > most) {
    const range = least === 0 ? `>= 0 and <= ${most}` : `between ${least} and ${most}`;
    throw invalidValue(name, value, `Must be ${range}, if provided.`);
  }
  return value;
}

/** A list of texts; absent is empty. */
export function texts(input: Input, name: string): readonly string[] {
  const value = Object.hasOwn(input, name) ? input[name] : undefined;
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || value.some((item) => typeof item !== 'string')) throw wrongType(name);
  return value;
}

/** A map; absent is empty. */
export function entries(input: Input, name: string): readonly (readonly [string, unknown])[] {
  const value = Object.hasOwn(input, name) ? input[name] : undefined;
  if (value === undefined || value === null) return [];
  if (!isJsonObject(value)) throw wrongType(name);
  return Object.entries(value);
}

/** What a JSON protocol server says when a member has another type than the model. The wording is not documented. */
export function wrongType(name: string): AwsError {
  return new AwsError('SerializationException', `The member ${name} has the wrong type.`);
}
