import { isJsonObject, type JsonObject, type JsonValue, parseJson } from '../../json/json.ts';
import { passes, type Scalar } from './operators.ts';
import { type ListField, type ObjectField, type PatternNode, readStructure } from './structure.ts';
import { isUnread, refused, type Unread } from './unread.ts';
import { valuesOf } from './values.ts';

/** A pattern that parsed: every operator in it is one that `matchPattern` knows. */
export interface Pattern {
  readonly root: PatternNode;
}

/** The result of parsing a text as an event pattern. */
export type ParsedPattern = { readonly kind: 'pattern'; readonly pattern: Pattern } | Unread;

/** Source: EventBridge user guide, "Comparison operators for use in event patterns", `$or` matching. */
const MOST_COMBINATIONS = 1000;

/**
 * Reads an event pattern with all operators of the EventBridge user guide, "Comparison operators for use in event
 * patterns". More than 1,000 combinations of `$or` are refused, as documented; that a `$or` within another one adds to
 * its branch instead of multiplying the whole is not.
 */
export function parsePattern(text: string): ParsedPattern {
  const json = parseJson(text);
  if (!isJsonObject(json)) return refused('the pattern is not a JSON object');
  const root = readStructure(json);
  if (isUnread(root)) return root;
  if (root.combinations > MOST_COMBINATIONS) return refused(`$or makes more than ${MOST_COMBINATIONS} combinations`);
  return { kind: 'pattern', pattern: { root } };
}

/**
 * Does the event (as an envelope's JSON) match? All fields must; of a list one element; of an array in the event any
 * element, but all fields within one array must match in one and the same element (AWS's open source event-ruler,
 * "JSON Array Matching"; the user guide, "Arrays in event patterns", is silent). Arrays within arrays count as one.
 * `exists` asks for leaves: an object or an empty array there counts as absent. `exists: false` asks for a field that
 * no element of an array has, wherever the other fields match: not documented, and what never takes too much.
 */
export function matchPattern(pattern: Pattern, event: JsonValue): boolean {
  const root = isJsonObject(event) ? event : {};
  return matchNodes([pattern.root], root, absenceIn(root));
}

type IsAbsent = (field: ListField) => boolean;

/** How an object is being matched while its choices are made one after the other. */
interface Trial {
  readonly object: JsonObject;
  readonly isAbsent: IsAbsent;
  /** Does what this field asks for match, taken alone? */
  readonly matchesAlone: (field: ObjectField) => boolean;
}

/** Do all nodes match the one object? */
function matchNodes(nodes: readonly PatternNode[], object: JsonObject, isAbsent: IsAbsent): boolean {
  const matchesAlone = once((field: ObjectField) => matchMembers([field], object, isAbsent));
  return tryNodes(nodes, { object, isAbsent, matchesAlone }, [], []);
}

/**
 * A choice that fails by itself is left early, so that choices which have nothing to do with one another do not multiply.
 * But what several fields, beside and within a `$or`, ask for under one name must hold in the same element of an array.
 * Where they name the same list, both must match: not documented.
 */
function tryNodes(
  nodes: readonly PatternNode[],
  trial: Trial,
  before: readonly ObjectField[],
  open: PatternNode['choices'],
): boolean {
  for (const { lists, objects } of nodes) {
    if (!lists.every((field) => matchList(field, trial.object, trial.isAbsent))) return false;
    if (!objects.every(trial.matchesAlone)) return false;
  }
  const objects = [...before, ...nodes.flatMap((node) => node.objects)];
  const [choice, ...choices] = [...open, ...nodes.flatMap((node) => node.choices)];
  if (choice !== undefined) return choice.some((branch) => tryNodes([branch], trial, objects, choices));
  return [...Map.groupBy(objects, ({ name }) => name).values()].every(
    (together) => together.length === 1 || matchMembers(together, trial.object, trial.isAbsent),
  );
}

/** Does one element match all of the fields, which have the same name? */
function matchMembers(fields: readonly ObjectField[], object: JsonObject, isAbsent: IsAbsent): boolean {
  const nodes = fields.map(({ node }) => node);
  const elements = valuesOf(object, fields[0]?.name ?? '').filter(isJsonObject);
  // Where there is no object, its members are absent, which is what `exists: false` asks for.
  return (elements.length > 0 ? elements : [{}]).some((element) => matchNodes(nodes, element, isAbsent));
}

function matchList(field: ListField, object: JsonObject, isAbsent: IsAbsent): boolean {
  const leaves = valuesOf(object, field.name).filter(isScalar);
  return field.tests.some((test) =>
    test.kind === 'absent' ? isAbsent(field) : leaves.some((leaf) => passes(test, leaf)),
  );
}

/** Looks through all elements of all arrays on the path. */
function absenceIn(root: JsonObject): IsAbsent {
  return once((field: ListField) => !leavesAt(root, field.path).some(isScalar));
}

/** Asks once for each field. */
function once<T>(ask: (field: T) => boolean): (field: T) => boolean {
  const known = new Map<T, boolean>();
  return (field) => {
    const answer = known.get(field) ?? ask(field);
    known.set(field, answer);
    return answer;
  };
}

function leavesAt(root: JsonObject, path: readonly string[]): readonly JsonValue[] {
  return path.reduce<readonly JsonValue[]>(
    (values, name) => values.filter(isJsonObject).flatMap((object) => valuesOf(object, name)),
    [root],
  );
}

function isScalar(value: JsonValue): value is Scalar {
  return typeof value !== 'object' || value === null;
}
