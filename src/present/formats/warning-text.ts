import { printable } from '../../domain/text/printable.ts';

/** What had to be assumed, as a line for people. */
export function warningText(warning: string): string {
  return `Note: ${printable(warning)}`;
}
