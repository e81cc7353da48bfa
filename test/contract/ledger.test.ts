import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLedger } from '../../src/ledger/ledger.ts';
import { FakeLedgerFile } from '../support/fake-ledger.ts';
import { type LedgerEngine, ledgerContract } from './ledger-contract.ts';

/** A clock that tests move. */
function movedClock() {
  let now = Date.UTC(2026, 0, 31, 12);
  return {
    now: () => now,
    advance: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

const IN_MEMORY: LedgerEngine = {
  name: 'the fake',
  async start() {
    const clock = movedClock();
    const file = new FakeLedgerFile(clock.now);
    return {
      ...clock,
      async open() {
        const ledger = file.open();
        return { ledger, die: () => ledger.die() };
      },
    };
  },
};

const SQLITE: LedgerEngine = {
  name: 'the SQLite ledger',
  async start(onTestFinished) {
    const folder = mkdtempSync(join(tmpdir(), 'momento-eb-ledger-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const clock = movedClock();
    const alive = new Set<number>();
    let pid = 0;
    let chance = 0;
    return {
      ...clock,
      async open() {
        pid += 1;
        const own = pid;
        alive.add(own);
        const ledger = await openLedger(join(folder, 'ledger.db'), {
          version: '1.2.3',
          payloads: false,
          machine: { name: 'here', pid: own, isRunning: (asked) => alive.has(asked) },
          now: clock.now,
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

ledgerContract(IN_MEMORY);
ledgerContract(SQLITE);
