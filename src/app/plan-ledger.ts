import type { LedgerPort } from './ports.ts';

/** The ledger of a plan: it remembers, and is opened for writing only once the plan has something to write down. */
export function planLedger(recall: LedgerPort['recall'], open: () => Promise<LedgerPort>): LedgerPort {
  let opened: Promise<LedgerPort> | undefined;
  const ledger = () => {
    opened ??= open();
    return opened;
  };
  return {
    recall,
    begin: async (head) => (await ledger()).begin(head),
    intend: async (attempts) => (await ledger()).intend(attempts),
    settle: async (outcomes) => (await ledger()).settle(outcomes),
    removed: async (messageIds) => (await ledger()).removed(messageIds),
    end: async (end) => (await ledger()).end(end),
  };
}
