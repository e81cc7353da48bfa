import { isJsonObject, type JsonObject, type JsonValue } from '../../json/json.ts';
import { isOperator, readTest, type ValueTest } from './operators.ts';
import { isUnread, refused, type Unread } from './unread.ts';

/** An object of a pattern: all `lists` and `objects` must match, and of each of the `choices` (`$or`) one object. */
export interface PatternNode {
  readonly kind: 'node';
  readonly lists: readonly ListField[];
  readonly objects: readonly ObjectField[];
  readonly choices: readonly (readonly PatternNode[])[];
  /** How many nodes without choices this one stands for. */
  readonly combinations: number;
}

/** A member of a pattern whose value is a list, of which one test must pass. */
export interface ListField {
  readonly kind: 'list';
  readonly name: string;
  /** From the root of the event, the name included; no name of a field has a dot in it. */
  readonly path: readonly string[];
  readonly tests: readonly ValueTest[];
}

/** A member of a pattern whose value is an object. */
export interface ObjectField {
  readonly kind: 'object';
  readonly name: string;
  readonly node: PatternNode;
}

interface Place {
  /** Where in the event. */
  readonly path: readonly string[];
  /** Where in the pattern, as text for the reasons of refusals. */
  readonly shown: string;
  readonly depth: number;
  readonly withinOr: boolean;
}

/** No pattern that fits into EventBridge's quota of characters and makes sense is deeper; bounds the recursion. */
const DEEPEST = 100;
const TOO_DEEP: Unread = { kind: 'unsupported', operator: `more than ${DEEPEST} levels` };
const ROOT: Place = { path: [], shown: '', depth: 1, withinOr: false };

/** Reads the objects and lists of a pattern; the reason of a refusal begins with the path. */
export function readStructure(root: JsonObject): PatternNode | Unread {
  return readNode(root, ROOT);
}

function readNode(object: JsonObject, place: Place): PatternNode | Unread {
  if (place.depth > DEEPEST) return TOO_DEEP;
  const members = Object.entries(object);
  if (members.length === 0) return refusedAt(place, 'an object of the pattern is empty');
  const lists: ListField[] = [];
  const objects: ObjectField[] = [];
  const choices: (readonly PatternNode[])[] = [];
  let combinations = 1;
  for (const [name, value = null] of members) {
    const inner = placeOf(place, name);
    if (name === '$or') {
      const choice = readChoice(value, { ...inner, path: place.path, withinOr: true });
      if ('kind' in choice) return choice;
      choices.push(choice);
      combinations *= choice.reduce((sum, node) => sum + node.combinations, 0);
    } else {
      const read = readField(name, value, inner);
      if (isUnread(read)) return read;
      const field = stepped(read, name);
      if (field.kind === 'list') {
        lists.push(field);
      } else {
        objects.push(field);
        combinations *= field.node.combinations;
      }
    }
  }
  return { kind: 'node', lists, objects, choices, combinations };
}

/** A `$or` of another form is refused; event-ruler takes some as an ordinary name, what EventBridge does is not documented. */
function readChoice(value: JsonValue, place: Place): readonly PatternNode[] | Unread {
  if (!Array.isArray(value) || value.length < 2) return refusedAt(place, 'takes a list of at least two patterns');
  const nodes: PatternNode[] = [];
  for (const [at, element] of (value as readonly JsonValue[]).entries()) {
    const shown = `${place.shown}[${at}]`;
    if (!isJsonObject(element)) return refusedAt({ ...place, shown }, 'is not a pattern');
    const node = readNode(element, { ...place, shown });
    if (isUnread(node)) return node;
    nodes.push(node);
  }
  return nodes;
}

function readField(name: string, value: JsonValue, place: Place): ListField | ObjectField | Unread {
  // As event-ruler does: not documented.
  if (place.withinOr && isOperator(name))
    return refusedAt(place, 'an operator name is not a valid field name within $or');
  if (place.depth > DEEPEST + 1) return TOO_DEEP;
  if (isJsonObject(value)) {
    const node = readNode(value, place);
    return isUnread(node) ? node : { kind: 'object', name, node };
  }
  if (!Array.isArray(value)) return refusedAt(place, 'is neither an object nor a list');
  if (value.length === 0) return refusedAt(place, 'the list is empty');
  const tests: ValueTest[] = [];
  for (const element of value as readonly JsonValue[]) {
    const test = readTest(element);
    if (isUnread(test)) return test.kind === 'refused' ? refusedAt(place, test.reason) : test;
    tests.push(test);
  }
  return { kind: 'list', name, path: place.path, tests };
}

function placeOf({ path, shown, depth, withinOr }: Place, name: string): Place {
  const steps = name.split('.');
  return {
    path: [...path, ...steps],
    shown: shown === '' ? name : `${shown}.${name}`,
    depth: depth + steps.length,
    withinOr,
  };
}

/** The field that a name with dots stands for: an object for every step but the last. See pattern-values.ts. */
function stepped(field: ListField | ObjectField, name: string): ListField | ObjectField {
  const steps = name.split('.');
  const last: ListField | ObjectField = { ...field, name: steps.pop() ?? '' };
  return steps.reduceRight<ListField | ObjectField>((inner, step) => {
    const [lists, objects] = inner.kind === 'list' ? [[inner], []] : [[], [inner]];
    const combinations = inner.kind === 'list' ? 1 : inner.node.combinations;
    return { kind: 'object', name: step, node: { kind: 'node', lists, objects, choices: [], combinations } };
  }, last);
}

function refusedAt({ shown }: Place, reason: string): Unread {
  return refused(shown === '' ? reason : `${shown}: ${reason}`);
}
