import { expect, it } from 'vitest';
import { programOf } from '../../../../src/flags/program.ts';
import { sandboxText } from '../../../../src/present/sandbox/sandbox-text.ts';
import { makeTheme } from '../../../../src/present/style/theme.ts';

const VIEW = { url: 'http://127.0.0.1:4613', environment: { AWS_REGION: 'us-east-1' } };

it('exports the address of a sandbox, so that every later command finds it', () => {
  const text = sandboxText(VIEW, false, 'momento-eb', makeTheme(false));
  expect(text).toContain('\n  export MOMENTO_EB_SANDBOX_URL=http://127.0.0.1:4613\n  momento-eb dlq list --sandbox\n');
});

it('needs no address at the default port', () => {
  expect(sandboxText(VIEW, true, 'momento-eb', makeTheme(false))).not.toContain('MOMENTO_EB_SANDBOX_URL');
});

it.each([
  ['/usr/local/bin/momento-eb', 'momento-eb'],
  ['/home/me/shop/node_modules/.bin/momento-eb', 'npx momento-eb'],
  ['/home/me/momento-eb/bin/run.js', 'node /home/me/momento-eb/bin/run.js'],
  ['/home/me/my tools/bin/run.js', "node '/home/me/my tools/bin/run.js'"],
  [undefined, 'momento-eb'],
])('starts what was started as %s with %s', (script, program) => {
  expect(programOf(script)).toBe(program);
});
