import { expect, it } from 'vitest';
import { lateLedger } from '../../../src/app/ledger/late-ledger.ts';
import { planLedger } from '../../../src/app/ledger/plan-ledger.ts';
import type { LedgerPort } from '../../../src/app/ports.ts';

const METHODS = ['priorAttempts', 'begin', 'intend', 'settle', 'removed', 'end'] as const;

/** A ledger that answers each call with what it was asked. */
const told: LedgerPort = Object.fromEntries(
  METHODS.map((method) => [method, async (...args: readonly unknown[]) => [method, ...args]]),
) as never;

/** Asks a method, whatever it takes. */
const ask = (ledger: LedgerPort, method: keyof LedgerPort) =>
  (ledger[method] as (...args: readonly unknown[]) => Promise<unknown>)('one', 'two');

it.each(METHODS)('a ledger that is being opened passes %s on, and fails as opening fails', async (method) => {
  const words = method === 'priorAttempts' ? ['one', 'two'] : ['one'];
  expect(
    await ask(
      lateLedger(async () => told),
      method,
    ),
  ).toEqual([method, ...words]);
  const cannot = new Error('no such disk');
  await expect(
    ask(
      lateLedger(() => Promise.reject(cannot)),
      method,
    ),
  ).rejects.toBe(cannot);
});

it("a plan's ledger is opened once, and only to be written to", async () => {
  let opened = 0;
  const plan = planLedger(
    async () => [],
    async () => {
      opened += 1;
      return told;
    },
  );
  expect(await ask(plan, 'priorAttempts')).toEqual([]);
  expect(opened).toBe(0);
  await Promise.all([ask(plan, 'begin'), ask(plan, 'intend'), ask(plan, 'end')]);
  expect(opened).toBe(1);
});
