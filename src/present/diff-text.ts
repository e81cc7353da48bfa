import type { Edit } from '../domain/repair/edit.ts';
import { quote } from '../domain/text/printable.ts';
import type { Theme } from './theme.ts';

const LONGEST_VALUE = 200;

/** The edits of one event as a diff; `-` and `+` carry the meaning, colour only repeats it. */
export function diffText(edits: readonly Edit[], look: Theme, indent: string): string {
  return edits
    .flatMap(({ path, before, after, reason, kind }) => [
      ...(before === null ? [] : [look.bad(`${indent}- ${path}: ${quote(before, LONGEST_VALUE)}`)]),
      ...(after === null ? [] : [look.good(`${indent}+ ${path}: ${quote(after, LONGEST_VALUE)}`)]),
      look.faint(`${indent}  ${kind}: ${quote(reason, LONGEST_VALUE)}`),
    ])
    .join('\n');
}
