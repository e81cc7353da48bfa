import type { CauseId } from '../diagnosis/catalogue.ts';
import type { EventEnvelope } from '../eventbridge/event.ts';
import { stepsOf } from '../eventbridge/json-path.ts';
import { editText, textAt } from '../json/edit-text.ts';
import { isJsonObject, parseJson } from '../json/json.ts';
import type { CallMember } from '../momento/call.ts';
import { printableJson } from '../text/printable.ts';
import type { Edit, EditKind } from './repair.ts';

/** A change: the member of the call that it is about, the JSON path that the target reads, and the new value as JSON text (undefined: remove it). */
export interface Change {
  readonly about: CallMember;
  readonly path: string;
  readonly json: string | undefined;
  readonly reason: string;
  readonly kind: EditKind;
}

/** A wanted change and the cause that it would remove. */
export interface Wish extends Change {
  readonly mends: CauseId;
}

/**
 * Applies a wish to the event's detail; every byte that it does not name stays. `undefined` where the target does not
 * read that value from a member of the detail (a constant, another part of the event, an element of a list) or where
 * nothing would change.
 */
export function editEvent(
  event: EventEnvelope,
  wish: Wish,
): { readonly event: EventEnvelope; readonly edit: Edit } | undefined {
  const members = membersOfDetail(wish.path);
  if (members === undefined) return undefined;
  const detailText = editText(event.detailText, { path: members, json: wish.json });
  const detail = parseJson(detailText);
  if (detailText === event.detailText || !isJsonObject(detail)) return undefined;
  const edit: Edit = {
    path: `detail${members.map(stepText).join('')}`,
    before: textAt(event.detailText, members) ?? null,
    after: textAt(detailText, members) ?? null,
    reason: wish.reason,
    kind: wish.kind,
    mends: wish.mends,
  };
  return { event: { ...event, detail, detailText }, edit };
}

/** The names that lead from the detail to the member, at least one. */
function membersOfDetail(path: string): readonly string[] | undefined {
  const [root, ...members] = stepsOf(path) ?? [];
  if (root !== 'detail' || members.length === 0) return undefined;
  return members.every((step) => typeof step === 'string') ? members : undefined;
}

/** A name that would read as several steps, or that a terminal could act upon, stands in brackets as printable JSON. */
function stepText(name: string): string {
  return /^[\w-]+$/.test(name) ? `.${name}` : `[${printableJson(JSON.stringify(name))}]`;
}
