// What the dashboard costs: npm run bench:dashboard. Memory and requests of a thousand refreshes, the processor at rest.
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { run, started } from '../support/processes/processes.ts';
import { onTerminal } from '../support/terminal/pseudo-terminal.ts';
import { screenOf } from '../support/terminal/terminal-screen.ts';

const SCRIPT = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const SIZE = { columns: 140, rows: 40 };
const REST_SECONDS = 30;

const sandbox = started(process.execPath, [SCRIPT, 'sandbox', '--port', '0', '--seed', '20']);
let told = '';
sandbox.child.stdout?.on('data', (piece) => {
  told += piece;
});
await sandbox.said('http://127.0.0.1:');
const url = /http:\/\/127\.0\.0\.1:\d+/.exec(told)?.[0] ?? '';
const directory = await mkdtemp(join(tmpdir(), 'momento-eb-bench-'));
try {
  process.stdout.write(await refreshes());
  process.stdout.write(`${JSON.stringify({ processorAtRest: await atRest() })}\n`);
} finally {
  sandbox.child.kill('SIGTERM');
  await sandbox.ended;
}

/** Bundled as the product is, because React's development build costs other things. */
async function refreshes(): Promise<string> {
  const bundle = await rolldown({
    input: fileURLToPath(new URL('./refreshes.ts', import.meta.url)),
    platform: 'node',
    external: [/^node:/, 'react-devtools-core'],
    transform: { define: { 'process.env.NODE_ENV': "'production'" } },
  });
  await bundle.write({ dir: directory, format: 'esm', entryFileNames: 'refreshes.mjs', chunkFileNames: '[name].mjs' });
  await bundle.close();
  const { status, stdout, stderr } = await run(process.execPath, [
    '--expose-gc',
    join(directory, 'refreshes.mjs'),
    url,
    directory,
  ]);
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** The share of one core that the dashboard takes while nobody touches it, its looks at the queue included. */
async function atRest(): Promise<string> {
  const running = onTerminal(
    process.execPath,
    [SCRIPT, 'stats', '--sandbox'],
    { MOMENTO_EB_SANDBOX_URL: url, LC_ALL: 'C.UTF-8', XDG_CACHE_HOME: directory },
    SIZE,
  );
  const screen = screenOf(running, SIZE);
  await screen.until((rows) => rows.some((row) => row.endsWith('LIVE')));
  await setTimeout(3_000);
  const before = await ticks(running.pid);
  await setTimeout(REST_SECONDS * 1000);
  const share = ((await ticks(running.pid)) - before) / REST_SECONDS;
  running.type('q');
  await running.ended;
  return `${share.toFixed(1)} % of a core over ${REST_SECONDS} s`;
}

/** User and system time in hundredths of a second. Source: proc(5), /proc/pid/stat, fields 14 and 15 (Linux only). */
async function ticks(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\) /s, '').split(' ');
  return Number(fields[11]) + Number(fields[12]);
}
