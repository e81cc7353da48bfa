import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { OLD_NODE } from '../support/processes/old-node.ts';
import { type Running, run, started } from '../support/processes/processes.ts';

const ENVIRONMENT = { MOMENTO_EB_SANDBOX_URL: undefined, MOMENTO_EB_QUEUE: undefined, MOMENTO_EB_STACK: undefined };

describe.skipIf(OLD_NODE === undefined)('a Node older than 22.13 inside the checkout', () => {
  const node = String(OLD_NODE);
  const running: Running[] = [];
  afterEach(() => {
    for (const { child } of running.splice(0)) child.kill('SIGKILL');
  });
  /** A sandbox that the old Node was asked for, once it listens. */
  const sandbox = async () => {
    const one = started(node, ['bin/run.js', 'sandbox', '--port', '0'], ENVIRONMENT);
    running.push(one);
    await one.said('Ctrl+C');
    return one;
  };

  it('hands over to the Node that npm ci brought', async () => {
    const ended = await run(node, ['bin/run.js', '--version'], ENVIRONMENT);
    expect(ended).toMatchObject({ status: 0, stderr: '' });
    expect(ended.stdout).toMatch(/^momento-eb\/\S+ \S+ node-v24\./);
  });

  it.each([
    ['0', ['dlq', 'list', '--help'], 0],
    ['2', ['dlq', 'list', '--no-such-flag'], 2],
  ])('ends with the status %s of what it started', async (_, args, status) => {
    expect(await run(node, ['bin/run.js', ...args], ENVIRONMENT)).toMatchObject({ status, signal: null });
  });

  it('ends with the status 4 of what it started, when nothing listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const environment = { ...ENVIRONMENT, MOMENTO_EB_SANDBOX_URL: `http://127.0.0.1:${port}` };
    expect(await run(node, ['bin/run.js', 'dlq', 'list', '--sandbox'], environment)).toMatchObject({ status: 4 });
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'passes %s on, so that a command can end in order',
    async (signal) => {
      const one = await sandbox();
      one.child.kill(signal);
      expect(await one.ended).toMatchObject({ status: 130, signal: null });
    },
  );

  it('dies of the signal that what it started died of', async () => {
    const one = await sandbox();
    const { pid } = one.child;
    process.kill(Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')), 'SIGKILL');
    expect(await one.ended).toMatchObject({ status: null, signal: 'SIGKILL' });
  });
});
