import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Where a process runs, so that another can tell whether it still does. */
export interface Machine {
  /** The same for two processes only if they see each other's process ids. */
  readonly name: string;
  readonly pid: number;
  /** Is there a process of that id? One that took over the id of a dead one counts too. */
  isRunning(pid: number): boolean;
}

/** This machine since it was started; within a container, that container. */
export function thisMachine(): Machine {
  const parts = [
    hostname(),
    orNothing(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    orNothing(() => readlinkSync('/proc/self/ns/pid')),
  ];
  return { name: parts.filter((part) => part !== '').join(' '), pid: process.pid, isRunning };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Only Linux has these files. */
function orNothing(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
