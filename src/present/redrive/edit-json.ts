import type { Edit } from '../../domain/repair/edit.ts';
import { maskedMember } from '../../domain/secrets/mask.ts';

/** One element of `edits`. `before` and `after` are JSON texts, null where the member is absent. */
export function editJson({ path, before, after, reason, kind }: Edit) {
  return { path, before: maskedMember(path, before), after: maskedMember(path, after), reason, kind };
}
