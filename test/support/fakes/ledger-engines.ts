import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LedgerPort } from '../../../src/app/ports.ts';
import { openLedger } from '../../../src/ledger/ledger.ts';
import { FakeLedgerFile } from './fake-ledger.ts';

/** Something that claims to remember as a ledger does. */
export interface LedgerEngine {
  readonly name: string;
  /** An empty one on that clock (milliseconds since the epoch), gone after `onEnd`. */
  start(now: () => number, onEnd: (hook: () => void) => void): Promise<RunningLedger>;
}

/** A ledger that several processes use. */
export interface RunningLedger {
  /** What a new process gets. */
  open(): Promise<OpenLedger>;
}

export interface OpenLedger {
  readonly ledger: LedgerPort;
  /** Kills the process. */
  die(): void;
}

/** The fake. */
export const IN_MEMORY: LedgerEngine = {
  name: 'the fake ledger',
  async start(now) {
    const file = new FakeLedgerFile(now);
    return {
      async open() {
        const ledger = file.open();
        return { ledger, die: () => ledger.die() };
      },
    };
  },
};

/** A file, and processes that are made up: the same process opens it for each of them. */
export const SQLITE: LedgerEngine = {
  name: 'the SQLite ledger',
  async start(now, onEnd) {
    const folder = mkdtempSync(join(tmpdir(), 'momento-eb-ledger-'));
    onEnd(() => rmSync(folder, { recursive: true }));
    const alive = new Set<number>();
    let pid = 0;
    let chance = 0;
    return {
      async open() {
        pid += 1;
        const own = pid;
        alive.add(own);
        const ledger = await openLedger(join(folder, 'ledger.db'), {
          version: '1.2.3',
          payloads: false,
          machine: { name: 'here', pid: own, isRunning: (asked) => alive.has(asked) },
          user: undefined,
          now,
          random: (below) => {
            chance += 1;
            return chance % below;
          },
        });
        return { ledger, die: () => void alive.delete(own) };
      },
    };
  },
};
