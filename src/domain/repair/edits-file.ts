import { isJsonObject, type JsonObject, type JsonValue, member, parseJson } from '../json/json.ts';
import { memberSlices, memberText, skipSpace } from '../json/slices.ts';
import { quote } from '../text/printable.ts';
import { assign, clashOf, editIdOf } from './assignment.ts';
import { printMemberPath, readMemberPath } from './member-path.ts';
import type { Asked, Assignment } from './repair.ts';

/** The contents of a file of edits: values for members by message id; or the line, from 1, that does not fit, and why. */
export type ReadEdits =
  | { readonly kind: 'edits'; readonly edits: ReadonlyMap<string, readonly Assignment[]> }
  | { readonly kind: 'refused'; readonly line: number | undefined; readonly reason: string };

/** An event has at most 1 MiB; its texts may be escaped in a line. */
export const LONGEST_LINE = 4 * 1_048_576;

/**
 * Reads ndjson, `{"messageId": "…", "set": {"detail.key": "…"}}` a line; empty lines are skipped. The id may be the first 8
 * or more characters of a message id. One bad line refuses the whole file: half of the edits would be another repair than
 * the one that was asked for. Values stay as they are, large integers included. A line of a template names in `missing`
 * the members that must not stay blank.
 */
export function readEdits(text: string): ReadEdits {
  const edits = new Map<string, readonly Assignment[]>();
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const read = readLine(line, at + 1);
    if (typeof read === 'string') return { kind: 'refused', line: at + 1, reason: read };
    if (edits.has(read.messageId)) {
      return { kind: 'refused', line: at + 1, reason: `the message ${quote(read.messageId, 60)} has a line already` };
    }
    edits.set(read.messageId, read.assignments);
  }
  const twice = [...edits.keys()].find((id) => editIdOf({ has: (other) => other !== id && edits.has(other) }, id));
  if (twice !== undefined) {
    const line = edits.get(twice)?.[0]?.asked?.value?.match(/\d+/)?.[0];
    const reason = `the message ${quote(twice, 60)} has a line already, under the first characters of its id`;
    return { kind: 'refused', line: line === undefined ? undefined : Number(line), reason };
  }
  return edits.size === 0
    ? { kind: 'refused', line: undefined, reason: 'it holds no edits' }
    : { kind: 'edits', edits };
}

const MEMBERS: readonly string[] = ['messageId', 'set', 'missing'];

interface Line {
  readonly messageId: string;
  readonly assignments: readonly Assignment[];
}

function readLine(line: string, number: number): Line | string {
  if (line.length > LONGEST_LINE) return `it has more than ${LONGEST_LINE} characters`;
  const value = parseJson(line);
  if (!isJsonObject(value)) return 'it is not a JSON object';
  const names = memberSlices(line, skipSpace(line, 0)).map(({ name }) => name);
  const strange = names.find((name, at) => !MEMBERS.includes(name) || names.indexOf(name) !== at);
  if (strange !== undefined)
    return `it may have messageId, set and missing, each once; ${quote(strange, 60)} is one too many`;
  const [messageId, set] = [member(value, 'messageId'), member(value, 'set')];
  if (typeof messageId !== 'string' || messageId === '') return 'it names no messageId';
  if (!isJsonObject(set)) return 'its set must be an object of paths and values';
  const assignments = readSetMembers(set, memberText(line, 'set') ?? '', {
    repair: 'edit-values',
    value: `line ${number}`,
  });
  if (typeof assignments === 'string') return assignments;
  const blank = blankOf(member(value, 'missing'), assignments);
  return blank === undefined ? { messageId, assignments } : blank;
}

/** Why a line of a template is not filled in; undefined where it is, or where it is no line of a template. */
function blankOf(missing: JsonValue | undefined, assignments: readonly Assignment[]): string | undefined {
  if (missing === undefined) return undefined;
  if (!Array.isArray(missing)) return 'its missing must be a list of paths';
  const given = new Map(assignments.map(({ path, json }) => [printMemberPath(path), json]));
  const blank = missing.find((path) => [undefined, '""'].includes(given.get(String(path))));
  return blank === undefined ? undefined : `${quote(String(blank), 60)} is still blank: fill it in, or delete the line`;
}

/** Read from the text, because a parsed object would hide a duplicate path, and round large integers. */
function readSetMembers(set: JsonObject, text: string, asked: Asked): readonly Assignment[] | string {
  if (Object.keys(set).length === 0) return 'its set is empty';
  const assignments: Assignment[] = [];
  for (const { name, value } of memberSlices(text, 0)) {
    const read = readMemberPath(name);
    if (read.kind === 'refused') return read.reason;
    if (read.end !== name.length) return `invalid path ${quote(name, 60)}: it goes on after its end`;
    const given = assign(read.path, text.slice(value.start, value.end), asked);
    if (given.kind === 'refused') return given.reason;
    assignments.push(given.assignment);
  }
  return clashOf(assignments) ?? assignments;
}
