/** The cells of one line as RFC 4180 reads them. */
export function readCsvLine(line: string): readonly string[] {
  const cells: string[] = [];
  let rest = line.replace(/\n$/, '');
  for (;;) {
    const [all, quoted, plain] = /^(?:"((?:[^"]|"")*)"|([^",]*))(?=,|$)/.exec(rest) ?? [];
    if (all === undefined) throw new Error(`no cell: ${rest}`);
    cells.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (all.length === rest.length) return cells;
    rest = rest.slice(all.length + 1);
  }
}
