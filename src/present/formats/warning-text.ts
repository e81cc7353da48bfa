import { printable } from '../../domain/text/printable.ts';

/** An assumption, as a line for people. */
export function warningText(warning: string): string {
  return `Note: ${printable(warning)}`;
}
