import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** The shell's answer for a command that does not exist. */
const NOT_FOUND = 127;

/**
 * The pager's command, or undefined if the operator wants none: MOMENTO_EB_PAGER, PAGER, else `less`. Empty and `cat` mean
 * none, as for git.
 */
export function pagerOf({ MOMENTO_EB_PAGER, PAGER }: NodeJS.ProcessEnv): string | undefined {
  const command = (MOMENTO_EB_PAGER ?? PAGER ?? 'less').trim();
  return command === '' || command === 'cat' ? undefined : command;
}

/**
 * Shows a text in the pager until the operator leaves it. Was it shown? Ctrl+C is a key of the pager meanwhile. `less`
 * keeps colours, and ends by itself if the text fits, unless LESS says otherwise.
 */
export async function shownInPager(command: string, text: string): Promise<boolean> {
  const ignore = () => {};
  process.on('SIGINT', ignore);
  try {
    const pager = spawn(command, { shell: true, stdio: ['pipe', 'inherit', 'inherit'], env: environment() });
    // The operator may leave before the end of the text.
    pager.stdin.on('error', ignore);
    pager.stdin.end(text);
    const [status] = (await once(pager, 'close')) as [number | null];
    return status !== NOT_FOUND;
  } catch {
    return false;
  } finally {
    process.off('SIGINT', ignore);
  }
}

function environment(): NodeJS.ProcessEnv {
  return { LESS: 'FRX', LV: '-c', ...process.env };
}
