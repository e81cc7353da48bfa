import { parseArgs } from 'node:util';
import pLimit from 'p-limit';
import { type Row, runCell } from './cell.ts';
import { CELLS } from './cells.ts';
import { headText, rowText } from './table.ts';

/** `npm run test:faults`: prints the table as it comes about; exits 1 when a cell is not what it must be. */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    quick: { type: 'boolean', default: false },
    'at-once': { type: 'string', default: '3' },
  },
});
const cells = CELLS.filter(({ name, isQuick }) => name.includes(values.only) && (!values.quick || isQuick === true));
const limit = pLimit(Number(values['at-once']));
const seed = Number(values.seed);
const startedAt = performance.now();

console.log(headText());
const rows: Row[] = [];
const running = cells.map((cell) => limit(() => runCell(cell, seed)));
for (const row of running) {
  rows.push(await row);
  console.log(rowText(rows.at(-1) as Row));
}
const wrong = rows.filter((row) => row.wrong.length > 0);
console.log(`\n${rows.length} cells, seed ${seed}, ${Math.round((performance.now() - startedAt) / 1000)} s`);
for (const { name, wrong: why } of wrong) console.log(`\nWRONG ${name}\n  ${why.slice(0, 8).join('\n  ')}`);
process.exitCode = wrong.length > 0 || rows.length === 0 ? 1 : 0;
