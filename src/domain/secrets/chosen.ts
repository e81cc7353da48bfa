import { parseJson } from '../json/json.ts';
import { printable } from '../text/printable.ts';

/** The names that lead from the detail of an event to a member that the operator wants masked, at least one. */
export type ChosenPath = readonly string[];

/**
 * What a text is. `event`: a whole event. `detail`: the detail of one. `part`: what is left of an event, where a member may
 * stand anywhere: every member with the last name of a path is meant.
 */
export type Root = 'event' | 'detail' | 'part';

/** A text without the chosen members, and their values, by which copies of them elsewhere are found. */
export interface WithoutChosen {
  readonly text: string;
  readonly values: readonly string[];
}

/** Stands in the place of a chosen value. */
export const MASKED = '‹masked›';
const MASKED_JSON = JSON.stringify(MASKED);

/** The levels of JSON within strings of JSON that are read. */
const DEEPEST_TEXT = 4;
/** The maximum number of values searched for in other texts; shorter values occur there by chance. */
const MOST_VALUES = 200;
const SHORTEST_VALUE = 4;

/**
 * Masks the chosen members of JSON text, of twins each, through lists and through JSON within strings. Every other byte
 * stays. The text need not be valid: what is cut is masked to its end. Null and empty texts stay. In linear time.
 */
export function withoutChosen(text: string, chosen: readonly ChosenPath[], root: Root): WithoutChosen {
  const values: string[] = [];
  const masked = chosen.length === 0 ? text : maskedText(text, { chosen, root, values, above: [], depth: 0 });
  return { text: masked, values: [...new Set(values)].filter((value) => value.length >= SHORTEST_VALUE) };
}

interface Walk {
  readonly chosen: readonly ChosenPath[];
  readonly root: Root;
  readonly values: string[];
  /** The names that lead to this text. */
  readonly above: readonly string[];
  readonly depth: number;
}

/** An object or a list that is open, and the member of the object that is being read. */
interface Frame {
  readonly isObject: boolean;
  isNameNext: boolean;
  isNamed: boolean;
}

function maskedText(text: string, walk: Walk): string {
  const pieces: string[] = [];
  const frames: Frame[] = [];
  const path = [...walk.above];
  let from = 0;
  /** The first character of a chosen object or list, and how many frames were open before it. */
  let open: { readonly start: number; readonly frames: number } | undefined;
  const replace = (start: number, end: number, by: string) => {
    pieces.push(text.slice(from, start), by);
    from = end;
  };
  const leaveMember = (frame: Frame | undefined) => {
    if (frame?.isNamed !== true) return;
    path.pop();
    frame.isNamed = false;
  };
  for (let at = 0; at < text.length; ) {
    const character = text[at] as string;
    const top = frames.at(-1);
    if (character === '}' || character === ']') {
      leaveMember(top);
      frames.pop();
      at += 1;
      if (open !== undefined && frames.length <= open.frames) {
        replace(open.start, at, MASKED_JSON);
        open = undefined;
      }
    } else if (character === ',') {
      leaveMember(top);
      if (top !== undefined) top.isNameNext = top.isObject;
      at += 1;
    } else if (character === '{' || character === '[') {
      if (open === undefined && isChosen(path, walk)) open = { start: at, frames: frames.length };
      frames.push({ isObject: character === '{', isNameNext: character === '{', isNamed: false });
      at += 1;
    } else if (SPACE.test(character) || character === ':') {
      at += 1;
    } else {
      const end = character === '"' ? endOfString(text, at) : endOfScalar(text, at);
      const token = text.slice(at, end);
      if (character === '"' && top?.isNameNext === true) {
        path.push(decoded(token));
        top.isNameNext = false;
        top.isNamed = true;
      } else if (open !== undefined || isChosen(path, walk)) {
        const value = decoded(token);
        if (walk.values.length < MOST_VALUES) walk.values.push(value);
        if (open === undefined && value !== '' && token !== 'null') replace(at, end, MASKED_JSON);
      } else if (character === '"' && walk.depth < DEEPEST_TEXT && MAY_HOLD_JSON.test(token)) {
        const inner = decoded(token);
        const masked = maskedText(inner, { ...walk, above: path, depth: walk.depth + 1 });
        if (masked !== inner) replace(at, end, JSON.stringify(masked));
      }
      at = end;
    }
  }
  if (open !== undefined) replace(open.start, text.length, MASKED_JSON);
  return pieces.length === 0 ? text : pieces.join('') + text.slice(from);
}

const SPACE = /\s/;
const MAY_HOLD_JSON = /[{[]|\\u/;

function isChosen(path: readonly string[], { chosen, root }: Walk): boolean {
  if (path.length === 0) return false;
  switch (root) {
    case 'event':
      return chosen.some((names) => path.length === names.length + 1 && path[0] === 'detail' && endsWith(path, names));
    case 'detail':
      return chosen.some((names) => path.length === names.length && endsWith(path, names));
    case 'part':
      return chosen.some((names) => path.at(-1) === names.at(-1));
  }
}

function endsWith(path: readonly string[], end: readonly string[]): boolean {
  const start = path.length - end.length;
  return start >= 0 && end.every((name, at) => path[start + at] === name);
}

function endOfString(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return Math.min(end + 1, text.length);
}

function endOfScalar(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && !/[\s,:{}[\]"]/.test(text[end] as string)) end += 1;
  return end;
}

/** The text of a JSON string, or the token itself where it is not a string. */
function decoded(token: string): string {
  const value = token.startsWith('"') ? parseJson(token) : token;
  return typeof value === 'string' ? value : token.slice(1);
}

/** Masks copies of values: as they stand, as they are shown, escaped for JSON, percent-encoded, in base64, and cut by a `…`. */
export function copiesMasked(values: readonly string[]): (text: string) => string {
  const forms = [...new Set(values.flatMap(formsOf))].toSorted((a, b) => b.length - a.length);
  return (text) => {
    let shown = text;
    for (const form of forms) shown = shown.includes(form) ? shown.replaceAll(form, MASKED) : shown;
    return shown.endsWith('…') ? withoutCut(shown, forms) : shown;
  };
}

function formsOf(value: string): readonly string[] {
  const texts = [value];
  for (let times = 0; times < DEEPEST_TEXT; times += 1) texts.push(JSON.stringify(texts[times]).slice(1, -1));
  const bytes = Buffer.from(value);
  const base64 = bytes.toString('base64').replace(/=+$/, '');
  const forms = [...texts, ...texts.map(printable), base64, bytes.toString('base64url')];
  return value.isWellFormed() ? [...forms, encodeURIComponent(value)] : forms;
}

/** No quotation is longer. */
const LONGEST_CUT = 1000;

/** A quotation may end within a value. */
function withoutCut(text: string, forms: readonly string[]): string {
  const body = text.slice(0, -1);
  for (const form of forms) {
    for (let length = Math.min(form.length, body.length, LONGEST_CUT); length >= SHORTEST_VALUE; length -= 1) {
      if (body.endsWith(form.slice(0, length))) return `${body.slice(0, -length)}${MASKED}…`;
    }
  }
  return text;
}
