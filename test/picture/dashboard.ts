// Makes docs/dashboard.svg: the dashboard, as a real terminal shows it, of a sandbox that has been busy for an hour.
// npm run picture [-- FILE [COLUMNS ROWS [KEYS...]]]
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { startSeededSandbox } from '../../src/sandbox/integration/seeded.ts';
import { startTraffic } from '../../src/sandbox/integration/traffic.ts';
import { SEED_SPAN_MS } from '../../src/sandbox/seed/seed.ts';
import { createSandboxClock } from '../../src/sandbox/time/clock.ts';
import { onTerminal } from '../support/terminal/pseudo-terminal.ts';
import { screenSvg } from '../support/terminal/screen-svg.ts';
import { screenOf } from '../support/terminal/terminal-screen.ts';

const [file = 'docs/dashboard.svg', columns = '120', rows = '36', ...keys] = process.argv.slice(2);
const SIZE = { columns: Number(columns), rows: Number(rows) };
const MINUTE_MS = 60_000;
const MINUTES = 60;
const SCRIPT = fileURLToPath(new URL('../../bin/run.js', import.meta.url));

const clock = createSandboxClock(() => Date.now() - SEED_SPAN_MS - MINUTES * MINUTE_MS);
const sandbox = await startSeededSandbox({ seed: 40, clock });
try {
  await oneBusyHour();
  const running = onTerminal(
    process.execPath,
    [SCRIPT, 'stats'],
    { ...sandbox.environment, LC_ALL: 'C.UTF-8', NO_COLOR: '', FORCE_COLOR: '1', TERM: 'xterm-256color' },
    SIZE,
  );
  const screen = screenOf(running, SIZE);
  const isLive = (seen: readonly string[]) => seen.some((row) => row.endsWith('LIVE'));
  await screen.until(isLive);
  const before = screen.rows().slice(1).join();
  running.type(keys.length === 0 ? 'c' : keys.map((key) => (key === 'enter' ? '\r' : key)).join(''));
  const isSampled = (seen: readonly string[]) => seen.some((row) => /CAUSES .* read \d/.test(row));
  const isOther = (seen: readonly string[]) => seen.slice(1).join() !== before;
  await screen.until(
    (seen) => isLive(seen) && (keys.length === 0 || keys.includes('c') ? isSampled(seen) : isOther(seen)),
  );
  await writeFile(file, screenSvg(screen.terminal));
  running.type('q');
  await running.ended;
  process.stdout.write(`${file}\n`);
} finally {
  await sandbox.stop();
}

/** A wave of events, minute by minute of the sandbox's time. */
async function oneBusyHour(): Promise<void> {
  let put = () => {};
  const end = startTraffic(sandbox, 10, (_, action) => {
    put = action;
    return () => {};
  });
  for (let minute = 0; minute < MINUTES; minute += 1) {
    const wave = 6 + Math.round(4 * Math.sin(minute / 7)) + (minute % 5);
    for (let times = 0; times < wave; times += 1) put();
    await sandbox.integration.eventBridge.dispatcher.idle();
    clock.advance(MINUTE_MS);
  }
  end();
}
