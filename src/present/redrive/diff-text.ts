import type { Edit } from '../../domain/repair/repair.ts';
import { maskedMember } from '../../domain/secrets/mask.ts';
import { quote } from '../../domain/text/printable.ts';
import { reasonOf } from '../../flags/advice.ts';
import { wrap } from '../style/layout.ts';
import type { Theme } from '../style/theme.ts';

const LONGEST_VALUE = 200;

/** The edits of one event as a diff; `-` and `+` carry the meaning, colour only repeats it. */
export function diffText(edits: readonly Edit[], width: number, theme: Theme, indent: string): string {
  const said = (sign: string, text: string) => hanging(`${indent}${sign} `, text, width);
  return edits
    .flatMap(({ path, before, after, kind, ...why }) => [
      ...(before === null
        ? []
        : [theme.bad(said('-', `${path}: ${quote(maskedMember(path, before), LONGEST_VALUE)}`))]),
      ...(after === null ? [] : [theme.good(said('+', `${path}: ${quote(maskedMember(path, after), LONGEST_VALUE)}`))]),
      theme.faint(said(' ', `${kind}: ${quote(reasonOf({ ...why, kind }), LONGEST_VALUE)}`)),
    ])
    .join('\n');
}

/** The text after `lead`, its further lines below its first character. */
function hanging(lead: string, text: string, width: number): string {
  return lead + wrap(text, width, ' '.repeat(lead.length)).trimStart();
}
