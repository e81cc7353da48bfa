import { expect, it } from 'vitest';
import { run } from '../support/processes/processes.ts';

it('npm run dev runs the command line from its sources', async () => {
  const { status, stdout, stderr } = await run(process.execPath, ['tools/dev.ts', 'dlq', 'list', '--help'], {});
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('$ momento-eb dlq list');
});

it('npm run dev runs the dashboard, whose sources hold JSX', async () => {
  const { status, stderr } = await run(
    process.execPath,
    ['--input-type=module', '-e', "await import('./tools/dev.ts'); await import('./src/dashboard/run.tsx');"],
    {},
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
