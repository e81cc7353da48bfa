import type { LedgerPort } from '../ports.ts';

/**
 * A ledger that is still being opened: every call waits for that, and fails as it fails. So the queue can be found meanwhile.
 * Nothing is received before the ledger is open, because a run begins in the ledger first.
 */
export function lateLedger(opening: () => Promise<LedgerPort>): LedgerPort {
  return {
    priorAttempts: async (queueArn, messages) => (await opening()).priorAttempts(queueArn, messages),
    begin: async (head) => (await opening()).begin(head),
    intend: async (attempts) => (await opening()).intend(attempts),
    settle: async (outcomes) => (await opening()).settle(outcomes),
    removed: async (messageIds) => (await opening()).removed(messageIds),
    end: async (end) => (await opening()).end(end),
  };
}
