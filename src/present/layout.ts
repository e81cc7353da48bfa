import stringWidth from 'string-width';

const CHARACTERS = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The text cut to that many terminal columns, with `…` where something is missing. The text must be printable and uncoloured. */
export function fitted(text: string, columns: number): string {
  if (columns <= 0) return '';
  if (text.length <= columns * 4 && stringWidth(text) <= columns) return text;
  let head = '';
  let width = 0;
  for (const { segment } of CHARACTERS.segment(text.slice(0, columns * 8))) {
    width += stringWidth(segment);
    if (width > columns - 1) break;
    head += segment;
  }
  return `${head}…`;
}

/** The text filled up with spaces to that many columns; colour codes count nothing. */
export function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - stringWidth(text)));
}

/** The same on the left, for numbers. */
export function padLeft(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - stringWidth(text))) + text;
}

/** Breaks plain text at spaces into lines of at most `width` columns, each after `indent`; a longer word stands alone. */
export function wrap(text: string, width: number, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && stringWidth(indent + longer) > width) {
      lines.push(indent + line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, indent + line].join('\n');
}

/** A column of a table: `grow` shares what is left of the width, the others are as wide as their widest cell. */
export interface Column {
  readonly title: string;
  readonly grow?: true;
}

/** A table within `width` columns; cells must be printable. `style` colours a finished cell. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
  style: (cell: string, column: number) => string = (cell) => cell,
): readonly string[] {
  const gap = '  ';
  const widest = columns.map((column, at) =>
    rows.reduce((most, row) => Math.max(most, stringWidth(row[at] ?? '')), stringWidth(column.title)),
  );
  const fixed = columns.reduce((sum, column, at) => sum + (column.grow ? 0 : (widest[at] ?? 0)), 0);
  const growing = columns.filter((column) => column.grow).length;
  const room = Math.max(growing * 8, width - fixed - gap.length * (columns.length - 1));
  const widths = columns.map((column, at) =>
    column.grow ? Math.min(widest[at] ?? 0, Math.floor(room / growing)) : (widest[at] ?? 0),
  );
  const line = (cells: readonly string[], paint: typeof style) =>
    cells
      .map((cell, at) => paint(pad(fitted(cell, widths[at] ?? 0), at === cells.length - 1 ? 0 : (widths[at] ?? 0)), at))
      .join(gap);
  return [
    line(
      columns.map((column) => column.title),
      (cell) => cell,
    ),
    ...rows.map((row) => line(row, style)),
  ];
}
