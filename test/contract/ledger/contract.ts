import type { LedgerEngine } from '../../support/fakes/ledger-engines.ts';
import { ledgerIntents } from './intents.ts';
import { ledgerPriorAttempts } from './prior-attempts.ts';

/** What every ledger promises, whatever it is made of. */
export function ledgerContract(engine: LedgerEngine): void {
  ledgerPriorAttempts(engine);
  ledgerIntents(engine);
}
