/** The text with what stands between `<!-- name -->` and `<!-- namestop -->` replaced; throws where the marks are missing. */
export function between(text: string, name: string, content: string): string {
  const [start, stop] = [`<!-- ${name} -->`, `<!-- ${name}stop -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(stop)];
  if (from < 0 || to < from) throw new Error(`The marks ${start} and ${stop} are missing.`);
  return `${text.slice(0, from + start.length)}\n${content.trim()}\n${text.slice(to)}`;
}

/** A table; what would part its cells or look like HTML is escaped. */
export function markdownTable(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(titles), `|${' --- |'.repeat(titles.length)}`, ...rows.map((row) => line(row.map(cell)))].join('\n');
}

/** The rows of the first table under a heading, without its titles; throws where there is none. */
export function tableUnder(text: string, heading: string): readonly (readonly string[])[] {
  const under = text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = under
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((each) => each.trim()));
  if (rows.length < 3) throw new Error(`There is no table under "${heading}".`);
  return rows.slice(2);
}

/** The text as code within a line. */
export function code(text: string): string {
  return `\`${text}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
