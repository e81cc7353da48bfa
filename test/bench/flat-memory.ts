import { heldBytes, SINKS } from '../support/builders/many-rows.ts';

// Run by hand: node test/bench/flat-memory.ts [rows, a million] [presenters, all]. Says for each presenter what it holds after a tenth of
// the rows and after all of them; where that grows with the rows the exit status is 1.

const [count = '1000000', ...names] = process.argv.slice(2);
const ROWS = Number(count);
const ALLOWED = 3_000_000;
const mega = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`.padStart(9);

for (const [name, open] of Object.entries(SINKS).filter(([one]) => names.length === 0 || names.includes(one))) {
  const before = heldBytes();
  const push = open();
  const startedAt = performance.now();
  let written = 0;
  for (let at = 0; at < ROWS / 10; at += 1) written += push(at);
  const afterSome = heldBytes() - before;
  for (let at = ROWS / 10; at < ROWS; at += 1) written += push(at);
  const afterAll = heldBytes() - before;
  const rate = Math.round((ROWS / (performance.now() - startedAt)) * 1000);
  if (afterAll - afterSome > ALLOWED) process.exitCode = 1;
  console.log(
    `${name.padEnd(18)} ${ROWS} rows, ${mega(written)} written, held${mega(afterSome)} after a tenth,${mega(afterAll)} at the end, ${rate} rows/s`,
  );
  push(0);
}
