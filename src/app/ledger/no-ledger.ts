import { NO_PRIOR_ATTEMPTS } from '../../domain/history/prior-attempts.ts';
import type { LedgerPort } from '../ports.ts';

/** The warning of a run without a ledger. */
export const WITHOUT_LEDGER =
  'Nothing of this run is recorded (--no-ledger): if it is killed, or an answer is lost, the next run does not know what was sent and sends it again.';

/** Holds and records nothing, for `--no-ledger`, and for a plan where no ledger exists yet. */
export const NO_LEDGER: LedgerPort = {
  priorAttempts: async (_queueArn, messages) => messages.map(() => NO_PRIOR_ATTEMPTS),
  begin: async () => undefined,
  intend: async (attempts) => new Set(attempts.map(({ messageId }) => messageId)),
  settle: async () => {},
  removed: async () => {},
  end: async () => {},
};
