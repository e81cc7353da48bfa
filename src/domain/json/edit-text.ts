import { type MemberSlice, memberSlices, memberText, type Slice, skipSpace } from './slices.ts';

/** A change to one member of an object: a new value as JSON text, or `undefined` to remove it. `path` names the nested member. */
export interface TextEdit {
  readonly path: readonly string[];
  readonly json: string | undefined;
}

/**
 * Replaces, adds or removes one member in the text of a JSON object and leaves every other byte as it stood, so that
 * integers beyond 2^53, duplicate names and number spellings elsewhere survive. Every twin of the edited name is
 * edited too. A path that leads through something that is no object changes nothing.
 */
export function editText(text: string, { path, json }: TextEdit): string {
  const name = path.at(-1);
  const start = objectAt(text, path.slice(0, -1));
  if (name === undefined || start === undefined) return text;
  const members = memberSlices(text, start);
  if (json === undefined) return splice(text, cutsOf(members, name), '');
  const twins = members.filter((member) => member.name === name);
  return twins.length === 0
    ? withMember(text, members.at(-1)?.end, start, `${JSON.stringify(name)}:${json}`)
    : splice(
        text,
        twins.map((twin) => twin.value),
        json,
      );
}

/** The text of the nested member; `undefined` where it does not exist. */
export function textAt(text: string, path: readonly string[]): string | undefined {
  const name = path.at(-1);
  const start = objectAt(text, path.slice(0, -1));
  return name === undefined || start === undefined ? undefined : memberText(text, name, start);
}

/** Where the object begins to which the path leads; of twins the last counts, as JSON.parse decides. */
function objectAt(text: string, path: readonly string[]): number | undefined {
  let start = skipSpace(text, 0);
  for (const name of path) {
    const inner = memberSlices(text, start).findLast((member) => member.name === name);
    if (inner === undefined) return undefined;
    start = inner.value.start;
  }
  return text[start] === '{' ? start : undefined;
}

function withMember(text: string, lastEnd: number | undefined, start: number, added: string): string {
  const at = lastEnd ?? start + 1;
  return text.slice(0, at) + (lastEnd === undefined ? added : `,${added}`) + text.slice(at);
}

/** Each removed member goes with the comma after it; those at the end go with the comma before them. */
function cutsOf(members: readonly MemberSlice[], name: string): readonly Slice[] {
  const lastKept = members.findLastIndex((member) => member.name !== name);
  const cuts = members.slice(0, Math.max(0, lastKept)).flatMap((member, at): readonly Slice[] => {
    const next = members[at + 1];
    return member.name === name && next !== undefined ? [{ start: member.start, end: next.start }] : [];
  });
  const firstOfTail = members[lastKept + 1];
  const end = members.at(-1)?.end;
  if (firstOfTail === undefined || end === undefined) return cuts;
  return [...cuts, { start: members[lastKept]?.end ?? firstOfTail.start, end }];
}

/** Puts `json` in the place of every slice, in one pass: an object may hold a hundred thousand twins. */
function splice(text: string, slices: readonly Slice[], json: string): string {
  const kept = slices.map(({ start }, at) => text.slice(slices[at - 1]?.end ?? 0, start));
  return [...kept, text.slice(slices.at(-1)?.end ?? 0)].join(json);
}
