import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BenchSandbox, benchSandbox, type Times } from './bench-sandbox.ts';
import { type Measured, measured } from './measured-process.ts';

const SCRIPT = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const BARE_LOOP = fileURLToPath(new URL('./bare-loop.ts', import.meta.url));

export type Task = 'redrive' | 'list';

/** What is measured: so many messages, at so many milliseconds a call. */
export interface Setting {
  readonly task: Task;
  readonly letters: number;
  readonly millisecondsACall: number;
}

/** One run, seen from the server. */
export interface Run {
  /**
   * While messages are moved: from the first receive to the last delete, or receiving and handing back, so that neither
   * starting counts nor the second in which a list makes certain that the queue is empty, as a loop that knows how many
   * messages there are need not.
   */
  readonly eventsPerSecond: number;
  readonly callsPerThousand: number;
  readonly peakMiB: number | undefined;
  /** The whole process. */
  readonly seconds: number;
}

/** momento-eb, in so many processes at once. */
export async function ours(setting: Setting, processes = 1, concurrency?: number): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'momento-eb-bench-'));
  const task = {
    redrive: ['dlq', 'redrive', '--fix', '--yes', '--rate', 'unlimited', '--ledger', join(folder, 'ledger.db')],
    list: ['dlq', 'list', '--json'],
  };
  const words = concurrency === undefined ? [] : ['--concurrency', String(concurrency)];
  try {
    return await onSandbox(setting, (sandbox) => {
      const environment = { MOMENTO_EB_SANDBOX_URL: sandbox.url };
      const run = () => measured([SCRIPT, ...task[setting.task], '--sandbox', ...words], environment);
      return Promise.all(Array.from({ length: processes }, run));
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The bare loop. */
export function bare(setting: Setting, concurrency: number): Promise<Run> {
  return onSandbox(setting, async ({ url, queueUrl }) => {
    const words = [setting.task, url, queueUrl, String(setting.letters), String(concurrency)];
    return [await measured([BARE_LOOP, ...words])];
  });
}

async function onSandbox(
  { task, letters, millisecondsACall }: Setting,
  run: (sandbox: BenchSandbox) => Promise<readonly Measured[]>,
): Promise<Run> {
  const sandbox = await benchSandbox(letters, millisecondsACall);
  try {
    const all = await run(sandbox);
    for (const { status, stderr } of all) if (status !== 0) throw new Error(`exit ${status}: ${stderr}`);
    const times = await sandbox.times();
    const moved = await sandbox.delivered();
    if (task === 'redrive' && moved !== letters) throw new Error(`${moved} of ${letters} events were sent`);
    const [receive, remove, release] = [
      times.get('ReceiveMessage') ?? NEVER,
      times.get('DeleteMessageBatch') ?? NEVER,
      times.get('ChangeMessageVisibilityBatch') ?? NEVER,
    ];
    const moving =
      task === 'redrive' ? remove.last - receive.first : receive.nth - receive.first + (release.last - release.first);
    const calls = [...times.values()].reduce((sum, { count }) => sum + count, 0);
    return {
      eventsPerSecond: (letters * 1000) / moving,
      callsPerThousand: (calls * 1000) / letters,
      peakMiB: all[0]?.peakMiB,
      seconds: Math.max(...all.map(({ milliseconds }) => milliseconds)) / 1000,
    };
  } finally {
    await sandbox.stop();
  }
}

const NEVER: Times = { count: 0, first: Number.NaN, last: Number.NaN, nth: Number.NaN };
