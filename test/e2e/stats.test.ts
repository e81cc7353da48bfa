import { describe, expect, it, type TestContext, vi } from 'vitest';
import { startSeededSandbox } from '../../src/sandbox/integration/seeded.ts';
import { type Environment, inShell, momentoEb, startedMomentoEb } from './cli.ts';
import { shapeOf } from './output/shape.ts';
import { witnesses } from './redrive/witnesses.ts';

const POLLED = { timeout: 30_000, interval: 50 };
const UTF8 = { LC_ALL: 'C.UTF-8' };

/** A sandbox with dead letters and some deliveries of the present. */
async function bench(onTestFinished: TestContext['onTestFinished']) {
  const sandbox = await startSeededSandbox({ seed: 12 });
  onTestFinished(() => sandbox.stop());
  const { environment } = sandbox;
  return {
    environment,
    witness: witnesses(sandbox),
    stop: () => sandbox.stop(),
    cli: (words: string, more: Environment = {}) => momentoEb(words.split(' '), { ...environment, ...more }),
  };
}

const refused = (operation: string, code: string, status: number, more: object = {}) => ({
  operation,
  kind: 'request',
  probability: 1,
  code,
  status,
  ...more,
});

describe.concurrent('stats', () => {
  it('prints one report into a pipe, and touches no message', async ({ onTestFinished }) => {
    const { cli, witness } = await bench(onTestFinished);
    const ended = await cli('stats', UTF8);
    expect(ended).toMatchObject({ status: 0, stderr: '' });
    expect(ended.stdout).toMatch(/^momento-api\n/);
    expect(ended.stdout).toMatch(/12 messages/);
    expect(ended.stdout).toMatch(/▁/);
    expect((await witness.messages()).every(({ receiveCount }) => receiveCount === 0)).toBe(true);
    expect(await witness.requests()).toMatchObject({ GetMetricData: 1, GetQueueAttributes: 1 });
  });

  it('prints plain characters in a locale without UTF-8, where none is set, and when asked to', async ({
    onTestFinished,
  }) => {
    const { cli } = await bench(onTestFinished);
    const all = await Promise.all([
      cli('stats', { LC_ALL: 'C' }),
      cli('stats', { LC_ALL: '', LC_CTYPE: '', LANG: '' }),
      cli('stats --ascii', UTF8),
    ]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: this is the range of ASCII
    for (const { stdout } of all) expect(stdout).toMatch(/^[\u0000-\u007f]+$/);
  });

  it('has a document of a shape that stays', async ({ onTestFinished }) => {
    const { cli } = await bench(onTestFinished);
    const { stdout, status, stderr } = await cli('stats --json --range 15m');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const document = JSON.parse(stdout);
    expect(shapeOf(document)).toMatchInlineSnapshot(`
      "account.id: string
      account.putEvents.calls: number
      account.putEvents.entries: number
      account.putEvents.failedCalls: number
      account.putEvents.failedEntries: number
      account.putEvents.latencyMs.p50: number
      account.putEvents.latencyMs.p99: number
      account.putEvents.latencyMs: object
      account.putEvents.series: list
      account.putEvents.series[].at: string
      account.putEvents.series[].calls: number
      account.putEvents.series[].entries: number
      account.putEvents.series[].failedCalls: number
      account.putEvents.series[].failedEntries: number
      account.putEvents.series[].partial: boolean
      account.putEvents.series[].throttledCalls: number
      account.putEvents.series[]: object
      account.putEvents.throttledCalls: number
      account.putEvents: object
      account.region: string
      account: object
      alarms: list
      at: string
      connection.name: string
      connection.reason: null
      connection.state: string
      connection: object
      destinations: list
      destinations[].attempts: number
      destinations[].bus: string
      destinations[].deliveredRatio: null | number
      destinations[].destination: string
      destinations[].failed: number
      destinations[].failedToReachDlq: number
      destinations[].host: string
      destinations[].invocations: number
      destinations[].latencyMs.p50: null | number
      destinations[].latencyMs.p99: null | number
      destinations[].latencyMs: object
      destinations[].matched: number
      destinations[].retries: number
      destinations[].rule: string
      destinations[].ruleArn: string
      destinations[].ruleState: string
      destinations[].sentToDlq: number
      destinations[].series: list
      destinations[].series[].at: string
      destinations[].series[].attempts: number
      destinations[].series[].failed: number
      destinations[].series[].failedToReachDlq: number
      destinations[].series[].invocations: number
      destinations[].series[].latencyMs.p50: null | number
      destinations[].series[].latencyMs.p99: null | number
      destinations[].series[].latencyMs: object
      destinations[].series[].matched: number
      destinations[].series[].partial: boolean
      destinations[].series[].retries: number
      destinations[].series[].sentToDlq: number
      destinations[].series[].succeeded: number
      destinations[].series[].throttled: number
      destinations[].series[].triggered: number
      destinations[].series[]: object
      destinations[].state: string
      destinations[].succeeded: number
      destinations[].successRatio: null | number
      destinations[].throttled: number
      destinations[].triggered: number
      destinations[]: object
      integration: string
      metricsAt: string
      periodSeconds: number
      queue.arn: string
      queue.arrivalsPerMinute: number
      queue.delayed: number
      queue.deleted: number
      queue.drainPerMinute: number
      queue.inFlight: number
      queue.oldestAgeSeconds: number
      queue.retentionSeconds: number
      queue.secondsToDrain: null
      queue.secondsToRetention: number
      queue.sent: number
      queue.series: list
      queue.series[].at: string
      queue.series[].deleted: number
      queue.series[].oldestAgeSeconds: number
      queue.series[].partial: boolean
      queue.series[].sent: number
      queue.series[].visible: number
      queue.series[]: object
      queue.url: string
      queue.visible: number
      queue: object
      range: string
      warnings: list"
    `);
    expect(document).toMatchObject({ range: '15m', periodSeconds: 60, warnings: [], queue: { visible: 12 } });
    for (const { series } of document.destinations) {
      expect(series).toHaveLength(15);
      expect(series.map(({ partial }: { partial: boolean }) => partial)).toEqual([...Array(14).fill(false), true]);
    }
  });

  it('shows the queue where CloudWatch may not be read, says so, and ends with 3', async ({ onTestFinished }) => {
    const { cli, witness } = await bench(onTestFinished);
    await witness.faults(1, refused('GetMetricData', 'AccessDeniedException', 403));
    const ended = await cli('stats');
    expect(ended).toMatchObject({ status: 3, stderr: '' });
    expect(ended.stdout).toMatch(/12 messages/);
    expect(ended.stdout).toMatch(/Note: AWS did not allow it \(AccessDenied\w*\): CloudWatch/);
    const { stdout, status } = await cli('stats --json');
    expect(status).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      metricsAt: null,
      queue: { visible: 12, sent: null },
      destinations: [{ invocations: null }, { invocations: null }, { invocations: null }],
      warnings: [expect.stringContaining('CloudWatch')],
    });
  });

  it('shows the metrics where the queue may not be looked at', async ({ onTestFinished }) => {
    const { cli, witness } = await bench(onTestFinished);
    await witness.faults(1, refused('GetQueueAttributes', 'AccessDenied', 403));
    const { stdout, status } = await cli('stats --json');
    expect(status).toBe(3);
    const document = JSON.parse(stdout);
    expect(document.queue).toBeNull();
    expect(document.destinations.some(({ invocations }: { invocations: number }) => invocations > 0)).toBe(true);
  });

  it('fails where CloudWatch does, after the retries of the SDK', async ({ onTestFinished }) => {
    const { cli, witness } = await bench(onTestFinished);
    await witness.faults(1, refused('GetMetricData', 'InternalFailure', 500));
    expect(await cli('stats --once')).toMatchObject({
      status: 4,
      stdout: '',
      stderr: expect.stringMatching(/read metrics/),
    });
  });

  it('ends in order when its reader leaves early', async ({ onTestFinished }) => {
    const { environment } = await bench(onTestFinished);
    const ended = await inShell('momento-eb stats --watch 1 --output ndjson | head -2', environment);
    expect(ended.stdout.trim().split('\n')).toHaveLength(2);
    expect(ended.stderr).toBe('');
  });
});

describe.concurrent('a watch', () => {
  const linesOf = (stdout: string) =>
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));

  it('is a line a look, asks CloudWatch once, and ends with Ctrl+C', async ({ onTestFinished }) => {
    const { environment, witness } = await bench(onTestFinished);
    const running = startedMomentoEb('stats --watch 1 --output ndjson'.split(' '), environment);
    // The request of a fourth look comes after three lines.
    await vi.waitUntil(async () => ((await witness.requests()).GetQueueAttributes ?? 0) > 3, POLLED);
    running.child.kill('SIGINT');
    const ended = await running.ended;
    expect({ status: ended.status, stderr: ended.stderr }).toEqual({ status: 130, stderr: '' });
    const lines = linesOf(ended.stdout);
    expect(lines.length).toBeGreaterThanOrEqual(3);
    expect(new Set(lines.map(({ at }) => at)).size).toBe(lines.length);
    // A minute may have begun meanwhile, but no more than one.
    expect((await witness.requests()).GetMetricData).toBeLessThanOrEqual(2);
    expect((await witness.requests()).GetQueueAttributes).toBeLessThanOrEqual(lines.length + 1);
  });

  it('goes on after a look that failed, and says which', async ({ onTestFinished }) => {
    const { environment, witness } = await bench(onTestFinished);
    const running = startedMomentoEb('stats --watch 1 --output ndjson'.split(' '), environment);
    await running.said('"at"');
    // Three tries of the SDK make one look.
    await witness.faults(1, refused('GetQueueAttributes', 'InternalFailure', 500, { times: 3 }));
    await running.said('"error"');
    await running.said('"retryInSeconds":5}\n{"at"');
    running.child.kill('SIGTERM');
    const ended = await running.ended;
    expect(ended.status).toBe(130);
    expect(ended.stderr).toMatch(/^momento-eb: AWS failed \(HTTP 500\)/);
    const lines = linesOf(ended.stdout);
    const failed = lines.findIndex(({ error }) => error !== undefined);
    expect(lines[failed]).toMatchObject({ error: { exit: 4 }, retryInSeconds: 5 });
    expect(lines.slice(failed + 1).every(({ error }) => error === undefined)).toBe(true);
    expect(lines.length).toBeGreaterThan(failed + 1);
  });

  it('fails at once when not even the first look succeeds', async ({ onTestFinished }) => {
    const { cli, witness } = await bench(onTestFinished);
    await witness.faults(1, refused('GetMetricData', 'InternalFailure', 500));
    expect(await cli('stats --watch 1')).toMatchObject({ status: 4, stdout: '' });
  });
});
