import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BenchSandbox, benchSandbox } from './bench-sandbox.ts';
import { measured } from './measured-process.ts';
import { median } from './median.ts';

const SCRIPT = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const TIMES = 11;
const LIST = ['dlq', 'list', '--json'];

/** Milliseconds above `node -e 0` of the same run; medians, the compile cache warm. */
export interface ColdStart {
  readonly floor: number;
  readonly version: number;
  readonly help: number;
  /** From the start of the process to its first ReceiveMessage at the server. */
  readonly firstReceive: { readonly list: number; readonly redrive: number };
}

/** Starts everything in turn, so that what else the machine does falls on all alike. */
export async function coldStart(): Promise<ColdStart> {
  const all = { floor: [], version: [], help: [], list: [], redrive: [] } as Record<string, number[]>;
  const folder = mkdtempSync(join(tmpdir(), 'momento-eb-cold-'));
  const redrive = ['dlq', 'redrive', '--yes', '--json', '--ledger', join(folder, 'ledger.db')];
  const sandbox = await benchSandbox(0, 0);
  // Node keeps compiled code when a process ends by itself, and those that are measured until a request are killed.
  for (const words of [LIST, redrive]) {
    const { args, environment } = inSandbox(sandbox, words);
    await measured(args, environment);
  }
  for (let round = 0; round <= TIMES; round += 1) {
    const took = {
      floor: (await measured(['-e', '0'])).milliseconds,
      version: (await measured([SCRIPT, '--version'])).milliseconds,
      help: (await measured([SCRIPT, '--help'])).milliseconds,
      list: await untilFirstReceive(sandbox, LIST),
      redrive: await untilFirstReceive(sandbox, redrive),
    };
    // The first round warms the compile cache.
    if (round > 0) for (const [name, milliseconds] of Object.entries(took)) all[name]?.push(milliseconds);
  }
  await sandbox.stop();
  rmSync(folder, { recursive: true, force: true });
  const floor = median(all.floor ?? []);
  const above = (name: string) => median(all[name] ?? []) - floor;
  return {
    floor,
    version: above('version'),
    help: above('help'),
    firstReceive: { list: above('list'), redrive: above('redrive') },
  };
}

async function untilFirstReceive(sandbox: BenchSandbox, words: readonly string[]): Promise<number> {
  const arrival = await sandbox.halt('ReceiveMessage');
  const startedAt = Date.now();
  const { args, environment } = inSandbox(sandbox, words);
  const child = spawn(process.execPath, args, { env: { ...process.env, ...environment }, stdio: 'ignore' });
  const arrivedAt = await arrival();
  child.kill('SIGKILL');
  await once(child, 'close');
  await sandbox.drop();
  return arrivedAt - startedAt;
}

function inSandbox({ url, queueUrl }: BenchSandbox, words: readonly string[]) {
  const queue = queueUrl.split('/').at(-1) ?? '';
  return { args: [SCRIPT, ...words, '--queue', queue, '--sandbox'], environment: { MOMENTO_EB_SANDBOX_URL: url } };
}
