import type { CauseId } from '../diagnosis/catalogue.ts';
import type { EventEnvelope } from '../eventbridge/event.ts';
import type { Rendering } from '../integration/rendering.ts';
import { editText, textAt } from '../json/edit-text.ts';
import { isJsonObject, parseJson } from '../json/json.ts';
import type { CallMember } from '../momento/call.ts';
import { detailMembers, printMemberPath } from './member-path.ts';
import type { Edit, EditKind, RepairPolicy, Why } from './repair.ts';

/** A change to one member: which of the call it is, the JSON path that the target reads, and the new value as JSON text (undefined: remove it). */
export interface MemberChange {
  readonly about: CallMember;
  readonly path: string;
  readonly json: string | undefined;
}

/** Changes that make sense together only. */
export interface Change {
  readonly members: readonly MemberChange[];
  /** Why, where the kind of repair does not say it all. */
  readonly reason?: string | undefined;
  /** The value that the operator gave, where the repair takes one. */
  readonly value?: string;
  /** A condition on the changed event, besides that nothing else changes. */
  readonly provedBy?: (after: Rendering) => boolean;
}

/** A kind of repair. Its flag, help and advice are in the registry of the flags. */
export interface RepairRule {
  readonly kind: EditKind;
  /** The causes that it can remove. */
  readonly causes: readonly CauseId[];
  /** The changes for an event with one of these causes; none where the policy does not allow it or it cannot help. */
  readonly changes: (rendering: Rendering, policy: RepairPolicy) => readonly Change[];
  /** The cause for which it is applied to every selected event, once the known faults are repaired. */
  readonly always?: CauseId;
}

/** A wanted change, why it is wanted, and the cause that it would remove. */
export interface Wish extends Change, Why {
  readonly mends: CauseId;
}

/**
 * Applies a wish to the event's detail; every byte that it does not name stays. `undefined` where the target does not
 * read one of the values from a member of the detail (but from a constant, another part of the event, an element of a
 * list), or where one of them would not change.
 */
export function editEvent(
  event: EventEnvelope,
  { members, reason, kind, asked, mends }: Wish,
): { readonly event: EventEnvelope; readonly edits: readonly Edit[] } | undefined {
  let { detailText } = event;
  const edits: Edit[] = [];
  for (const { path, json } of members) {
    const names = detailMembers(path);
    if (names === undefined) return undefined;
    const text = editText(detailText, { path: names, json });
    if (text === detailText) return undefined;
    const [before, after] = [textAt(detailText, names) ?? null, textAt(text, names) ?? null];
    edits.push({ path: printMemberPath({ root: 'detail', names }), before, after, reason, kind, asked, mends });
    detailText = text;
  }
  const detail = parseJson(detailText);
  return isJsonObject(detail) ? { event: { ...event, detail, detailText }, edits } : undefined;
}
