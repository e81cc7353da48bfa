import { stepsOf } from '../eventbridge/json-path.ts';
import { parseJson } from '../json/json.ts';
import { masked } from '../secrets/mask.ts';
import { printableJson, quote } from '../text/printable.ts';

/** A member of an event that can be given another value: the source, the detail-type, or what the names lead to within the detail. */
export type MemberPath =
  | { readonly root: 'source' | 'detail-type' }
  | { readonly root: 'detail'; readonly names: readonly string[] };

/** The path at the beginning of a text, which ends at `end`, or the reason why the text is not a path. */
export type ReadPath =
  | { readonly kind: 'path'; readonly path: MemberPath; readonly end: number }
  | { readonly kind: 'refused'; readonly reason: string };

const ROOT = /^(detail-type|detail|source)(?=[.[=]|$)/;
// `.name`, or `["name"]` where the name is a JSON string.
const STEP = /\.([^.[\]"=\s]+)|\[("(?:[^"\\]|\\.)*")\]/y;
/** No detail that means something is nested deeper; bounds the work on a hostile path. */
const DEEPEST = 100;

/** Reads a path as `printMemberPath` writes it; `=` ends it, as in `PATH=VALUE`. */
export function readMemberPath(text: string): ReadPath {
  const root = ROOT.exec(text)?.[1];
  if (root === undefined) return refused(text, 'it must begin with detail., detail-type or source');
  if (root === 'source' || root === 'detail-type') return { kind: 'path', path: { root }, end: root.length };
  const names: string[] = [];
  let end = root.length;
  while (end < text.length && text[end] !== '=') {
    STEP.lastIndex = end;
    const [step, dotted, json] = STEP.exec(text) ?? [];
    const name = json === undefined ? dotted : parseJson(json);
    if (step === undefined || typeof name !== 'string') {
      return refused(text, `after ${quote(text.slice(0, end), 60)} comes neither .name nor ["name"]`);
    }
    names.push(name);
    end += step.length;
    if (names.length > DEEPEST) return refused(text, `it has more than ${DEEPEST} names`);
  }
  if (names.length === 0) return refused(text, 'the detail as a whole cannot be set, only its members');
  return { kind: 'path', path: { root: 'detail', names }, end };
}

/** Dotted and printable, such as `detail.key`; a name that would read as several steps, or that a terminal could act upon, stands in brackets, and so does one that is a credential, masked. */
export function printMemberPath(path: MemberPath): string {
  return path.root === 'detail' ? `detail${path.names.map(stepText).join('')}` : path.root;
}

/** The names within the detail that a JSON path of a target leads to, at least one; `undefined` for a constant, another part of the event or an element of a list. */
export function detailMembers(jsonPath: string): readonly string[] | undefined {
  const [root, ...members] = stepsOf(jsonPath) ?? [];
  if (root !== 'detail' || members.length === 0) return undefined;
  return members.every((step) => typeof step === 'string') ? members : undefined;
}

function stepText(name: string): string {
  return /^[\w-]+$/.test(name) && masked(name) === name ? `.${name}` : `[${printableJson(JSON.stringify(name))}]`;
}

function refused(text: string, reason: string): ReadPath {
  return { kind: 'refused', reason: `invalid path ${quote(text.split('=', 1)[0] ?? '', 60)}: ${reason}` };
}
