import { columnsOf, fitted, pad } from './layout.ts';

const GAP = '  ';

/** A column is as wide as its widest cell. `least`: where the width does not suffice for all, its cells may be cut to so many columns. */
export interface Column {
  readonly title: string;
  readonly least?: number;
}

/** A table within `width` columns, the titles first; cells must be printable and uncoloured. `style` colours a finished cell. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
  style: (cell: string, column: number) => string = (cell) => cell,
): readonly string[] {
  const widths = widthsOf(columns, rows, width);
  const last = columns.length - 1;
  const line = (cells: readonly string[], paint: typeof style) =>
    cells
      .map((cell, at) => {
        const room = widths[at] ?? 0;
        return paint(pad(fitted(cell, room), at === last ? 0 : room), at);
      })
      .join(GAP);
  return [
    line(
      columns.map((column) => column.title),
      (cell) => cell,
    ),
    ...rows.map((row) => line(row, style)),
  ];
}

/** Takes what is too much from the column that is furthest above its least width, then, in a very narrow terminal, from the widest. */
function widthsOf(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): readonly number[] {
  const room = width - GAP.length * (columns.length - 1);
  const widths = columns.map((column, at) => {
    const widest = rows.reduce((most, row) => Math.max(most, widthOf(row[at] ?? '', room)), column.title.length);
    return Math.min(widest, room);
  });
  shrink(
    widths,
    columns.map((column, at) => column.least ?? widths[at] ?? 0),
    room,
  );
  shrink(
    widths,
    columns.map(() => 1),
    room,
  );
  return widths;
}

/** The width as far as it matters: what is far longer than the room is not measured to its end. */
function widthOf(cell: string, room: number): number {
  return columnsOf(cell.slice(0, room * 4));
}

function shrink(widths: number[], leasts: readonly number[], room: number): void {
  for (let over = widths.reduce((sum, one) => sum + one, 0) - room; over > 0; over -= 1) {
    const spare = widths.map((one, at) => one - (leasts[at] ?? 0));
    const most = Math.max(...spare);
    if (most <= 0) return;
    widths[spare.indexOf(most)] = (widths[spare.indexOf(most)] ?? 0) - 1;
  }
}
