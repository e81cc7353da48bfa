import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import type { User } from '../domain/host/ownership.ts';
import { tableRow } from './rows.ts';
import type { Database } from './sqlite.ts';

/** The machine and boot of a process, so that another process can check whether it still runs. */
export interface Machine {
  /** The same for two processes only if they see each other's process ids. */
  readonly name: string;
  readonly pid: number;
  /** Is there a process of that id? A later process that got the id of a dead one counts too. */
  isRunning(pid: number): boolean;
}

/** The user of this process, whose files it trusts. */
export function thisUser(): User {
  const [uid, gid] = [process.geteuid?.(), process.getegid?.()];
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
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

/** Empty where the system has no such file: only Linux has. */
function orNothing(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
/** How often a run records that it is alive, and how long that counts. A process that sleeps longer counts as dead. */
export const HEARTBEAT_MS = 10_000;
export const ALIVE_FOR_MS = 60_000;

/**
 * The runs (by seq) that are under way. A run is over when it recorded its end, when it has not recorded for a minute that it
 * is alive, or when its process is gone, as far as this machine can see: several machines or containers may share a directory.
 */
export function underWay(database: Database, machine: Machine): (now: number) => ReadonlySet<number> {
  const open = database.prepare('SELECT seq, machine, pid FROM run WHERE ended_at IS NULL AND alive_until > ?');
  return (now) => {
    const rows = open.all(now).map((values) => tableRow('run', 'seq', values));
    const alive = rows.filter((run) => run.text('machine') !== machine.name || machine.isRunning(run.integer('pid')));
    return new Set(alive.map((run) => run.integer('seq')));
  };
}
