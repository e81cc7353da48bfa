import { parseJson } from './json.ts';

/** Where a JSON value stands in a text: `text.slice(start, end)`. */
export interface Slice {
  readonly start: number;
  readonly end: number;
}

/** One member of a JSON object as it stands in the text; `start` is the opening quote of its name, `end` the end of its value. */
export interface MemberSlice extends Slice {
  readonly name: string;
  readonly value: Slice;
}

const SPACE = /\s/;
const SCALAR_END = /[\s,\]}]/;

/**
 * The first JSON object, array or string in a text at or after `from`, by balancing brackets outside strings;
 * `undefined` when none begins or the text ends inside it. Says nothing about the validity of what lies between.
 */
export function firstBalanced(text: string, from = 0): Slice | undefined {
  const offset = text.slice(from).search(/[{["]/);
  if (offset < 0) return undefined;
  const start = from + offset;
  const end = endOfValue(text, start);
  return end === undefined ? undefined : { start, end };
}

/**
 * The members of the object that begins at `start`, in order and with duplicates: an edit must not leave an older twin
 * of the member behind. None where no object begins. The text should be valid JSON there (parse it first); where it is
 * not, the members before the fault are returned.
 */
export function memberSlices(text: string, start: number): readonly MemberSlice[] {
  const found: MemberSlice[] = [];
  if (text[start] !== '{') return found;
  let at = skipSpace(text, start + 1);
  while (text[at] === '"') {
    const nameEnd = endOfString(text, at);
    const name = nameEnd === undefined ? undefined : parseJson(text.slice(at, nameEnd));
    if (nameEnd === undefined || typeof name !== 'string') return found;
    const valueStart = skipSpace(text, skipSpace(text, nameEnd) + 1);
    const valueEnd = endOfValue(text, valueStart);
    if (valueEnd === undefined) return found;
    found.push({
      name,
      start: at,
      end: valueEnd,
      value: { start: valueStart, end: valueEnd },
    });
    const comma = skipSpace(text, valueEnd);
    at = text[comma] === ',' ? skipSpace(text, comma + 1) : comma;
  }
  return found;
}

/** The text of a member of the object that begins at `start`, the last one where the name stands twice (as JSON.parse decides). */
export function memberText(text: string, name: string, start = skipSpace(text, 0)): string | undefined {
  const slice = memberSlices(text, start).findLast((candidate) => candidate.name === name);
  return slice && text.slice(slice.value.start, slice.value.end);
}

/** The first position at or after `at` that is no white space. */
export function skipSpace(text: string, at: number): number {
  let position = at;
  while (position < text.length && SPACE.test(text[position] as string)) position += 1;
  return position;
}

function endOfString(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return undefined;
}

/** Iterative, so that a body of a million brackets cannot exhaust the stack. */
function endOfValue(text: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < text.length; ) {
    const character = text[at] as string;
    if (character === '"') {
      const end = endOfString(text, at);
      if (end === undefined) return undefined;
      at = end;
    } else if (character === '{' || character === '[') {
      depth += 1;
      at += 1;
    } else if (character === '}' || character === ']') {
      depth -= 1;
      at += 1;
    } else if (depth === 0) {
      const rest = text.slice(at).search(SCALAR_END);
      return rest < 0 ? text.length : at + rest;
    } else {
      at += 1;
    }
    if (depth === 0) return at;
  }
  return undefined;
}
