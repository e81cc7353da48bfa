import { parentPort, workerData } from 'node:worker_threads';
import type { LedgerPort } from '../app/ports.ts';
import { openLedger } from './ledger.ts';
import { thisMachine, thisUser } from './machine.ts';
import { type Call, inOneList, type ThreadAnswer, type ThreadSettings, thrownAnswer } from './thread-protocol.ts';

// The thread of a ledger: opens it, carries out the calls of the process, and answers each once it is durable.
const { path, version, payloads, chosen = [] } = workerData as ThreadSettings;
const ledger = openLedger(path, {
  version,
  payloads,
  chosen,
  machine: thisMachine(),
  user: thisUser(),
  now: () => Date.now(),
  random: (below) => Math.floor(Math.random() * below),
});
// The answer to `open` reports a failure.
ledger.catch(() => {});
const answer = inOneList<ThreadAnswer>((answers) => parentPort?.postMessage(answers));

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
