import { memberSlices, skipSpace } from './slices.ts';

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
export function editText(text: string, edit: TextEdit): string {
  return editObject(text, skipSpace(text, 0), edit.path, edit.json);
}

function editObject(text: string, start: number, path: readonly string[], json: string | undefined): string {
  const [name, ...rest] = path;
  if (name === undefined || text[start] !== '{') return text;
  const twins = memberSlices(text, start).filter((candidate) => candidate.name === name);
  if (rest.length > 0) {
    const last = twins.at(-1);
    return last === undefined ? text : editObject(text, last.value.start, rest, json);
  }
  if (json === undefined) return twins.reduceRight((edited, twin) => without(edited, twin.start, twin.end), text);
  if (twins.length === 0) return withMember(text, start, name, json);
  return twins.reduceRight(
    (edited, twin) => edited.slice(0, twin.value.start) + json + edited.slice(twin.value.end),
    text,
  );
}

function withMember(text: string, start: number, name: string, json: string): string {
  const last = memberSlices(text, start).at(-1);
  const added = `${JSON.stringify(name)}:${json}`;
  const at = last?.end ?? start + 1;
  return text.slice(0, at) + (last === undefined ? added : `,${added}`) + text.slice(at);
}

/** Takes the member out together with one of the commas beside it. */
function without(text: string, start: number, end: number): string {
  const after = skipSpace(text, end);
  if (text[after] === ',') return text.slice(0, start) + text.slice(skipSpace(text, after + 1));
  const before = text.slice(0, start).trimEnd();
  return (before.endsWith(',') ? before.slice(0, -1) : before) + text.slice(end);
}
