import type { CauseId } from '../diagnosis/catalogue.ts';
import type { EventEnvelope } from '../eventbridge/event.ts';
import { editText, textAt } from '../json/edit-text.ts';
import { isJsonObject, type JsonObject, type JsonValue, member, parseJson } from '../json/json.ts';
import { printMemberPath } from './member-path.ts';
import type { Assignment, Edit } from './repair.ts';

/** The event with the values, and the edits; or the members that cannot be set, because the way to them leads through something that is no object. */
export type Given =
  | { readonly kind: 'given'; readonly event: EventEnvelope; readonly edits: readonly Edit[] }
  | { readonly kind: 'impossible'; readonly at: readonly string[] };

/**
 * Gives members their values. Objects that are missing on the way are made; every other byte of the
 * detail stays. A member that has the very value already is no edit.
 */
export function giveValues(event: EventEnvelope, assignments: readonly Assignment[], mends?: CauseId): Given {
  const edits: Edit[] = [];
  const at: string[] = [];
  let given = event;
  for (const assignment of assignments) {
    const { path, json, reason, asked, kind } = assignment;
    const shown = printMemberPath(path);
    const after = giveValue(given, assignment);
    if (after === undefined) at.push(shown);
    const before = valueAt(given, assignment);
    if (after === undefined || before === json) continue;
    edits.push({ path: shown, before, after: json, reason, asked, kind, mends });
    given = after;
  }
  return at.length > 0 ? { kind: 'impossible', at } : { kind: 'given', event: given, edits };
}

/** An incomplete event has an empty source and an empty detail-type: they are absent. */
function valueAt({ source, detailType, detailText }: EventEnvelope, { path }: Assignment): string | null {
  if (path.root === 'detail') return textAt(detailText, path.names) ?? null;
  const text = path.root === 'source' ? source : detailType;
  return text === '' ? null : JSON.stringify(text);
}

function giveValue(event: EventEnvelope, { path, json }: Assignment): EventEnvelope | undefined {
  if (path.root !== 'detail') {
    const text = String(parseJson(json));
    return path.root === 'source' ? { ...event, source: text } : { ...event, detailType: text };
  }
  const depth = depthOf(event.detail, path.names);
  if (depth === undefined) return undefined;
  const missing = path.names.slice(depth);
  const value = missing.reduceRight((inner, name) => `{${JSON.stringify(name)}:${inner}}`, json);
  const detailText = editText(event.detailText, { path: path.names.slice(0, depth), json: value });
  const detail = parseJson(detailText);
  return isJsonObject(detail) ? { ...event, detail, detailText } : undefined;
}

/** How many names lead to the member to write: all, or up to the first whose object is missing. */
function depthOf(detail: JsonObject, names: readonly string[]): number | undefined {
  let value: JsonValue = detail;
  for (const [at, name] of names.entries()) {
    if (!isJsonObject(value)) return undefined;
    const next: JsonValue | undefined = member(value, name);
    if (next === undefined || at === names.length - 1) return at + 1;
    value = next;
  }
  return undefined;
}
