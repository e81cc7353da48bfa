import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, type TestContext } from 'vitest';
import { bench, REDRIVE } from '../bench.ts';
import { type Environment, startedInShell } from '../cli.ts';

/** Rows of these are several times what a pipe holds. */
const MESSAGES = 300;
const ROWS = `${REDRIVE.join(' ')} --output ndjson`;

/** Starts momento-eb with a reader that keeps its end of the pipe open and reads nothing. */
function unread(words: string, environment: Environment) {
  // The shell becomes momento-eb, so that signals reach it and nothing else.
  const { child } = startedInShell(`exec momento-eb ${words} > >(exec sleep 20)`, environment);
  const exit = once(child, 'exit').then(([status]) => {
    // The reader still has the pipes of this test.
    child.stdout?.destroy();
    child.stderr?.destroy();
    return status as number | null;
  });
  return { child, exit };
}

/** Polls, because the process under test cannot tell: nothing reads its output. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await pause(50);
}

/** A bench, and how many events were put since it began. */
async function benchOf(onTestFinished: TestContext['onTestFinished']) {
  const { environment, states, witness } = await bench(onTestFinished, MESSAGES);
  const before = (await witness.events()).length;
  return { environment, states, witness, put: async () => (await witness.events()).length - before };
}

it.concurrent('a redrive deletes all that was accepted though its reader reads nothing', async ({ onTestFinished }) => {
  const { environment, states, put } = await benchOf(onTestFinished);
  const { child, exit } = unread(ROWS, environment);
  await until(async () => (await put()) > 100 && (await states())['in-flight'] === undefined);
  expect((await states()).deleted).toBe(await put());
  child.kill('SIGKILL');
  await exit;
});

it.concurrent('a list releases all messages though its reader reads nothing', async ({ onTestFinished }) => {
  const { environment, states, witness } = await benchOf(onTestFinished);
  const { child, exit } = unread('dlq list --output ndjson --raw', environment);
  await until(async () => ((await witness.requests()).ChangeMessageVisibilityBatch ?? 0) >= MESSAGES / 10);
  await until(async () => (await states()).visible === MESSAGES);
  child.kill('SIGKILL');
  await exit;
});

it.concurrent('Ctrl+C releases all messages and ends though the reader reads nothing', async ({ onTestFinished }) => {
  const { environment, states, witness, put } = await benchOf(onTestFinished);
  await witness.faults(1, { operation: 'PutEvents', kind: 'latency', probability: 1, milliseconds: 400 });
  const { child, exit } = unread(`${ROWS} --concurrency 2`, environment);
  await until(async () => (await put()) > 0);
  child.kill('SIGINT');
  await until(async () => (await states())['in-flight'] === undefined);
  expect((await states()).deleted).toBe(await put());
  expect(await exit).toBe(130);
});
