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
 * The members of the object that begins at `start`, in order and with duplicates. The text must be valid JSON there
 * (parse it first); duplicates matter because an edit must not leave an older twin of the member behind.
 */
export function memberSlices(text: string, start: number): readonly MemberSlice[] {
  const found: MemberSlice[] = [];
  let at = skipSpace(text, start + 1);
  while (at < text.length && text[at] !== '}') {
    const nameEnd = endOfString(text, at);
    if (nameEnd === undefined) return found;
    const valueStart = skipSpace(text, skipSpace(text, nameEnd) + 1);
    const valueEnd = endOfValue(text, valueStart);
    if (valueEnd === undefined) return found;
    found.push({
      name: JSON.parse(text.slice(at, nameEnd)) as string,
      start: at,
      end: valueEnd,
      value: { start: valueStart, end: valueEnd },
    });
    const comma = skipSpace(text, valueEnd);
    at = text[comma] === ',' ? skipSpace(text, comma + 1) : comma;
  }
  return found;
}

/** The text of an object's member, the last one where the name stands twice (as JSON.parse decides). */
export function memberText(text: string, name: string): string | undefined {
  const slice = memberSlices(text, skipSpace(text, 0)).findLast((candidate) => candidate.name === name);
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
