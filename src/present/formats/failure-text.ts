import type { Failure } from '../../app/failures.ts';
import { printableLines } from '../../domain/text/printable.ts';

/** A failure for people: what happened and why, then what to do next. */
export function failureText({ message, hint }: Failure): string {
  return printableLines(`momento-eb: ${message}\n→ ${hint}`);
}
