import { spawnSync } from 'node:child_process';

/** Does this machine have the program? */
export function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version']).status === 0;
}
