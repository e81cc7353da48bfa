import type { Machine } from './machine.ts';
import type { Database } from './sqlite.ts';

/** How often a run says that it is alive, and for how long it is believed. A process that sleeps longer counts as dead. */
export const HEARTBEAT_MS = 10_000;
export const ALIVE_FOR_MS = 60_000;

/**
 * The runs (by seq) that are under way. A run is over when it says so, when it has not said for a minute that it is
 * alive, or when its process is gone, as far as that can be seen: many machines or containers may share a directory.
 */
export function underWay(database: Database, machine: Machine): (now: number) => ReadonlySet<number> {
  const open = database.prepare('SELECT seq, machine, pid FROM run WHERE ended_at IS NULL AND alive_until > ?');
  return (now) => {
    const rows = open.all(now) as unknown as readonly { seq: number; machine: string; pid: number }[];
    const alive = rows.filter((run) => run.machine !== machine.name || machine.isRunning(run.pid));
    return new Set(alive.map(({ seq }) => seq));
  };
}
