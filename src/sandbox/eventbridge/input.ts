import { AwsError } from '../wire/wire.ts';
import type { Given } from './records.ts';

/** How many characters, and which; the pattern is of the whole text. */
export interface TextLimits {
  readonly max: number;
  readonly pattern?: RegExp;
  /** What the member lies within, as AWS names it in its refusals: `targets.1.member.`. */
  readonly within?: string;
}

/** Names of rules, connections, destinations and targets. Source: EventBridge API reference, each operation's "Name". */
export const NAME: TextLimits = { max: 64, pattern: /^[.\-_A-Za-z0-9]+$/ };
/** A bus by name or ARN. Source: API reference, "EventBusName". */
export const BUS: TextLimits = { max: 1600, pattern: /^[/.\-_A-Za-z0-9:]+$/ };
/** Any text up to that length. */
export const free = (max: number): TextLimits => ({ max });

/** ValidationException with that message. */
export function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

/** A member that must be a text within its limits; throws as AWS words it. */
export function requiredText(input: Given, name: string, limits: TextLimits): string {
  const value = optionalText(input, name, limits);
  if (value === undefined) throw constraint(null, name, 'Member must not be null', limits.within);
  return value;
}

/** A member that may be absent, else is a text within its limits. */
export function optionalText(input: Given, name: string, limits: TextLimits): string | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new AwsError('SerializationException', `${name} is not a string.`);
  const { max, pattern, within } = limits;
  const refusal = (rule: string): AwsError => constraint(value, name, rule, within);
  if (value.length === 0) throw refusal('Member must have length greater than or equal to 1');
  if (value.length > max) throw refusal(`Member must have length less than or equal to ${max}`);
  if (pattern && !pattern.test(value)) {
    throw refusal(`Member must satisfy regular expression pattern: ${pattern.source.slice(1, -1)}`);
  }
  return value;
}

/** A member that may be absent, else is a whole number within the bounds. */
export function optionalInteger(input: Given, name: string, least: number, most: number): number | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw new AwsError('SerializationException', `${name} is not an integer.`);
  }
  if (value < least) throw constraint(value, name, `Member must have value greater than or equal to ${least}`);
  if (value > most) throw constraint(value, name, `Member must have value less than or equal to ${most}`);
  return value;
}

/** A member that is a list of between `least` and `most` elements. */
export function requiredList(input: Given, name: string, least: number, most: number): readonly unknown[] {
  const value = input[name];
  if (value === undefined || value === null) throw constraint(null, name, 'Member must not be null');
  if (!Array.isArray(value)) throw new AwsError('SerializationException', `${name} is not a list.`);
  if (value.length < least) {
    throw constraint('[...]', name, `Member must have length greater than or equal to ${least}`);
  }
  if (value.length > most) throw constraint('[...]', name, `Member must have length less than or equal to ${most}`);
  return value;
}

/** The member as an object; an absent one is empty. */
export function objectAt(input: Given, name: string): Given {
  const value = input[name];
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new AwsError('SerializationException', `${name} is not a structure.`);
  }
  return value as Given;
}

/** The member as a map of texts; an absent one is empty. */
export function textMap(input: Given, name: string): Readonly<Record<string, string>> {
  const entries = Object.entries(objectAt(input, name));
  const wrong = entries.find(([, value]) => typeof value !== 'string');
  if (wrong) throw new AwsError('SerializationException', `${name}.${wrong[0]} is not a string.`);
  return Object.fromEntries(entries) as Record<string, string>;
}

/** What an optional object contributes to an answer: only the members that have a value. */
export function present(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

/** One page of a list; a NextToken is the position at which the next page begins. */
export function page<T>(
  all: readonly T[],
  input: Given,
): { readonly items: readonly T[]; readonly NextToken?: string } {
  const limit = optionalInteger(input, 'Limit', 1, 100) ?? 100;
  const token = optionalText(input, 'NextToken', free(2048));
  if (token !== undefined && !/^\d{1,9}$/.test(token)) throw invalid('Invalid NextToken.');
  const from = Number(token ?? 0);
  const items = all.slice(from, from + limit);
  return from + limit < all.length ? { items, NextToken: String(from + limit) } : { items };
}

function constraint(value: unknown, name: string, rule: string, within = ''): AwsError {
  const member = `${within}${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  const shown = value === null ? 'null' : `'${String(value).slice(0, 200)}'`;
  return invalid(`1 validation error detected: Value ${shown} at '${member}' failed to satisfy constraint: ${rule}`);
}
