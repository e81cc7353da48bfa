import type { Row } from './cell.ts';

/** The head of the table, as Markdown. */
export function headText(): string {
  return '| fault | lost | doubled | of them told as unknown | unnamed | exit | exit of the rerun |\n|---|--:|--:|--:|--:|--:|--:|';
}

/** One row of it; a row that is not what it must be says so. */
export function rowText({ name, lost, doubled, doubledUnknown, unnamed, exits, wrong }: Row): string {
  const rerun = exits.at(-1) ?? '';
  const first = exits.slice(0, -1).join(', ');
  const mark = wrong.length > 0 ? ' **WRONG**' : '';
  return `| ${name}${mark} | ${lost} | ${doubled} | ${doubledUnknown} | ${unnamed} | ${first} | ${rerun} |`;
}
