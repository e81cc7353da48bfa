import { describe, expect, it } from 'vitest';
import { startSeededSandbox } from '../../src/sandbox/integration/seeded.ts';
import { bench, SEED } from './bench.ts';
import { momentoEb, startedMomentoEb } from './cli.ts';

const OLDER = 40;
/** A reading that does not end is stopped after so long, and its test fails. */
const TOO_LONG_MS = 25_000;

/** A queue that receives about ten dead letters a second, because Momento answers 401 to every delivery. */
async function outage() {
  const sandbox = await startSeededSandbox({ seed: OLDER, traffic: 10 });
  await fetch(`${sandbox.url}/_sandbox/momento`, {
    method: 'POST',
    body: JSON.stringify({ respond: { status: 401, times: 1_000_000 } }),
  });
  const environment = { ...sandbox.environment, MOMENTO_EB_LEDGER: 'none' };
  return {
    stop: () => sandbox.stop(),
    run: async (...words: readonly string[]) => {
      const { child, ended } = startedMomentoEb(words, environment);
      const timer = setTimeout(() => child.kill('SIGINT'), TOO_LONG_MS);
      const result = await ended;
      clearTimeout(timer);
      return result;
    },
  };
}

describe('while dead letters keep arriving', () => {
  it('list, the plan and show end, and say how many arrived', async ({ onTestFinished }) => {
    const { run, stop } = await outage();
    onTestFinished(stop);
    const [list, json, plan, show] = await Promise.all([
      run('dlq', 'list'),
      run('dlq', 'list', '--json'),
      run('dlq', 'redrive', '--dry-run', '--json'),
      run('dlq', 'show', '00000000-0000-0000-0000-000000000000'),
    ]);
    for (const { status } of [list, json, plan]) expect([0, 3]).toContain(status);
    expect([3, 5]).toContain(show.status);
    expect(list.stdout).not.toContain('Empty');
    expect(JSON.parse(plan.stdout).arrivedSince).toBeGreaterThanOrEqual(0);
    expect(JSON.parse(json.stdout).arrivedSince).toBeGreaterThanOrEqual(0);

    // One reader alone sees everything that was there.
    const alone = await run('dlq', 'list', '--json');
    const { read, unseen, arrivedSince, interrupted } = JSON.parse(alone.stdout);
    expect({ unseen, interrupted, status: alone.status }).toEqual({ unseen: 0, interrupted: false, status: 0 });
    expect(read).toBeGreaterThanOrEqual(OLDER);
    expect(arrivedSince).toBeGreaterThan(0);
    const text = await run('dlq', 'list');
    expect(text.stdout).toMatch(/New dead letters keep arriving: about \d+ since this reading began\./);
  });
});

describe('a queue whose messages cannot be received is not called empty', () => {
  const DENIED = { operation: 'ReceiveMessage', kind: 'request', probability: 1, code: 'AccessDenied', status: 403 };

  it.for([
    [
      ['dlq', 'list'],
      new RegExp(`The queue holds about ${SEED} messages: none could be received \\(AccessDenied\\)\\.`),
    ],
    [
      ['dlq', 'redrive', '--dry-run'],
      new RegExp(`About ${SEED} messages in the queue were not read \\(AccessDenied\\)\\.`),
    ],
  ] as const)('by %s', async ([words, said], { onTestFinished }) => {
    const { cli, witness } = await bench(onTestFinished);
    await witness.faults(1, DENIED);
    const { status, stdout, stderr } = await cli(...words);
    expect(stdout.replaceAll('\n', ' ')).toMatch(said);
    expect(stdout).not.toContain('Empty');
    expect(stderr).toContain('denied permission to receive');
    expect(status).toBe(4);
    const json = JSON.parse((await cli(...words, '--json')).stdout);
    expect(json).toMatchObject({ unseen: SEED, error: { code: 'AccessDenied' } });
  });

  it('by show', async ({ onTestFinished }) => {
    const { cli, witness } = await bench(onTestFinished);
    await witness.faults(1, DENIED);
    const { status, stderr } = await cli('dlq', 'show', '00000000-0000-0000-0000-000000000000');
    expect(stderr).toContain(`About ${SEED} messages in the queue could not be received.`);
    expect(status).toBe(4);
  });
});

it('an interrupted list is not called empty either', async ({ onTestFinished }) => {
  const { environment, witness } = await bench(onTestFinished);
  await witness.faults(1, { operation: 'ReceiveMessage', kind: 'latency', probability: 1, milliseconds: 8_000 });
  const { child, ended } = startedMomentoEb(['dlq', 'list'], environment);
  setTimeout(() => child.kill('SIGINT'), 2_500);
  const { status, stdout } = await ended;
  expect(stdout.replaceAll('\n', ' ')).toContain(`The queue holds about ${SEED} messages: interrupted`);
  expect(stdout).not.toContain('Empty');
  expect(status).toBe(130);
});

it('a list of exactly as many messages as it may read is complete', async ({ onTestFinished }) => {
  const { environment } = await bench(onTestFinished);
  const exact = await momentoEb(['dlq', 'list', '--json', '--max-read', String(SEED)], environment);
  const { read, unseen, warnings } = JSON.parse(exact.stdout);
  expect({ read, unseen, status: exact.status }).toEqual({ read: SEED, unseen: 0, status: 0 });
  expect(warnings).not.toContainEqual(expect.stringContaining('were read'));
  const fewer = await momentoEb(['dlq', 'list', '--json', '--max-read', String(SEED - 1)], environment);
  expect(JSON.parse(fewer.stdout)).toMatchObject({ read: SEED - 1, unseen: 1 });
});
