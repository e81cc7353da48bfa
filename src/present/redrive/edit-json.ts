import type { Edit } from '../../domain/repair/repair.ts';
import { maskedMember } from '../../domain/secrets/mask.ts';
import { reasonOf } from '../../flags/advice.ts';

/** One element of `edits`. `before` and `after` are JSON texts, null where the member is absent. */
export function editJson(edit: Edit) {
  const { path, before, after, kind } = edit;
  return { path, before: maskedMember(path, before), after: maskedMember(path, after), reason: reasonOf(edit), kind };
}
