// Makes docs/redrive.svg: list, redrive and verify on a real terminal of 80 × 24, one SVG that moves.
// npm run picture:redrive [-- FILE]
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startSeededSandbox } from '../../src/sandbox/integration/seeded.ts';
import { recordingOf } from '../support/terminal/moving-svg.ts';
import { onTerminal } from '../support/terminal/pseudo-terminal.ts';
import { screenOf } from '../support/terminal/terminal-screen.ts';

const [file = 'docs/redrive.svg'] = process.argv.slice(2);
const SIZE = { columns: 80, rows: 24 };
const DEAD_LETTERS = 5;
const COMMANDS = ['momento-eb dlq list', 'momento-eb dlq redrive --fix --ttl 3600', 'momento-eb ledger verify'];
const PROMPT = '$ ';
const KEYS_AT_ONCE = 3;
const KEYS_MS = 110;
const READING_MS = 5000;
const SCRIPT = fileURLToPath(new URL('../../bin/run.js', import.meta.url));

// A shell that never prompts again must not keep the process forever.
AbortSignal.timeout(60_000).addEventListener('abort', () => running.signal('SIGKILL'));

const home = mkdtempSync(join(tmpdir(), 'momento-eb-picture-'));
const sandbox = await startSeededSandbox({ seed: DEAD_LETTERS });
const running = onTerminal(
  '/bin/bash',
  ['--noprofile', '--norc', '-c', shell()],
  {
    ...sandbox.environment,
    HOME: home,
    XDG_DATA_HOME: home,
    LC_ALL: 'C.UTF-8',
    NO_COLOR: '',
    FORCE_COLOR: '1',
    TERM: 'xterm-256color',
  },
  SIZE,
);
try {
  const screen = screenOf(running, SIZE);
  const recording = recordingOf(screen.terminal);
  let takenAt = performance.now();
  const take = () => {
    const now = performance.now();
    recording.take(now - takenAt);
    takenAt = now;
  };
  const lastRow = (rows: readonly string[]) => rows.findLast((row) => row.trim() !== '')?.trimEnd() ?? '';
  /** Records until the screen is so; the wording of what is shown does not matter. */
  const until = async (isSo: (rows: readonly string[]) => boolean) => {
    const watching = new AbortController();
    const watch = (async () => {
      while (!watching.signal.aborted) {
        take();
        await setTimeout(80);
      }
    })();
    await screen.until(isSo);
    watching.abort();
    await watch;
    take();
  };
  const atPrompt = (rows: readonly string[]) => lastRow(rows) === PROMPT.trim();
  const asked = (rows: readonly string[]) => /\[y\/N\]$/.test(lastRow(rows));
  const type = async (text: string) => {
    for (let at = 0; at < text.length; at += KEYS_AT_ONCE) {
      const typed = text.slice(0, at + KEYS_AT_ONCE);
      running.type(text.slice(at, at + KEYS_AT_ONCE));
      await screen.until((rows) => lastRow(rows).endsWith(typed.trimEnd()));
      recording.take(0);
      recording.hold(KEYS_MS);
      takenAt = performance.now();
    }
  };

  await screen.until(atPrompt);
  take();
  for (const command of COMMANDS) {
    recording.hold(600);
    await type(command);
    recording.hold(500);
    running.type('\r');
    await screen.until((rows) => !lastRow(rows).endsWith(command));
    await until((rows) => atPrompt(rows) || asked(rows));
    if (asked(screen.rows())) {
      recording.hold(READING_MS);
      await type('y');
      recording.hold(500);
      running.type('\r');
      await screen.until((rows) => !/\[y\/N\] y$/.test(lastRow(rows)));
      await until(atPrompt);
    }
    recording.hold(READING_MS);
  }
  await writeFile(file, recording.svg(`momento-eb on a terminal: ${COMMANDS.join(', ')}`));
  process.stdout.write(`${file}\n`);
} finally {
  running.signal('SIGHUP');
  await running.ended;
  await sandbox.stop();
  rmSync(home, { recursive: true, force: true });
}

/** An interactive shell that knows the checkout's momento-eb, and nothing of its user. */
function shell(): string {
  const known = `momento-eb() { '${process.execPath}' '${SCRIPT}' "$@"; }; export -f momento-eb`;
  return `${known}; PS1='${PROMPT}' exec bash --noprofile --norc -i`;
}
