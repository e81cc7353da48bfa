import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { benchSandbox } from './bench-sandbox.ts';
import { measured } from './measured-process.ts';
import { median } from './median.ts';

const SCRIPT = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const TIMES = 15;

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
  for (let round = 0; round <= TIMES; round += 1) {
    const took = {
      floor: (await measured(['-e', '0'])).milliseconds,
      version: (await measured([SCRIPT, '--version'])).milliseconds,
      help: (await measured([SCRIPT, '--help'])).milliseconds,
      list: await untilFirstReceive(['dlq', 'list', '--json']),
      redrive: await untilFirstReceive(['dlq', 'redrive', '--yes', '--json', '--no-ledger']),
    };
    // The first round warms the compile cache.
    if (round > 0) for (const [name, milliseconds] of Object.entries(took)) all[name]?.push(milliseconds);
  }
  const floor = median(all.floor ?? []);
  const above = (name: string) => median(all[name] ?? []) - floor;
  return {
    floor,
    version: above('version'),
    help: above('help'),
    firstReceive: { list: above('list'), redrive: above('redrive') },
  };
}

async function untilFirstReceive(words: readonly string[]): Promise<number> {
  const sandbox = await benchSandbox(0, 0);
  const arrival = sandbox.halted('ReceiveMessage');
  // The fault has to be there before the request is.
  await sandbox.times();
  const startedAt = Date.now();
  const queue = sandbox.queueUrl.split('/').at(-1) ?? '';
  const child = spawn(process.execPath, [SCRIPT, ...words, '--queue', queue, '--sandbox'], {
    env: { ...process.env, MOMENTO_EB_SANDBOX_URL: sandbox.url },
    stdio: 'ignore',
  });
  const arrivedAt = await arrival;
  child.kill('SIGKILL');
  await once(child, 'close');
  await sandbox.stop();
  return arrivedAt - startedAt;
}
