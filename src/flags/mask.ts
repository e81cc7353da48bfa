import * as Flags from '@oclif/core/flags';
import { usage } from '../app/failures.ts';
import { readMemberPath } from '../domain/repair/member-path.ts';
import type { ChosenPath } from '../domain/secrets/chosen.ts';

/** The members to mask besides credentials; the same on every command that shows events. */
export const maskFlag = Flags.string({
  helpGroup: 'OUTPUT',
  // Not PATH, for which shells complete the names of files.
  helpValue: 'MEMBER',
  multiple: true,
  multipleNonGreedy: true,
  description:
    'also mask this member of every event, such as detail.card or detail.message.password (repeatable); credentials are masked without it',
});

/** The members that the flag names; throws a usage Failure for a text that is not a path into the detail. */
export function chosenBy(paths: readonly string[] | undefined): readonly ChosenPath[] {
  return (paths ?? []).map((text) => {
    const read = readMemberPath(text);
    if (read.kind === 'refused') throw usage(`--mask: ${read.reason}.`, EXAMPLE);
    if (read.path.root !== 'detail') throw usage(`--mask ${text} is not in the detail of an event.`, EXAMPLE);
    if (read.end < text.length) throw usage(`--mask ${text} is more than a path.`, EXAMPLE);
    return read.path.names;
  });
}

const EXAMPLE = 'Name a member of the detail: --mask detail.card --mask detail.message.password';
