import { isReservedSource } from '../eventbridge/event.ts';
import { parseJson } from '../json/json.ts';
import { quote } from '../text/printable.ts';
import type { EditKind } from './edit.ts';
import { type MemberPath, printMemberPath, readMemberPath } from './member-path.ts';

/** A member of an event, the value that it is given as JSON text, and on whose word. */
export interface Assignment {
  readonly path: MemberPath;
  readonly json: string;
  readonly reason: string;
  readonly kind: EditKind;
}

/** The values that the operator gives to members of events. */
export interface OperatorsValues {
  /** Of every selected event. */
  readonly set: readonly Assignment[];
  /** Of single events, by message id; where both name a member these win. */
  readonly edits: ReadonlyMap<string, readonly Assignment[]>;
}

/** What a word of the operator is, or why it cannot be done to any event. */
export type ReadAssignment =
  | { readonly kind: 'assignment'; readonly assignment: Assignment }
  | { readonly kind: 'refused'; readonly reason: string };

/** For one message; more are no repair, and each is a pass over the detail. */
const MOST_ASSIGNMENTS = 100;

/** Reads `PATH=VALUE`: the value is JSON if it parses, else the text itself. */
export function readSet(text: string): ReadAssignment {
  const read = readMemberPath(text);
  if (read.kind === 'refused') return read;
  if (text[read.end] !== '=') return { kind: 'refused', reason: `${quote(text, 60)} has no = and so no value` };
  const value = text.slice(read.end + 1);
  return assign(read.path, parseJson(value) === undefined ? JSON.stringify(value) : value.trim(), '--set');
}

/** The operator's word that a member gets a value; `reason` is where he says so. PutEvents takes no source that begins with `aws.` and wants texts for source and detail-type. */
export function assign(path: MemberPath, json: string, reason: string): ReadAssignment {
  const value = path.root === 'detail' ? '' : parseJson(json);
  if (path.root !== 'detail' && (typeof value !== 'string' || value === '')) {
    return { kind: 'refused', reason: `${path.root} must be a text that is not empty; ${quote(json, 60)} is none` };
  }
  if (path.root === 'source' && typeof value === 'string' && isReservedSource(value)) {
    return { kind: 'refused', reason: `PutEvents takes no source that begins with aws., such as ${quote(value, 60)}` };
  }
  return { kind: 'assignment', assignment: { path, json, reason, kind: 'assumed' } };
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

/** What the operator says of one message. Where the file and `--set` name the same member, or one within the other, the file wins. */
export function assignmentsFor({ set, edits }: OperatorsValues, messageId: string): readonly Assignment[] {
  const own = edits.get(messageId) ?? [];
  return [...set.filter((general) => clashOf([general, ...own]) === undefined), ...own];
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
