import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 25;

/** How a process went. */
export interface Measured {
  readonly status: number | null;
  readonly milliseconds: number;
  /** The most memory that it had, in MiB; undefined where the system does not tell. */
  readonly peakMiB: number | undefined;
  readonly stderr: string;
}

/** Runs a process to its end; what it writes is thrown away. */
export async function measured(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Measured> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  let peakMiB: number | undefined;
  const look = setInterval(() => {
    peakMiB = peakOf(child.pid) ?? peakMiB;
  }, LOOK_EVERY_MS);
  const [status] = (await once(child, 'close')) as [number | null];
  clearInterval(look);
  return { status, milliseconds: performance.now() - startedAt, peakMiB, stderr };
}

/** Linux keeps the high-water mark itself (proc(5), VmHWM), so looking now and then misses next to nothing. */
function peakOf(pid: number | undefined): number | undefined {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}
