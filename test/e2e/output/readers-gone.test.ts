import { describe, expect, it } from 'vitest';
import { bench, REDRIVE, SEED } from '../bench.ts';
import { inShell, momentoEbOnTerminal, startedMomentoEb } from '../cli.ts';

const SLOW = { operation: 'PutEvents', kind: 'latency', probability: 1, milliseconds: 400 };
const WORDS = [...REDRIVE, '--concurrency', '1'];

describe.concurrent('a redrive in the middle', () => {
  it('releases everything on SIGINT though nobody reads its standard error any more', async ({ onTestFinished }) => {
    const { environment, witness, states } = await bench(onTestFinished);
    await witness.faults(1, SLOW);
    const { child, said, ended } = startedMomentoEb([...WORDS, '--json'], environment);
    await said('"entries": [');
    child.stderr?.destroy();
    child.kill('SIGINT');
    const { status, stdout } = await ended;
    expect(status).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({ interrupted: true, notHandedBack: 0 });
    expect(await states()).not.toHaveProperty('in-flight');
  });

  it('hears SIGHUP as it hears SIGINT', async ({ onTestFinished }) => {
    const { environment, witness, states } = await bench(onTestFinished);
    await witness.faults(1, SLOW);
    const { child, said, ended } = startedMomentoEb([...WORDS, '--json'], environment);
    await said('"entries": [');
    child.kill('SIGHUP');
    expect(await ended).toMatchObject({ status: 130, stderr: expect.stringContaining('Stopping') });
    expect(await states()).not.toHaveProperty('in-flight');
  });

  it('stops in order when standard output is a full disk, and loses nothing', async ({ onTestFinished }) => {
    const { environment, states } = await bench(onTestFinished);
    const { status, stderr } = await inShell(`momento-eb ${WORDS.join(' ')} --json > /dev/full`, environment);
    expect(status).toBe(3);
    expect(stderr).toContain('ENOSPC');
    expect(await states()).not.toHaveProperty('in-flight');
  });

  it('releases everything when its terminal goes away', async ({ onTestFinished }) => {
    const { environment, witness, states } = await bench(onTestFinished);
    await witness.faults(1, SLOW);
    const terminal = momentoEbOnTerminal(WORDS, environment);
    await terminal.shown('sent ');
    terminal.hangUp();
    expect(await terminal.ended).toMatchObject({ status: 130 });
    expect(await states()).not.toHaveProperty('in-flight');
  });
});

it.concurrent.for<[string]>([
  ['dlq list'],
  ['dlq list --json'],
  ['dlq show ID'],
  ['dlq show ID --json'],
  ['dlq redrive --dry-run'],
])('nothing counts as told on a full disk: %s', async ([words], { onTestFinished }) => {
  const { environment, states, witness } = await bench(onTestFinished);
  const [{ messageId = '' } = {}] = await witness.messages();
  const line = `momento-eb ${words.replace('ID', messageId)} > /dev/full`;
  expect(await inShell(line, environment)).toMatchObject({ status: 3, stderr: expect.stringContaining('ENOSPC') });
  expect(await states()).toEqual({ visible: SEED });
});
