import type { TransformedBody } from '../dead-letter/dead-letter.ts';
import type { TargetInput } from '../eventbridge/target.ts';
import { jsonParts, readTemplate } from '../eventbridge/template.ts';
import { member, parseJson } from '../json/json.ts';
import { detailMembers } from './member-path.ts';
import type { EditKind } from './repair.ts';

/** A member of the detail that a target's input still holds, as JSON text. */
export interface Recovered {
  readonly names: readonly string[];
  readonly json: string;
  readonly kind: EditKind;
}

/**
 * The members of the detail in the body of a dead letter under the input settings of its target: the value of the only
 * variable, the quotes around it taken off and nothing unescaped, because nothing was escaped; a body that this broke
 * still holds it. `assumed` where it was perhaps
 * not a string: an object loses its inner quotes within a quoted template. Nothing is recovered from an empty text,
 * for that is what an absent member becomes.
 */
export function recovered(
  input: TargetInput | undefined,
  { value }: TransformedBody,
  body: string,
): Recovered | undefined {
  if (input?.kind === 'path')
    return value === null || value === undefined ? undefined : found(input.path, body.trim(), 'safe');
  if (input?.kind !== 'transformer') return undefined;
  const template = input.template.trim();
  const pieces = readTemplate(template);
  const variables = pieces.filter((piece) => piece.kind === 'placeholder');
  const [variable] = variables;
  const path = variable === undefined ? undefined : member(input.paths, variable.name);
  if (variable === undefined || variables.length > 1 || jsonParts(template).length > 1) return undefined;
  const text = inner(template, `<${variable.name}>`, body.trim());
  if (text === undefined || typeof path !== 'string') return undefined;
  if (variable.quoted)
    return text === '' ? undefined : found(path, JSON.stringify(text), isDoubtful(text) ? 'assumed' : 'safe');
  return text === '""' || parseJson(text) === undefined ? undefined : found(path, text, 'safe');
}

/** Perhaps an object or a list without its quotes, or a null, whose spelling by EventBridge is not documented. */
function isDoubtful(text: string): boolean {
  return /^\s*[[{]/.test(text) || text === 'null';
}

/** The text of the body in the place of the variable of the template; `undefined` where the rest differs. */
function inner(template: string, variable: string, body: string): string | undefined {
  const start = template.indexOf(variable);
  const [before, after] = [template.slice(0, start), template.slice(start + variable.length)];
  const fits = body.startsWith(before) && body.endsWith(after) && body.length >= before.length + after.length;
  return fits ? body.slice(before.length, body.length - after.length) : undefined;
}

function found(path: string, json: string, kind: EditKind): Recovered | undefined {
  const names = detailMembers(path);
  return names && { names, json, kind };
}
