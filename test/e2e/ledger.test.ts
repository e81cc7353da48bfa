import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, type TestContext } from 'vitest';
import { startSeededSandbox } from '../../src/sandbox/integration/seeded.ts';
import { inShell, momentoEb } from './cli.ts';
import { shapeOf } from './output/shape.ts';
import { witnesses } from './redrive/witnesses.ts';

const REDRIVE = 'dlq redrive --fix --ttl 60 --yes --sandbox';

async function world(onTestFinished: TestContext['onTestFinished'], seed = 30) {
  const sandbox = await startSeededSandbox({ seed });
  const folder = mkdtempSync(join(tmpdir(), 'momento-eb-ledger-e2e-'));
  onTestFinished(async () => {
    await sandbox.stop();
    rmSync(folder, { recursive: true });
  });
  const path = join(folder, 'data', 'ledger.db');
  const environment = { MOMENTO_EB_SANDBOX_URL: sandbox.url, MOMENTO_EB_LEDGER: path };
  const witness = witnesses(sandbox);
  const before = (await witness.events()).length;
  return {
    folder,
    path,
    environment,
    witness,
    cli: (line: string) => momentoEb(line.split(' '), environment),
    put: async () => (await witness.events()).length - before,
  };
}

describe.concurrent('the ledger', () => {
  it('is not there before the first redrive, and neither looks nor plans make it', async ({ onTestFinished }) => {
    const { cli, path } = await world(onTestFinished);
    await cli('dlq list --sandbox');
    await cli('dlq redrive --dry-run --sandbox');
    expect(existsSync(path)).toBe(false);
    expect(await cli('ledger list')).toMatchObject({ status: 0, stdout: `No runs in ${path} yet.\n`, stderr: '' });
    expect(JSON.parse((await cli('ledger list --json')).stdout)).toEqual({ ledger: path, runs: [] });
    for (const words of ['ledger show last', 'ledger verify', 'ledger export']) {
      const { status, stderr } = await cli(words);
      expect([status, stderr]).toEqual([5, expect.stringContaining('There is no ledger')]);
    }
  });

  it('tells of a run what it did, in text, JSON and lines', async ({ expect, onTestFinished }) => {
    const { cli, put, path } = await world(onTestFinished);
    const redrive = await cli(REDRIVE);
    const [, run] = /momento-eb ledger show (\S+)/.exec(redrive.stdout) ?? [];
    expect(run).toMatch(/^\d{4}-\d{4}-[a-z2-9]{3}$/);
    expect(redrive.stdout.replace(/\s+/g, ' ')).toContain(`ledger show ${run} --ledger ${path}`);
    const sent = await put();

    const { runs } = JSON.parse((await cli('ledger list --json')).stdout);
    expect(runs).toMatchObject([
      {
        run,
        result: 'partly',
        exit: 3,
        endpoint: 'sandbox',
        who: 'arn:aws:iam::000000000000:user/sandbox',
        flags: '--fix --ttl 60 --yes --sandbox',
        totals: { removed: sent },
      },
    ]);
    const shown = JSON.parse((await cli(`ledger show ${run} --json`)).stdout);
    expect(shown.attempts).toHaveLength(sent);
    expect(shapeOf(shown.attempts)).toMatchInlineSnapshot(`
      "[].beganAt: string
      [].busArn: string
      [].cause: string
      [].code: null
      [].detailType: string
      [].edits: list
      [].edits[].kind: string
      [].edits[].path: string
      [].edits[]: object
      [].eventId: string
      [].fingerprint: string
      [].messageId: string
      [].newEventId: string
      [].payload: null
      [].queueArn: string
      [].removedAt: string
      [].requests: number
      [].returns: number
      [].run: string
      [].sentAt: string
      [].settledAt: string
      [].state: string
      [].verdict: string
      []: object"
    `);
    expect(JSON.stringify(shown)).not.toContain('before');
    const text = (await cli(`ledger show ${run} --state removed --limit 2`)).stdout;
    expect(text).toContain(`Run ${run}`);
    expect(text.split('\n').filter((line) => line.startsWith('removed'))).toHaveLength(2);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);

    const lines = (await cli('ledger export --output ndjson')).stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ kind }) => kind)).toEqual(['run', ...Array(sent).fill('attempt')]);
    const document = JSON.parse((await cli('ledger export --json')).stdout);
    expect([document.runs.length, document.attempts.length]).toEqual([1, sent]);
    expect(await cli('ledger verify --sandbox')).toMatchObject({ status: 0, stderr: '' });
    expect((await cli('ledger show 99')).status).toBe(5);
  });

  it('keeps events and values only when it is asked to', async ({ onTestFinished }) => {
    const { cli } = await world(onTestFinished);
    await cli(`${REDRIVE} --ledger-payloads`);
    const { attempts } = JSON.parse((await cli('ledger show last --json')).stdout);
    const edited = attempts.filter((one: { edits: readonly unknown[] }) => one.edits.length > 0);
    expect(edited.length).toBeGreaterThan(0);
    for (const { edits, payload } of edited) {
      expect(JSON.parse(payload.detail)).toHaveProperty('cacheName');
      for (const edit of edits) expect(Object.keys(edit)).toEqual(['path', 'kind', 'before', 'after']);
    }
  });

  it('is not written with --no-ledger, and the run says what is given up', async ({ onTestFinished }) => {
    const { cli, path } = await world(onTestFinished);
    const { stdout } = await cli(`${REDRIVE} --no-ledger`);
    expect(stdout).toContain('Nothing of this run is recorded (--no-ledger)');
    expect(stdout).not.toContain('ledger show');
    expect(existsSync(path)).toBe(false);
  });

  it.for([
    ['--resend-unknown --hold-unknown', 'contradict'],
    ['--no-ledger --ledger-payloads', 'needs a ledger'],
    ['--no-ledger --hold-unknown', 'needs a ledger'],
  ] as const)('refuses %s', async ([flags, said], { onTestFinished }) => {
    const { cli, put } = await world(onTestFinished, 5);
    const { status, stderr } = await cli(`${REDRIVE} ${flags}`);
    expect([status, stderr]).toEqual([2, expect.stringContaining(said)]);
    expect(await put()).toBe(0);
  });

  it('is verified against a queue that the environment names too, and refuses to be told only where a queue is', async ({
    onTestFinished,
  }) => {
    const { cli, environment } = await world(onTestFinished, 5);
    await cli(REDRIVE);
    const { stdout } = await momentoEb(['ledger', 'verify', '--json'], { ...environment, MOMENTO_EB_SANDBOX: '1' });
    const { arn } = JSON.parse(stdout).queue;
    const named = { MOMENTO_EB_QUEUE: arn.split(':').at(-1), AWS_ENDPOINT_URL: environment.MOMENTO_EB_SANDBOX_URL };
    const aws = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };
    const again = await momentoEb(['ledger', 'verify', '--json'], { ...environment, ...named, ...aws });
    expect(JSON.parse(again.stdout).queue).toMatchObject({ arn });
    const { status, stderr } = await cli('ledger verify --region us-east-1');
    expect([status, stderr]).toEqual([2, expect.stringContaining('none is to be asked')]);
  });

  it('that is another file stops a redrive before anything is received', async ({ onTestFinished }) => {
    const { environment, folder, put, witness } = await world(onTestFinished);
    const notes = join(folder, 'notes.txt');
    writeFileSync(notes, 'my notes, longer than sixteen bytes\n');
    const { status, stdout, stderr } = await momentoEb(
      [...REDRIVE.split(' '), '--json', '--ledger', notes],
      environment,
    );
    expect(JSON.parse(stdout).error).toMatchObject({ code: 'LedgerForeign', exit: 2 });
    expect([status, stderr, await put()]).toEqual([2, '', 0]);
    expect((await witness.requests()).ReceiveMessage).toBeUndefined();
  });

  it('that is locked does not hold up the answer that there is no such queue', async ({ onTestFinished }) => {
    const { cli, path } = await world(onTestFinished, 5);
    await cli(REDRIVE);
    const other = new DatabaseSync(path);
    other.exec('BEGIN EXCLUSIVE');
    const began = performance.now();
    const { status } = await cli('dlq redrive --yes --sandbox --queue nowhere');
    expect(status).toBe(5);
    expect(performance.now() - began).toBeLessThan(5_500);
    other.close();
  });

  it('on a full disk: what is accepted is deleted, nothing more is sent, and it says so', async ({
    onTestFinished,
  }) => {
    const { cli, environment, put, witness } = await world(onTestFinished, 200);
    await cli('dlq redrive --yes --limit 1 --sandbox');
    const before = await put();
    // No file may grow beyond 100 KiB; without a reader of the signal a write answers that it is too large.
    const line = `trap '' XFSZ; ulimit -f 100; momento-eb ${REDRIVE} --json --concurrency 1`;
    const { status, stdout } = await inShell(line, environment);
    const told = JSON.parse(stdout);
    expect(told.error).toMatchObject({ code: 'LedgerFailed', exit: 3 });
    expect(status).toBe(3);
    expect(told.sent).toBe((await put()) - before);
    expect(told.removed).toBe(told.sent);
    expect(told.sent).toBeGreaterThan(0);
    expect(told.sent).toBeLessThan(told.selected);
    const states = new Set((await witness.messages()).map(({ state }) => state));
    expect(states).toEqual(new Set(['deleted', 'visible']));
    // The ledger is sound, and what it could not write is told as unknown.
    expect(JSON.parse((await cli('ledger verify --json')).stdout).damage).toBeNull();
  });
});
