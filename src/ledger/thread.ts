import { parentPort, workerData } from 'node:worker_threads';
import type { LedgerPort } from '../app/ports.ts';
import { openLedger } from './ledger.ts';
import { thisMachine } from './machine.ts';
import { type Call, type ThreadAnswer, type ThreadSettings, thrownAnswer } from './thread-words.ts';
import { together } from './together.ts';

// The ledger's own thread: opens it, carries out what the process asks, and answers once that is durable.
const { path, version, payloads } = workerData as ThreadSettings;
const ledger = openLedger(path, {
  version,
  payloads,
  machine: thisMachine(),
  now: () => Date.now(),
  random: (below) => Math.floor(Math.random() * below),
});
// The answer to `open` tells of it; until that is asked for it is nobody's.
ledger.catch(() => {});
const answer = together<ThreadAnswer>((answers) => parentPort?.postMessage(answers));

parentPort?.on('message', (calls: readonly Call[]) => {
  for (const call of calls) void carryOut(call);
});

async function carryOut({ id, method, args }: Call): Promise<void> {
  try {
    const opened = await ledger;
    const value = method === 'open' ? undefined : await ask(opened, method, args);
    answer({ id, kind: 'value', value });
  } catch (error) {
    answer(thrownAnswer(id, error));
  }
}

function ask(opened: LedgerPort, method: keyof LedgerPort, args: readonly unknown[]): Promise<unknown> {
  return Reflect.apply(opened[method], opened, args) as Promise<unknown>;
}
