import { NOTHING_KNOWN } from '../domain/history/memory.ts';
import type { LedgerPort } from './ports.ts';

/** No memory at all, for `--no-ledger`, and for a plan where no ledger exists yet. */
export const NO_LEDGER: LedgerPort = {
  recall: async (_queueArn, messages) => messages.map(() => NOTHING_KNOWN),
  begin: async () => '',
  intend: async (attempts) => new Set(attempts.map(({ messageId }) => messageId)),
  settle: async () => {},
  removed: async () => {},
  end: async () => {},
};
