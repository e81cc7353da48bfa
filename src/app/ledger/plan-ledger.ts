import type { LedgerPort } from '../ports.ts';
import { lateLedger } from './late-ledger.ts';

/** The ledger of a plan: it answers prior attempts, and is opened for writing only once the plan has something to record. */
export function planLedger(priorAttempts: LedgerPort['priorAttempts'], open: () => Promise<LedgerPort>): LedgerPort {
  let opened: Promise<LedgerPort> | undefined;
  const ledger = () => {
    opened ??= open();
    return opened;
  };
  return { ...lateLedger(ledger), priorAttempts };
}
