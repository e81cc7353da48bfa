import { isJsonObject, type JsonObject, type JsonValue, member } from '../../json/json.ts';
import { type Cidr, isWithinCidr, readCidr } from './cidr.ts';
import { isWithinLimits, type Numeric, readNumeric } from './numeric.ts';
import { isTextOperator, passesText, readTextTest, readTextTests, type TextTest } from './text.ts';
import { refused, type Unread } from './unread.ts';

/** A value without members of its own. */
export type Scalar = string | number | boolean | null;

/** A test of one value. */
export type LeafTest =
  | { readonly kind: 'equals'; readonly value: Scalar }
  | { readonly kind: 'anything-but'; readonly values: readonly Scalar[] }
  | { readonly kind: 'anything-but-text'; readonly tests: readonly TextTest[] }
  | { readonly kind: 'present' }
  | TextTest
  | Numeric
  | Cidr;

/** One element of a pattern's list. All but `absent` need the field to be there. */
export type ValueTest = LeafTest | { readonly kind: 'absent' };

/** Is this the name of an operator? */
export function isOperator(name: string): boolean {
  return isTextOperator(name) || ['exists', 'anything-but', 'numeric', 'cidr'].includes(name);
}

/**
 * Reads one element of a pattern's list: a value, or an object with one operator. Known are all operators of the
 * EventBridge user guide, "Comparison operators for use in event patterns".
 */
export function readTest(element: JsonValue): ValueTest | Unread {
  if (Array.isArray(element)) return refused('a list within a list');
  if (!isJsonObject(element)) return { kind: 'equals', value: element as Scalar };
  const [operator, ...more] = Object.keys(element);
  if (operator === undefined) return refused('an empty object in a list');
  if (more.length > 0) return refused(`several operators in one object: ${operator}, ${more.join(', ')}`);
  return readOperator(operator, member(element, operator) ?? null);
}

function readOperator(operator: string, argument: JsonValue): ValueTest | Unread {
  if (isTextOperator(operator)) return readTextTest(operator, argument);
  switch (operator) {
    case 'exists':
      if (typeof argument !== 'boolean') return refused('exists takes true or false');
      return { kind: argument ? 'present' : 'absent' };
    case 'anything-but':
      return isJsonObject(argument) ? readAnythingButText(argument) : readAnythingBut(argument);
    case 'numeric':
      return readNumeric(argument);
    case 'cidr':
      return typeof argument === 'string' ? readCidr(argument) : refused('cidr takes a string');
    case 'exactly':
      // event-ruler takes it, the user guide does not know it: whether EventBridge does is not documented.
      return { kind: 'unsupported', operator };
    default:
      return refused(`there is no operator ${operator}`);
  }
}

function readAnythingBut(argument: JsonValue): ValueTest | Unread {
  const values: readonly JsonValue[] = Array.isArray(argument) ? argument : [argument];
  const type = typeof values[0];
  if ((type !== 'string' && type !== 'number') || values.some((value) => typeof value !== type)) {
    return refused('anything-but takes strings or numbers, not both');
  }
  return { kind: 'anything-but', values: values as readonly Scalar[] };
}

function readAnythingButText(argument: JsonObject): ValueTest | Unread {
  const [operator = '', ...more] = Object.keys(argument);
  if (!isTextOperator(operator) || more.length > 0) {
    return refused('anything-but takes one of prefix, suffix, equals-ignore-case and wildcard');
  }
  const tests = readTextTests(operator, member(argument, operator) ?? null);
  return 'kind' in tests ? tests : { kind: 'anything-but-text', tests };
}

/**
 * Does the value pass? Numbers are compared by value, though the user guide says that 300, 300.0 and 3.0e2 differ: the
 * spelling is lost once an event is parsed. `anything-but` is passed by values of other types too (not documented).
 */
export function passes(test: LeafTest, leaf: Scalar): boolean {
  switch (test.kind) {
    case 'equals':
      return leaf === test.value;
    case 'anything-but':
      return !test.values.includes(leaf);
    case 'anything-but-text':
      return typeof leaf !== 'string' || !test.tests.some((text) => passesText(text, leaf));
    case 'present':
      return true;
    case 'numeric':
      return typeof leaf === 'number' && isWithinLimits(test, leaf);
    case 'cidr':
      return typeof leaf === 'string' && isWithinCidr(test, leaf);
    case 'prefix':
    case 'suffix':
    case 'equals-ignore-case':
    case 'wildcard':
      return typeof leaf === 'string' && passesText(test, leaf);
  }
}
