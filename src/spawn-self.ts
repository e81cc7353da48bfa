import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs momento-eb itself as a user would, with this terminal, and returns its exit status. */
export async function runSelf(argv: readonly string[], environment: Readonly<Record<string, string>>): Promise<number> {
  const [, script = ''] = process.argv;
  const child = spawn(process.execPath, [script, ...argv], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

/** Runs momento-eb itself and returns its standard output. */
export async function readSelf(
  argv: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<string> {
  const [, script = ''] = process.argv;
  const child = spawn(process.execPath, [script, ...argv], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const pieces: Buffer[] = [];
  child.stdout.on('data', (piece: Buffer) => pieces.push(piece));
  await once(child, 'close');
  return Buffer.concat(pieces).toString('utf8');
}
