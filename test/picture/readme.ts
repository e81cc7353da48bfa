// Renews what momento-eb prints in README.md: real output against a sandbox, at 80 columns. npm run picture:readme
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSeededSandbox } from '../../src/sandbox/integration/seeded.ts';
import { between } from '../../tools/markdown.ts';
import { run } from '../support/processes/processes.ts';

const README = 'README.md';
const DEAD_LETTERS = 5;
const SHOWN = {
  list: ['dlq', 'list'],
  redrive: ['dlq', 'redrive', '--fix', '--ttl', '3600', '--yes'],
} as const;

const home = mkdtempSync(join(tmpdir(), 'momento-eb-readme-'));
const sandbox = await startSeededSandbox({ seed: DEAD_LETTERS });
try {
  const environment = { ...sandbox.environment, HOME: home, XDG_DATA_HOME: home, COLUMNS: '80', NO_COLOR: '1' };
  let text = readFileSync(README, 'utf8');
  for (const [name, words] of Object.entries(SHOWN)) {
    const { stdout } = await run(process.execPath, ['bin/run.js', ...words], environment);
    const shown = `\`\`\`text\n$ momento-eb ${words.join(' ')}\n${stdout.trimEnd()}\n\`\`\``;
    text = between(text, name, shown);
  }
  writeFileSync(README, text);
} finally {
  await sandbox.stop();
  rmSync(home, { recursive: true, force: true });
}
