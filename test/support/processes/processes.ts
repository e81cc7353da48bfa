import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** How a process ended; exactly one of status and signal is not null. */
export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process that runs. */
export interface Running {
  readonly child: ChildProcess;
  /** Resolves when standard output holds that text; rejects when the process ends before. */
  said(text: string): Promise<void>;
  readonly ended: Promise<Ended>;
}

/** Starts a process without a terminal. What `environment` leaves undefined is not set. */
export function started(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = {},
  cwd: string = process.cwd(),
): Running {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    output.stdout += piece;
  });
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    output.stderr += piece;
  });
  const ended = once(child, 'close').then(
    ([status, signal]): Ended => ({ ...output, status: status as number | null, signal: signal as Ended['signal'] }),
  );
  const said = async (text: string): Promise<void> => {
    while (!output.stdout.includes(text)) {
      const end = await Promise.race([once(child.stdout, 'data').then(() => undefined), ended]);
      if (end !== undefined && !output.stdout.includes(text)) {
        throw new Error(`ended without saying "${text}": ${end.stdout}${end.stderr}`);
      }
    }
  };
  return { child, said, ended };
}

/** Runs a process to its end; rejects when it cannot be started. */
export function run(...words: Parameters<typeof started>): Promise<Ended> {
  return started(...words).ended;
}
