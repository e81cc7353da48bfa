import type { Failure } from '../../app/failures.ts';
import { printable } from '../../domain/text/printable.ts';

/** A failure for people, on two lines: what happened and why, then what to do next. */
export function failureText({ message, hint }: Failure): string {
  return `momento-eb: ${printable(message)}\n→ ${printable(hint)}`;
}
