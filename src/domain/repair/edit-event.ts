import type { CauseId } from '../diagnosis/catalogue.ts';
import type { EventEnvelope } from '../eventbridge/event.ts';
import { editText, textAt } from '../json/edit-text.ts';
import { isJsonObject, parseJson } from '../json/json.ts';
import type { Edit, EditKind } from './repair.ts';

const DETAIL_PATH = /^\$\.detail((?:\.[A-Za-z0-9_-]+)+)$/;

/** A change: the JSON path that the target reads, and the new value as JSON text (undefined: remove it). */
export interface Change {
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
 * read that value from the detail (a constant, another part of the event) or where nothing would change.
 */
export function editEvent(
  event: EventEnvelope,
  wish: Wish,
): { readonly event: EventEnvelope; readonly edit: Edit } | undefined {
  const members = DETAIL_PATH.exec(wish.path)?.[1]?.slice(1).split('.');
  if (members === undefined) return undefined;
  const detailText = editText(event.detailText, { path: members, json: wish.json });
  const detail = parseJson(detailText);
  if (detailText === event.detailText || !isJsonObject(detail)) return undefined;
  const edit: Edit = {
    path: `detail.${members.join('.')}`,
    before: textAt(event.detailText, members) ?? null,
    after: textAt(detailText, members) ?? null,
    reason: wish.reason,
    kind: wish.kind,
    mends: wish.mends,
  };
  return { event: { ...event, detail, detailText }, edit };
}
