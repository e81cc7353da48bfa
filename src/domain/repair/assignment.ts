import { isReservedSource } from '../eventbridge/event.ts';
import { parseJson } from '../json/json.ts';
import { SHORTEST_ID_PREFIX } from '../selection/selection.ts';
import { quote } from '../text/printable.ts';
import { type MemberPath, printMemberPath, readMemberPath } from './member-path.ts';
import type { Asked, Assignment, OperatorsValues } from './repair.ts';

/** An assignment as it was read, or why no event can have it. */
export type ReadAssignment =
  | { readonly kind: 'assignment'; readonly assignment: Assignment }
  | { readonly kind: 'refused'; readonly reason: string };

/** For one message; each is a pass over the detail. */
const MOST_ASSIGNMENTS = 100;

/** Reads `PATH=VALUE`: the value is JSON if it parses, else the text itself. */
export function readSet(text: string): ReadAssignment {
  const read = readMemberPath(text);
  if (read.kind === 'refused') return read;
  if (text[read.end] !== '=') return { kind: 'refused', reason: `${quote(text, 60)} has no = and no value` };
  const value = text.slice(read.end + 1);
  return assign(read.path, parseJson(value) === undefined ? JSON.stringify(value) : value.trim(), {
    repair: 'set-values',
  });
}

/** Gives a member a value that the operator asked for. PutEvents requires a string for source and detail-type, and refuses a source that begins with `aws.`. */
export function assign(path: MemberPath, json: string, asked: Asked): ReadAssignment {
  const value = path.root === 'detail' ? '' : parseJson(json);
  if (path.root !== 'detail' && (typeof value !== 'string' || value === '')) {
    return { kind: 'refused', reason: `${path.root} must be a string that is not empty, not ${quote(json, 60)}` };
  }
  if (path.root === 'source' && typeof value === 'string' && isReservedSource(value)) {
    return { kind: 'refused', reason: `PutEvents refuses a source that begins with aws., such as ${quote(value, 60)}` };
  }
  return { kind: 'assignment', assignment: { path, json, asked, kind: 'assumed' } };
}

/** Why these cannot all be done to one event: two name the same member, or one lies within another. `undefined` when they can. */
export function clashOf(assignments: readonly Pick<Assignment, 'path'>[]): string | undefined {
  if (assignments.length > MOST_ASSIGNMENTS) return `more than ${MOST_ASSIGNMENTS} paths for one message`;
  const paths = new Set<string>();
  for (const { path } of assignments) {
    if (paths.has(keyOf(stepsOf(path)))) return `${printMemberPath(path)} is given two values`;
    paths.add(keyOf(stepsOf(path)));
  }
  for (const { path } of assignments) {
    const outer = outerPaths(path).find((steps) => paths.has(keyOf(steps)));
    if (outer !== undefined) return `${printMemberPath(path)} lies within another path that is given a value`;
  }
  return undefined;
}

/** The operator's values for one message. Where those for single messages and those for all name the same member, or one within the other, the former win. */
export function assignmentsFor({ set, edits }: OperatorsValues, messageId: string): readonly Assignment[] {
  const own = edits.get(editIdOf(edits, messageId) ?? messageId) ?? [];
  return [...set.filter((general) => clashOf([general, ...own]) === undefined), ...own];
}

/** The id among `ids` that means the message: its whole id, or else its longest prefix of at least 8 characters. */
export function editIdOf(ids: { has(id: string): boolean }, messageId: string): string | undefined {
  for (let length = messageId.length; length > 0; length -= 1) {
    if (length < messageId.length && length < SHORTEST_ID_PREFIX) return undefined;
    const id = messageId.slice(0, length);
    if (ids.has(id)) return id;
  }
  return undefined;
}

/** Does the operator give this member, one around it or one within it a value? */
export function isGiven(assignments: readonly Assignment[], path: MemberPath): boolean {
  return assignments.some((one) => clashOf([{ path }, one]) !== undefined);
}

function outerPaths(path: MemberPath): readonly (readonly string[])[] {
  const steps = stepsOf(path);
  return steps.map((_, at) => steps.slice(0, at));
}

function stepsOf(path: MemberPath): readonly string[] {
  return path.root === 'detail' ? [path.root, ...path.names] : [path.root];
}

function keyOf(steps: readonly string[]): string {
  return JSON.stringify(steps);
}
