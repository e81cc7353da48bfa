import { isJsonObject, type JsonObject, type JsonValue, member, parseJson } from '../json/json.ts';
import { type Limit, readTest, type Scalar, type Unread, type ValueTest } from './pattern-operators.ts';

/** A pattern that parsed: every operator in it is one that `matchPattern` knows. */
export interface Pattern {
  readonly fields: readonly Field[];
}

/** One member of a pattern: an object of its own, or a list of which one element must match. */
type Field =
  | { readonly name: string; readonly kind: 'object'; readonly fields: readonly Field[] }
  | { readonly name: string; readonly kind: 'list'; readonly tests: readonly ValueTest[] };

/** `refused`: EventBridge would not take it. `unsupported`: it may be valid, but this matcher does not know the operator. */
export type ParsedPattern = { readonly kind: 'pattern'; readonly pattern: Pattern } | Unread;

/** No pattern that fits into EventBridge's quota of characters and makes sense is deeper; bounds the recursion. */
const DEEPEST = 100;

/** Reads an event pattern. Known: exact values, prefix, anything-but (values, prefix), exists, numeric. */
export function parsePattern(text: string): ParsedPattern {
  const root = parseJson(text);
  if (!isJsonObject(root)) return { kind: 'refused', reason: 'the pattern is not a JSON object' };
  const fields = readFields(root, 1);
  return 'kind' in fields ? fields : { kind: 'pattern', pattern: { fields } };
}

function readFields(object: JsonObject, depth: number): readonly Field[] | Unread {
  if (depth > DEEPEST) return { kind: 'unsupported', operator: `more than ${DEEPEST} levels` };
  const fields: Field[] = [];
  for (const [name, value = null] of Object.entries(object)) {
    const field = readField(name, value, depth);
    if (field.kind === 'refused' || field.kind === 'unsupported') return field;
    fields.push(field);
  }
  return fields.length > 0 ? fields : { kind: 'refused', reason: 'an object of the pattern is empty' };
}

function readField(name: string, value: JsonValue, depth: number): Field | Unread {
  if (name === '$or') return { kind: 'unsupported', operator: '$or' };
  if (isJsonObject(value)) {
    const fields = readFields(value, depth + 1);
    return 'kind' in fields ? fields : { name, kind: 'object', fields };
  }
  if (!Array.isArray(value)) return { kind: 'refused', reason: `"${name}" is neither an object nor a list` };
  if (value.length === 0) return { kind: 'refused', reason: `the list of "${name}" is empty` };
  const tests: ValueTest[] = [];
  for (const element of value as readonly JsonValue[]) {
    const test = readTest(element);
    if (test.kind === 'refused' || test.kind === 'unsupported') return test;
    tests.push(test);
  }
  return { name, kind: 'list', tests };
}

/**
 * Does the event (as an envelope's JSON) match? All fields must; of a list one element; of an array in the event any
 * element. `exists` asks for leaves: an object or an empty array there counts as absent. Numbers are compared by value,
 * though the user guide says that 300, 300.0 and 3.0e2 differ: the spelling is lost once an event is parsed.
 */
export function matchPattern(pattern: Pattern, event: JsonValue): boolean {
  return matchFields(pattern.fields, isJsonObject(event) ? event : {});
}

function matchFields(fields: readonly Field[], object: JsonObject): boolean {
  return fields.every((field) => {
    const values = elementsOf(member(object, field.name));
    if (field.kind === 'list') return matchList(field.tests, values.filter(isScalar));
    const objects = values.filter(isJsonObject);
    // Where there is no object, its members are absent, which is what `exists: false` asks for.
    return (objects.length > 0 ? objects : [{}]).some((inner) => matchFields(field.fields, inner));
  });
}

function matchList(tests: readonly ValueTest[], leaves: readonly Scalar[]): boolean {
  return tests.some((test) =>
    test.kind === 'absent' ? leaves.length === 0 : leaves.some((leaf) => passes(test, leaf)),
  );
}

function passes(test: Exclude<ValueTest, { kind: 'absent' }>, leaf: Scalar): boolean {
  switch (test.kind) {
    case 'equals':
      return leaf === test.value;
    case 'prefix':
      return typeof leaf === 'string' && leaf.startsWith(test.prefix);
    case 'anything-but':
      return !test.values.includes(leaf);
    case 'anything-but-prefix':
      return !test.prefixes.some((prefix) => typeof leaf === 'string' && leaf.startsWith(prefix));
    case 'present':
      return true;
    case 'numeric':
      return typeof leaf === 'number' && test.limits.every((limit) => isWithin(leaf, limit));
  }
}

function isWithin(value: number, { operator, bound }: Limit): boolean {
  switch (operator) {
    case '=':
      return value === bound;
    case '<':
      return value < bound;
    case '<=':
      return value <= bound;
    case '>':
      return value > bound;
    case '>=':
      return value >= bound;
  }
}

function isScalar(value: JsonValue): value is Scalar {
  return typeof value !== 'object' || value === null;
}

/** A value, or what an array holds, arrays within it included; iterative because an event may be nested without end. */
function elementsOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined) return [];
  const found: JsonValue[] = [];
  const open: JsonValue[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (!Array.isArray(next)) found.push(next);
    else for (const element of next as readonly JsonValue[]) open.push(element);
  }
  return found;
}
