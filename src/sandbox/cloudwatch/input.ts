import { AwsError } from '../wire/wire.ts';
import { invalidParameter, missingParameter } from './errors.ts';
import type { Metric } from './metric-store.ts';

/** What an operation was given. */
export type Input = Readonly<Record<string, unknown>>;

/** A member that must be a text with at least one character. */
export function text(input: Input, name: string): string {
  const value = input[name];
  if (value === undefined || value === null || value === '') throw missingParameter(name);
  if (typeof value !== 'string') throw new AwsError('SerializationException', `${name} is not a string.`);
  return value;
}

/** A member that must be a number. */
export function number(input: Input, name: string): number {
  const value = optionalNumber(input, name);
  if (value === undefined) throw missingParameter(name);
  return value;
}

/** A member that may be absent, else is a number. */
export function optionalNumber(input: Input, name: string): number | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new AwsError('SerializationException', `${name} is not a number.`);
  }
  return value;
}

/** A time on the wire is in seconds since the epoch, with a fraction; here it is in milliseconds. */
export function optionalTime(input: Input, name: string): number | undefined {
  const seconds = optionalNumber(input, name);
  return seconds === undefined ? undefined : seconds * 1000;
}

/** A member that may be absent, else is a list of structures. */
export function structures(input: Input, name: string): readonly Input[] {
  const value = input[name] ?? [];
  const isList = Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null);
  if (!isList) throw new AwsError('SerializationException', `${name} is not a list of structures.`);
  return value;
}

/** A member that must be a structure. */
export function structure(input: Input, name: string): Input {
  const value = input[name];
  if (value === undefined || value === null) throw missingParameter(name);
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new AwsError('SerializationException', `${name} is not a structure.`);
  }
  return value as Input;
}

/** A metric: at most 30 dimensions, each once. Source: API reference, "Metric", "Dimension". */
export function metricOf(namespace: string, given: Input): Metric {
  const dimensions = structures(given, 'Dimensions').map((one) => [text(one, 'Name'), text(one, 'Value')] as const);
  if (dimensions.length > 30) throw invalidParameter('A metric has at most 30 dimensions.');
  return { namespace, name: text(given, 'MetricName'), dimensions: Object.fromEntries(dimensions) };
}
